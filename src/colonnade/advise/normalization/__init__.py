"""Normal forms of tables up to the third: what depends on what, what breaks a form, and the tables that would not.

The definitions are those of E. F. Codd, "Further Normalization of the Data Base Relational Model" (1971); tables are
split by I. J. Heath's theorem (1971): R(X, Y, Z) with X -> Y is the join of R(X, Y) and R(X, Z).
"""

from colonnade.advise.normalization.analysis import (
    Breach,
    BreachKind,
    NormalForm,
    Relation,
    TableForm,
    analysed,
)
from colonnade.advise.normalization.dependency import Dependency, Origin, closure
from colonnade.advise.normalization.measuring import Measured, measured_of
from colonnade.advise.normalization.splitting import CantSplitError, split

__all__ = [
    "Breach",
    "BreachKind",
    "CantSplitError",
    "Dependency",
    "Measured",
    "NormalForm",
    "Origin",
    "Relation",
    "TableForm",
    "analysed",
    "closure",
    "measured_of",
    "split",
]
