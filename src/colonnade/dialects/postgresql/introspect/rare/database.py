"""What stands beside the tables: namespaces, extensions, roles, default privileges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colonnade.dialects.postgresql.introspect.acl import every_grant, grants_of
from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.rare.branch import (
    Found,
    Version,
    select,
)
from colonnade.dialects.postgresql.introspect.reading import Reading
from colonnade.dialects.postgresql.introspect.routines import settings_of
from colonnade.dialects.postgresql.introspect.scope import (
    FIRST_USER_OID,
    own,
    user_space,
)
from colonnade.dialects.postgresql.privileges import (
    DEFAULT_CLASSES,
    Grantable,
    initial,
    server_default,
)
from colonnade.schema import (
    OWNER,
    PUBLIC,
    DefaultPrivileges,
    Extension,
    Grant,
    MaterializedView,
    Namespace,
    Policy,
    Ref,
    Role,
    RoleOptions,
    SchemaObject,
    Table,
    View,
)

_PUBLIC_COMMENT = "standard public schema"


def namespaces_sql(_version: Version) -> str:
    """Namespaces of the user's own, and public, which initdb made."""
    return select(
        "namespace",
        Catalog.NAMESPACE,
        "x.nspname",
        facts={"bootstrap": "x.nspowner = 10"},
        owner="x.nspowner",
        acl="x.nspacl",
        source=f"FROM pg_namespace x WHERE {user_space('x')} AND {own(Catalog.NAMESPACE, 'x.oid')}",
    )


def namespace(found: Found, reading: Reading) -> Namespace:
    """A namespace; what initdb gives to public counts as nothing special."""
    owner = str(found.owner)
    plain = Namespace(path=found.path)
    said, holder = found.comment, reading.owner(owner)
    if found.path == ("public",):
        said = "" if said is None else None if said == _PUBLIC_COMMENT else said
        if reading.version and reading.version < (15,):
            holder = None if found.flag("bootstrap") else owner
        else:
            holder = None if owner == "pg_database_owner" else owner
    return Namespace(
        path=found.path,
        comment=said,
        owner=holder,
        privileges=grants_of(
            found.acl,
            on=Grantable.SCHEMA,
            owner=owner,
            version=reading.version,
            default=initial(plain, reading.version),
        ),
    )


def extensions_sql(_version: Version) -> str:
    """Extensions that were installed after initdb."""
    return select(
        "extension",
        Catalog.EXTENSION,
        "x.extname",
        facts={"namespace": "n.nspname", "version": "x.extversion", "usual": "a.comment"},
        source=f"""FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
LEFT JOIN pg_available_extensions() a ON a.name = x.extname
WHERE x.oid >= {FIRST_USER_OID}""",
    )


def extension(found: Found, reading: Reading) -> Extension:
    """An extension; the comment of its control file counts as none, a removed one as an empty text."""
    usual = found.optional("usual")
    said = found.comment
    return Extension(
        path=found.path,
        comment=None if said == usual else said or "",
        depends=reading.depends(Ref("extension", found.path)),
        namespace=found.text("namespace"),
        version=found.text("version"),
    )


def roles_sql(_version: Version) -> str:
    """Roles that something in this database may name; `named` keeps those that are named."""
    words = {
        "rolsuper": "SUPERUSER",
        "rolcreaterole": "CREATEROLE",
        "rolcreatedb": "CREATEDB",
        "rolcanlogin": "LOGIN",
        "rolreplication": "REPLICATION",
        "rolbypassrls": "BYPASSRLS",
    }
    options = ", ".join(f"CASE WHEN r.{column} THEN '{word}' END" for column, word in words.items())
    return f"""SELECT 'role' AS kind, r.oid, ARRAY[r.rolname]::text[], NULL, NULL::text[], NULL,
  jsonb_build_object(
    'options', to_jsonb(array_remove(ARRAY[{options}, CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END], NULL)),
    'groups', (SELECT jsonb_agg(g.rolname ORDER BY g.rolname) FROM pg_auth_members m
      JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid),
    'settings', (SELECT to_jsonb(s.setconfig) FROM pg_db_role_setting s WHERE s.setrole = r.oid AND s.setdatabase = 0))
FROM pg_roles r
WHERE r.rolname NOT LIKE 'pg\\_%'"""


def role(found: Found) -> Role:
    """A role with what CREATE ROLE says of it."""
    return Role(
        path=found.path,
        settings=RoleOptions(
            options=tuple(found.texts("options")),
            member_of=tuple(found.texts("groups")),
            settings=settings_of(found.texts("settings")),
        ),
    )


_OBJECTS = {
    "r": Grantable.TABLE,
    "S": Grantable.SEQUENCE,
    "f": Grantable.FUNCTION,
    "T": Grantable.TYPE,
    "n": Grantable.SCHEMA,
    "L": Grantable.LARGE_OBJECT,
}


def defaults_sql(_version: Version) -> str:
    """Default privileges."""
    return f"""SELECT 'default_privileges' AS kind, x.oid,
  ARRAY[pg_get_userbyid(x.defaclrole), coalesce(n.nspname, ''), x.defaclobjtype::text]::text[],
  pg_get_userbyid(x.defaclrole)::text, x.defaclacl::text[], NULL, '{{}}'::jsonb
FROM pg_default_acl x LEFT JOIN pg_namespace n ON n.oid = x.defaclnamespace
WHERE n.nspname IS NULL OR {user_space()}"""


def default_privileges(found: Found, reading: Reading) -> DefaultPrivileges | None:
    """Default privileges, unless they are what the server does anyway."""
    holder, space, letter = found.path
    on = _OBJECTS[letter]
    grants = every_grant(found.acl or (), on=on, owner=holder, version=reading.version)
    if grants == (() if space else server_default(on)):
        return None
    role_name = reading.owner(holder) or ""
    return DefaultPrivileges(
        path=(role_name, space, DEFAULT_CLASSES[on]),
        role=role_name,
        namespace=space or None,
        objects=DEFAULT_CLASSES[on],
        grants=grants,
        depends=(Ref("namespace", (space,)),) if space else (),
    )


def named(objects: Iterable[SchemaObject]) -> set[str]:
    """Roles that a schema names: owners, grantees and grantors, roles of policies, default privileges, mappings."""
    found: set[str] = set()
    for each in objects:
        if each.owner is not None:
            found.add(each.owner)
        found |= _granted(each.privileges)
        match each:
            case Table():
                for column in each.columns.values():
                    found |= _granted(column.privileges)
            case View() | MaterializedView():
                for column in each.columns:
                    found |= _granted(column.privileges)
            case Policy():
                found |= set(each.roles)
            case DefaultPrivileges():
                found |= {each.role} | _granted(each.grants)
            case _:
                if each.kind_of() == "user_mapping":
                    found.add(each.path[1])
    return found - {"", OWNER, PUBLIC}


def _granted(grants: tuple[Grant, ...] | None) -> set[str]:
    return {name for each in grants or () for name in (each.to, each.by) if name is not None}


def with_groups(names: set[str], roles: Mapping[str, Role]) -> set[str]:
    """Roles with those that they are members of, and so on."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in roles and name not in found:
            found.add(name)
            waiting.extend(roles[name].settings.member_of)
    return found
