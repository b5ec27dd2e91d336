"""Whether an address holds a secret that should come from the environment."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_SECRET_KEY = re.compile(r"password|secret|token|passphrase", re.IGNORECASE)


def has_secret(url: str) -> bool:
    """Whether a password, or a parameter that is one, stands in an address as it is and not as `${NAME}`."""
    _, _, rest = url.partition("://")
    credentials, at, _ = rest.rpartition("@")
    _, colon, password = credentials.partition(":")
    if at and colon and password and not _REFERENCE.fullmatch(password):
        return True
    for parameter in rest.partition("?")[2].split("&"):
        key, _, value = parameter.partition("=")
        if _SECRET_KEY.search(key) and value and not _REFERENCE.fullmatch(value):
            return True
    return False
