"""Databases of tenants, made from a model."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.urls import DatabaseUrl
from tests.realize.engines import ask, postgresql

TEXT = """
tenancy:
  levels: {account_id: account, project_id: project}
  settings: {account_id: app.account}
  application: ROLE
  context: CONTEXT
  shared: [country]
  everywhere: [task.serial]
entities:
  country:
    attributes: {code: char(2) key}
  account:
    attributes: {id: integer key, name: text required}
  project:
    attributes: {id: integer key, slug: string(20) required unique}
  member:
    attributes:
      id: integer key
      account_id: integer required
      email: text required unique
  task:
    attributes:
      id: integer key
      number: integer required unique
      serial: integer unique
      country: char(2) -> country
      owner_id: integer -> member on delete set null
      parent_id: integer -> task
      note: text
views:
  open_task: "SELECT t.id, t.number, m.email FROM task t LEFT JOIN member m ON m.id = t.owner_id"
"""


def text_of(*, role: str, context: str = "trusted") -> str:
    """The model with a role of its programs."""
    return TEXT.replace("ROLE", role).replace("CONTEXT", context)


@contextmanager
def tenants(url: DatabaseUrl, *, context: str = "trusted") -> Iterator[tuple[PostgresConnection, str]]:
    """A connection to a database of tenants, and the role of its programs."""
    role = f"app_{secrets.token_hex(4)}"
    with postgresql(url, text_of(role=role, context=context)) as db:
        ask(db, f"GRANT SELECT ON open_task TO {role}")
        try:
            yield db, role
        finally:
            ask(db, f"RESET SESSION AUTHORIZATION; RESET ROLE; DROP OWNED BY {role}; DROP ROLE {role}")
