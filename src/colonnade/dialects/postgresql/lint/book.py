"""The book of rules about scripts, and which of them look at which action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from colonnade.dialects.postgresql.lint.step import Act
from colonnade.findings import Hit, RuleBook, Severity

SCRIPT_RULES: RuleBook[Act] = RuleBook()
"""Rules about statements of scripts."""
BY_KIND: defaultdict[str, list[str]] = defaultdict(list)
"""Ids of rules by the kind of action that they look at."""
PEERS: dict[str, tuple[str, ...]] = {}
"""What a rule is called by other linters."""

STATEMENT = "*"
"""Stands for every statement, once."""
END = "END"
"""Stands for the end of a script; the action is that of its last statement."""

Check = Callable[[Act], Iterable[Hit]]


def rule(
    rule_id: str, severity: Severity, *kinds: str, peers: Iterable[str] = (), on_request: bool = False
) -> Callable[[Check], Check]:
    """Put the decorated function in as a rule about actions of some kinds."""

    def put(check: Check) -> Check:
        SCRIPT_RULES.rule(rule_id, severity=severity, on_request=on_request)(check)
        for kind in kinds:
            BY_KIND[kind].append(rule_id)
        PEERS[rule_id] = tuple(peers)
        return check

    return put
