"""Tenants kept apart: the context of a program's transactions, and attacks that prove the isolation of a database."""

from colonnade.tenancy.context import Context, SignedContext, TrustedContext
from colonnade.tenancy.programs import (
    async_tenant_transaction,
    django_tenant_transaction,
    sqlalchemy_tenant_transaction,
    tenant_transaction,
)
from colonnade.tenancy.signing import SigningKey, new_key

__all__ = [
    "Context",
    "SignedContext",
    "SigningKey",
    "TrustedContext",
    "async_tenant_transaction",
    "django_tenant_transaction",
    "new_key",
    "sqlalchemy_tenant_transaction",
    "tenant_transaction",
]
