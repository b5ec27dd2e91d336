"""Contexts that no SQL user can make up: signed for one transaction of one backend, with a key the database keeps."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.errors import InputError

SETTING = "tenancy.context"
"""Setting of a transaction that holds a signed context."""
KEY_TABLE = ("tenancy", "signing_key")
"""Where a database keeps its keys; its owner alone reads it."""
CHALLENGE = (
    "SELECT pg_catalog.pg_backend_pid() || '.' ||"
    " CAST(EXTRACT(epoch FROM pg_catalog.transaction_timestamp()) * 1000000 AS bigint)"
)
"""What tells a transaction from every other one: its backend and its start in microseconds."""
LIFETIME_SECONDS = 300
"""How long a signed context holds when nothing else is asked for."""

_KEY_BYTES = 32
_BLOCK_BYTES = 64
"""Of SHA-256 (RFC 2104)."""
_MICROSECONDS = 1_000_000


class BadKeyError(InputError):
    """A text is no signing key."""

    code = "CO153"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key that programs sign with and the database verifies with. Its text is a secret."""

    number: int
    secret: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The key as programs are given it."""
        return f"{self.number}:{self.secret.hex()}"

    @classmethod
    def of(cls, text: str) -> SigningKey:
        """The key of a text, `NUMBER:HEX`. Raises BadKeyError, which does not repeat the text."""
        number, colon, secret = text.strip().partition(":")
        try:
            found = bytes.fromhex(secret)
        except ValueError:
            found = b""
        if not (colon and number.isdecimal() and len(found) == _KEY_BYTES):
            raise BadKeyError(
                "not a signing key",
                hint=f"it is a number, a colon and {_KEY_BYTES * 2} hexadecimal digits, "
                "as `colonnade tenant key` prints it",
            )
        return cls(number=int(number), secret=found)

    @property
    def pads(self) -> tuple[bytes, bytes]:
        """The inner and the outer key of HMAC (RFC 2104), which is what the database keeps."""
        block = self.secret.ljust(_BLOCK_BYTES, b"\0")
        return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)

    def sign(self, values: Mapping[str, str], challenge: str, *, seconds: int = LIFETIME_SECONDS) -> str:
        """The context with these values for the transaction of a challenge; it ends so long after its start."""
        expires = int(challenge.partition(".")[2]) // _MICROSECONDS + seconds
        payload = json.dumps(dict(values), sort_keys=True, separators=(",", ":")).encode().hex()
        signed = f"v1.{self.number}.{challenge}.{expires}.{payload}"
        return f"{signed}.{hmac.new(self.secret, signed.encode(), hashlib.sha256).hexdigest()}"


def new_key(number: int) -> SigningKey:
    """A key of this number, by chance."""
    return SigningKey(number=number, secret=secrets.token_bytes(_KEY_BYTES))
