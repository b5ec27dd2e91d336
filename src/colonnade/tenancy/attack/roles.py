"""What the programs' role could do beside its grants: own, bypass, become somebody else, begin as a tenant."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.quote import qualified
from colonnade.tenancy.attack.attempt import Attempt
from colonnade.tenancy.attack.session import Session
from colonnade.tenancy.isolation import NoApplicationRoleError
from colonnade.tenancy.signing import KEY_TABLE, SETTING

_ROLE = "SELECT rolsuper, rolbypassrls, rolcreaterole, rolreplication FROM pg_catalog.pg_roles WHERE rolname = %s"
_OTHERS = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls FROM pg_catalog.pg_roles r
WHERE r.rolname <> %s AND pg_catalog.pg_has_role(%s, r.oid, 'MEMBER')
  AND (r.rolsuper OR r.rolbypassrls OR r.oid = ANY (
    SELECT c.relowner FROM pg_catalog.pg_class c WHERE c.oid = ANY (%s::regclass[])))
ORDER BY 1"""
_DEFAULTS = """
SELECT COALESCE(r.rolname, 'every role'), COALESCE(d.datname, 'every database'), s.setting
FROM pg_catalog.pg_db_role_setting p
LEFT JOIN pg_catalog.pg_roles r ON r.oid = p.setrole LEFT JOIN pg_catalog.pg_database d ON d.oid = p.setdatabase
CROSS JOIN LATERAL pg_catalog.unnest(p.setconfig) AS s(setting)
WHERE (p.setrole = 0 OR r.rolname = %s) AND (p.setdatabase = 0 OR d.datname = current_database())"""
_TABLE = """
SELECT c.relrowsecurity, c.relforcerowsecurity, pg_catalog.pg_get_userbyid(c.relowner),
  pg_catalog.has_table_privilege(%s, c.oid, 'TRUNCATE'),
  c.relispartition AND NOT pg_catalog.has_table_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
    AND NOT pg_catalog.has_any_column_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE')
FROM pg_catalog.pg_class c WHERE c.oid = %s::regclass"""
_MAY_READ = "SELECT pg_catalog.has_table_privilege(%s, %s::regclass, 'SELECT')"


def roles(session: Session) -> Iterator[Attempt]:
    """The role itself, the roles that it can become, what its sessions begin with. Raises NoApplicationRoleError."""
    role = session.isolation.role
    found = session.query(_ROLE, (role,))
    if not found:
        raise NoApplicationRoleError(
            f"there is no role {role}", hint="name the role as which programs work with --role"
        )
    words = ("SUPERUSER", "BYPASSRLS", "CREATEROLE", "REPLICATION")
    # Who replicates reads the changes of every tenant, and no policy is asked.
    has = [word for word, held in zip(words, found[0], strict=True) if held]
    yield _said(role, "role", "ATTRIBUTES", "none that stands above policies", ", ".join(has) or "none", holds=not has)
    tables = [qualified(path) for path in session.isolation.tables]
    above = [str(name) for name, *_ in session.query(_OTHERS, (role, role, tables))]
    yield _said(
        role,
        "role",
        "SET ROLE",
        "to no owner and no role above policies",
        f"may become {', '.join(above)}" if above else "none",
        holds=not above,
    )
    names = {each.lower() for each in (*session.settings, SETTING)}
    begun = [
        f"{setting} ({who}, {where})"
        for who, where, setting in session.query(_DEFAULTS, (role,))
        if str(setting).partition("=")[0].lower() in names and str(setting).partition("=")[2]
    ]
    yield _said(
        role,
        "session",
        "RESET",
        "no default that names a tenant",
        ", ".join(begun) or "none",
        holds=not begun,
    )
    if session.isolation.strict:
        ((readable,),) = session.query(_MAY_READ, (role, qualified(KEY_TABLE)))
        yield _said(
            role,
            f"table {'.'.join(KEY_TABLE)}",
            "SELECT",
            "refused",
            "the keys can be read" if readable else "refused",
            holds=not readable,
        )


def protections(session: Session) -> Iterator[Attempt]:
    """What every table of tenants needs so that policies hold for everybody."""
    role = session.isolation.role
    for path in session.isolation.tables:
        ((enabled, forced, owner, truncates, closed),) = session.query(_TABLE, (role, role, role, qualified(path)))
        name = f"table {'.'.join(path)}"
        observed = "enabled and forced" if enabled and forced else "enabled, not forced" if enabled else "not enabled"
        if closed:
            # The policies of the whole table hold for whoever reads it, and nobody else reads its parts.
            yield _said(role, name, "ROW SECURITY", "enabled and forced, or no grant", "no grant", holds=True)
        else:
            yield _said(role, name, "ROW SECURITY", "enabled and forced", observed, holds=bool(enabled and forced))
        yield _said(
            role,
            name,
            "OWNER",
            "another role",
            str(owner) if owner != role else "the programs' role itself",
            holds=owner != role,
        )
        if truncates:
            yield _said(role, name, "TRUNCATE", "refused", "allowed, and no policy is asked", holds=False)


def _said(role: str, path: str, command: str, expected: str, observed: str, *, holds: bool) -> Attempt:
    return Attempt(role=role, path=path, command=command, expected=expected, observed=observed, holds=holds)
