"""Whether a model holds together."""

from colonnade.model.validity.fault import Fault
from colonnade.model.validity.whole import validate

__all__ = ["Fault", "validate"]
