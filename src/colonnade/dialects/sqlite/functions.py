"""Functions that every SQLite from 3.38 on has, without extensions.

Sources: "Built-In Scalar SQL Functions", "Built-in Aggregate Functions", "Built-in Window Functions", "Date And Time
Functions" and "JSON Functions And Operators" of the SQLite documentation. Mathematical functions are left out, for a
library may be built without them.
"""

from __future__ import annotations

FUNCTIONS = frozenset(
    """
    abs changes char coalesce format glob hex ifnull iif instr last_insert_rowid length like likely lower ltrim max min
    nullif printf quote random randomblob replace round rtrim sign sqlite_version substr substring total_changes trim
    typeof unicode unlikely upper zeroblob
    avg count group_concat sum total
    row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
    date time datetime julianday strftime
    json json_array json_array_length json_extract json_insert json_object json_patch json_remove json_replace json_set
    json_type json_valid json_quote json_group_array json_group_object json_each json_tree
    """.split()
)

OWN_FUNCTIONS = frozenset(
    """
    changes glob hex ifnull instr iif julianday last_insert_rowid likely printf randomblob sqlite_version strftime
    datetime unixepoch total total_changes typeof unicode unlikely zeroblob json json_array json_array_length
    json_extract json_insert json_patch json_remove json_replace json_set json_type json_valid json_quote
    json_group_array json_group_object json_each json_tree group_concat
    """.split()
)
"""Those of them that other engines have not, or not with the same meaning."""
