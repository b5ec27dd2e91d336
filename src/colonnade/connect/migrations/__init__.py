"""Files of migrations as linters take them: which run, in which order, inside of what, cut into statements."""

from colonnade.connect.migrations.cutting import cut
from colonnade.connect.migrations.reading import Unread, read_migrations, script_of

__all__ = ["Unread", "cut", "read_migrations", "script_of"]
