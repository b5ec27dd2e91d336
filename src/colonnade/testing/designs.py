"""Hypothesis strategies for designs that a database holds whole: what is read back from one is the design itself.

Names are plain words in the order in which a database lists them; facts that no engine keeps (owners, verbs, volumes)
are left out, as is what has two spellings for one thing.
"""

from __future__ import annotations

from hypothesis import strategies as st

_ENTITIES = ("account", "booking", "city", "depot")
_ATTRIBUTES = ("amount", "begin", "code", "detail")
_TYPES = (
    "integer", "bigint", "smallint", "text", "string(40)", "char(3)", "decimal(12,2)", "boolean", "date", "timestamp",
    "time", "uuid", "json", "float", "real", "text[]", "mood", "positive", "interval", "datetime",
)  # fmt: skip
_KEYS = (
    "integer key",
    "bigint key identity",
    "uuid key = uuid()",
    "integer key serial",
    "integer key identity by default",
)
_BUNDLES = ("[]", "[audit]", "[soft_delete]", "[version_lock]", "[audit, version_lock]")
_WORDS = ("", " required", " unique", " required unique")
_ACTIONS = ("", " on delete cascade", " on delete set null", " on update cascade")


@st.composite
def _attribute(draw: st.DrawFn, name: str, parents: list[str]) -> str:
    words: str = draw(st.sampled_from(_WORDS))
    if len(parents) > 0 and draw(st.booleans()):
        parent: str = draw(st.sampled_from(parents))
        action: str = draw(st.sampled_from(_ACTIONS))
        if "set null" in action and "required" in words:
            action = ""
        return f"{name}: integer{words} -> {parent}{action}"
    about: str = draw(st.sampled_from(("", " -- What it's for")))
    type_: str = draw(st.sampled_from(_TYPES))
    return f"{name}: {type_}{words}{about}"


@st.composite
def _entity(draw: st.DrawFn, name: str, parents: list[str], kinds: list[str]) -> tuple[str, str]:
    """The lines of an entity, and what it can be for others: a parent of references, of kinds, or neither."""
    lines = [f"  {name}:"]
    if draw(st.booleans()):
        lines.append("    about: What it is")
    root = draw(st.sampled_from(kinds)) if kinds and draw(st.integers(0, 3)) == 0 else None
    names = draw(st.lists(st.sampled_from(_ATTRIBUTES), min_size=1, max_size=4, unique=True))
    own = [draw(_attribute(each, parents)) for each in sorted(names)]
    if root is not None:
        lines.append(f"    is_a: {root}")
        key, use = None, None
    else:
        key = draw(st.sampled_from(_KEYS))
        use = draw(st.sampled_from(_BUNDLES))
        own.insert(0, f"id: {key}")
    if use is not None and use != "[]":
        lines.append(f"    use: {use}")
    lines.append("    attributes:")
    lines.extend(f"      {each}" for each in own)
    if key is not None and draw(st.booleans()):
        index = draw(st.sampled_from((f"id, {min(names)}", "(lower((id)::text))")))
        lines.append(f'    indexes: ["{index}"]')
    plain = key == "integer key"
    return "\n".join(lines), ("root" if plain and use == "[]" else "parent" if plain else "")


@st.composite
def designs(draw: st.DrawFn) -> str:
    """The text of a model in PostgreSQL's own words."""
    parents: list[str] = []
    kinds: list[str] = []
    entities: list[str] = []
    for name in _ENTITIES[: draw(st.integers(1, 4))]:
        text, use = draw(_entity(name, list(parents), list(kinds)))
        entities.append(text)
        if use:
            parents.append(name)
        if use == "root":
            kinds.append(name)
    lines = [
        "model: any",
        "dialect: postgresql",
        "index_references: false",
        "domains:",
        "  mood: enum(good, bad)",
        '  positive: integer check "VALUE > 0"',
        "entities:",
        *entities,
    ]
    if len(parents) > 1 and draw(st.booleans()):
        lines += ["relationships:", f"  - {parents[0]} 0..* has 0..* {parents[1]}"]
    return "\n".join(lines) + "\n"


__all__ = ["designs"]
