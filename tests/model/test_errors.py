"""Every mistake in a model file is named with its place and the way out, all of one file together."""

from __future__ import annotations

import pytest

from colonnade.model.language import ModelError, ProblemCode, SourceText, includes_of, read, read_files

HEAD = "model: shop\n"
CUSTOMER = HEAD + "entities:\n  customer:\n    attributes:\n      id: uuid key\n"


def problems(text: str) -> list[tuple[ProblemCode, int | None, int | None, str, str]]:
    with pytest.raises(ModelError) as caught:
        read(text, "m.yaml")
    return [(p.code, p.place.line, p.place.column, p.message, p.hint) for p in caught.value.problems]


CASES = {
    "unknown key": (HEAD + "entitys: {}\n", ProblemCode.UNKNOWN_KEY, 2, 1, "did you mean entities"),
    "unknown key of an attribute": (
        CUSTOMER + "      email: {type: text, requierd: true}\n",
        ProblemCode.UNKNOWN_KEY, 6, 27, "did you mean required",
    ),
    "unknown word": (CUSTOMER + "      email: text requird\n", ProblemCode.SHORT_FORM, 6, 19, "did you mean required"),
    "word said twice": (CUSTOMER + "      email: text pii pii\n", ProblemCode.SHORT_FORM, 6, 23, "the short form is"),
    "open quote": (CUSTOMER + "      email: text check \"x\n", ProblemCode.SHORT_FORM, 6, 25, ""),
    "type of elsewhere": (CUSTOMER + "      email: varchar(20)\n", ProblemCode.SHORT_FORM, 6, 14, "write string(...)"),
    "unknown type": (CUSTOMER + "      email: txet\n", ProblemCode.DANGLING, 6, 7, "did you mean text"),
    "comma in braces": (
        CUSTOMER + "      total: {is: decimal(15,2)}\n", ProblemCode.SHORT_FORM, 6, 29, "stands in quotes",
    ),
    "number without its type": (CUSTOMER + "      email: bool\n", ProblemCode.DANGLING, 6, 7, "written boolean"),
    "dangling reference": (
        CUSTOMER + "      boss: uuid -> custmer\n", ProblemCode.DANGLING, 6, 7, "did you mean customer",
    ),
    "dangling relationship": (
        CUSTOMER + "relationships:\n  - customer 1 places 0..* ordr\n", ProblemCode.DANGLING, 7, 5, "",
    ),
    "ends left out": (
        CUSTOMER + "relationships:\n  - customer places order\n",
        ProblemCode.SHORT_FORM, 7, 14, "customer 1 places 0..* order",
    ),
    "index of nothing": (CUSTOMER + "    indexes: [idd]\n", ProblemCode.DANGLING, 6, 15, "did you mean id"),
    "twice the same attribute": (CUSTOMER + "      id: text\n", ProblemCode.DUPLICATE, 6, 7, "first in line 5"),
    "twice the same key": (HEAD + "model: other\n", ProblemCode.DUPLICATE, 2, 1, "first in line 1"),
    "list for a text": (HEAD + "about: [a]\n", ProblemCode.WRONG_SHAPE, 2, 8, ""),
    "yes for true": (CUSTOMER + "      email: {type: text, required: yes}\n", ProblemCode.WRONG_VALUE, 6, 37, ""),
    "unknown choice": (HEAD + "naming: {case: snek}\n", ProblemCode.WRONG_VALUE, 2, 16, "did you mean snake"),
    "no type": (CUSTOMER + "      email: {required: true}\n", ProblemCode.MISSING, 6, 14, "Type"),
    "said twice": (
        CUSTOMER + "      email: {is: text required, required: true}\n", ProblemCode.CONTRADICTION, 6, 34, "",
    ),
    "no name": ("about: a shop\n", ProblemCode.MISSING, 1, 1, "model: shop"),
    "cyclic inheritance": (
        HEAD + "entities:\n  a: {is_a: b}\n  b: {is_a: a}\n", ProblemCode.CYCLE, 3, 3, "kind of nothing",
    ),
    "cyclic domain": (HEAD + "domains:\n  a: b\n  b: a\n", ProblemCode.CYCLE, 3, 3, ""),
    "unknown bundle": (HEAD + "use: [adit]\n", ProblemCode.DANGLING, None, None, "did you mean audit"),
    "tab": (HEAD + "entities:\n\ta: {}\n", ProblemCode.SYNTAX, 3, 1, ""),
    "colon in a text": (HEAD + "about: a: b\n", ProblemCode.SYNTAX, 2, 9, "stands in quotes"),
    "anchor": (HEAD + "about: &a b\n", ProblemCode.SYNTAX, 2, 8, "write the text out"),
    "alias": (HEAD + "about: *a\n", ProblemCode.SYNTAX, 2, 8, "write the text out"),
    "tag": (HEAD + "about: !!python/name:os.system\n", ProblemCode.SYNTAX, 2, 8, ""),
    "two documents": (HEAD + "---\nmodel: b\n", ProblemCode.SYNTAX, 3, 1, ""),
    "many to many without a key": (
        HEAD + "entities:\n  a: {}\n  b: {attributes: {id: uuid key}}\nrelationships:\n  - a 0..* has 0..* b\n",
        ProblemCode.MISSING, 6, 5, "both sides",
    ),
    "two primary keys": (
        CUSTOMER + "      number: text\n    keys:\n      - primary number\n", ProblemCode.CONTRADICTION, 8, 9, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_placed_and_explained(case: str) -> None:
    text, code, line, column, hint = CASES[case]
    found = problems(text)
    assert len(found) >= 1
    assert found[0][:3] == (code, line, column), found
    assert hint in found[0][4], found


def test_all_mistakes_of_a_file_come_together_in_its_order() -> None:
    text = (
        HEAD
        + "entities:\n"
        + "  customer:\n    ownr: a\n    attributes:\n      id: uuid kee\n      email: txet\n"
        + "  order:\n    is_a: thing\n"
    )
    found = problems(text)
    assert [each[1] for each in found] == [4, 6, 7, 8]
    assert str(found)


def test_what_is_broken_itself_is_not_also_missing_elsewhere() -> None:
    text = HEAD + "entities:\n  a:\n    attributes:\n      id: uuid kee\n    indexes: [id]\n"
    assert [each[0] for each in problems(text)] == [ProblemCode.SHORT_FORM]


def test_the_message_of_the_error_has_every_place() -> None:
    with pytest.raises(ModelError) as caught:
        read(HEAD + "a: 1\nb: 2\n", "m.yaml")
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == ["m.yaml:2:1", "m.yaml:3:1"]
    assert caught.value.code == "CO110"


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: [[" + "[" * 5000])
def test_deep_nesting_is_refused_and_does_not_crash(bomb: str) -> None:
    assert problems(bomb)[0][0] is ProblemCode.TOO_LARGE


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert problems(bomb)[0][0] is ProblemCode.SYNTAX


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("colonnade.model.language.nodes.MAX_BYTES", 100)
    assert problems(HEAD + "#" * 100)[0][0] is ProblemCode.TOO_LARGE


def test_files_of_one_model_come_together() -> None:
    first = SourceText(file="shop.yaml", text=CUSTOMER + "include: [areas/*.yaml]\n")
    second = SourceText(
        file="areas/sales.yaml", text="entities:\n  order:\n    attributes:\n      of: uuid required -> customer\n"
    )
    reading = read_files([first, second])
    assert list(reading.model.entities) == ["customer", "order"]
    assert list(reading.model.relationships) == ["customer has order by of"]
    assert str(reading.place(("entities", "order", "attributes", "of"))) == "areas/sales.yaml:4:7"
    assert includes_of(first.text) == ("areas/*.yaml",)


def test_what_stands_in_two_files_or_in_the_wrong_one_is_a_mistake() -> None:
    first = SourceText(file="a", text=CUSTOMER)
    second = SourceText(file="b", text="about: no\nentities:\n  customer: {}\n")
    with pytest.raises(ModelError) as caught:
        read_files([first, second])
    found = [(each.place.file, each.place.line, each.code) for each in caught.value.problems]
    assert found == [("b", 1, ProblemCode.CONTRADICTION), ("b", 3, ProblemCode.DUPLICATE)]
