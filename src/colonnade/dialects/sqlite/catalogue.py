"""The statements that read a whole schema; their number does not grow with it.

What the pragmas know is asked from them; the rest stands only in the CREATE texts.
"""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.dialect import Catalogue
from colonnade.dialects.sqlite.introspect import build
from colonnade.dialects.sqlite.traits import TABLE_LIST_SINCE, has

_OBJECTS = """
SELECT type, name, tbl_name, sql
  FROM main.sqlite_master
 ORDER BY rowid
"""

_COLUMNS = """
SELECT t.name, c.name, c.type, c."notnull", c.pk, c.hidden
  FROM main.sqlite_master AS t
  JOIN pragma_table_xinfo(t.name, 'main') AS c
 WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'
 ORDER BY t.rowid, c.cid
"""

_REFERENCES = """
SELECT t.name, f.id, f.seq, f."table", f."from", f."to"
  FROM main.sqlite_master AS t
  JOIN pragma_foreign_key_list(t.name, 'main') AS f
 WHERE t.type = 'table' AND t.sql LIKE '%REFERENCES%'
 ORDER BY t.rowid, f.id, f.seq
"""

_INDEXES = """
SELECT t.name, i.name, i."unique", i.origin, i.partial, k.seqno, k.cid, k.name, k."desc", k.coll
  FROM main.sqlite_master AS t
  JOIN pragma_index_list(t.name, 'main') AS i
  JOIN pragma_index_xinfo(i.name, 'main') AS k
 WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND k."key"
 ORDER BY t.rowid, i.seq, k.seqno
"""

_SHADOWS = """
SELECT name
  FROM pragma_table_list
 WHERE schema = 'main' AND type = 'shadow'
"""


def queries(version: tuple[int, ...]) -> Mapping[str, str]:
    """The statements for a version, by name."""
    found = {"objects": _OBJECTS, "columns": _COLUMNS, "references": _REFERENCES, "indexes": _INDEXES}
    if has(version, TABLE_LIST_SINCE):
        found["shadows"] = _SHADOWS
    return found


CATALOGUE = Catalogue(queries=queries, build=build)
