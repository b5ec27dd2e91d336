"""Scripts in a PostgreSQL scratch database: what runs, what is refused, and where it stands."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from colonnade.connect.failures import Cancelled
from colonnade.connect.postgresql import connect
from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import (
    BadScript,
    Data,
    Loading,
    OnError,
    Outcome,
    Script,
    StatementRefused,
    read_script,
)

COLLECT = Loading(on_error=OnError.COLLECT)


def play(scratch: ScratchDatabase, text: str, loading: Loading | None = None, folder: Path | None = None) -> Outcome:
    return load(Script(name="s.sql", text=text, folder=folder), scratch, loading)


def rows(scratch: ScratchDatabase, query: str) -> list[tuple[object, ...]]:
    with connect(scratch.admin_url) as connection:
        return connection.execute(query.encode()).fetchall()


# Refusals and their places


def test_a_refused_statement_stops_with_file_line_column_and_hint(
    pg_scratch: ScratchDatabase,
) -> None:
    text = "CREATE TABLE t (name text);\n\n-- é\nSELECT\n  nme FROM t;\nCREATE TABLE u ();"
    with pytest.raises(StatementRefused) as caught:
        play(pg_scratch, text)
    assert str(caught.value.place) == "s.sql:5:3"
    assert caught.value.message == 'column "nme" does not exist'
    assert "t.name" in caught.value.hint
    assert caught.value.fields["state"] == "42703"
    assert rows(pg_scratch, "SELECT to_regclass('t') IS NULL, to_regclass('u')") == [(False, None)]


def test_places_count_characters_after_a_replaced_variable(pg_scratch: ScratchDatabase) -> None:
    text = "\\set long 'a long value'\nSELECT 'é', :'long',\n  x;"
    with pytest.raises(StatementRefused) as caught:
        play(pg_scratch, text)
    assert str(caught.value.place) == "s.sql:3:3"


def test_refused_statements_are_collected_and_the_others_stand(pg_scratch: ScratchDatabase) -> None:
    text = """
        BEGIN;
        CREATE TABLE a ();
        CREATE TABLE a ();
        CREATE TABLE b (x nonsense);
        CREATE TABLE c ();
        COMMIT;
        CREATE EXTENSION no_such_extension;
        CREATE TABLE d ();
    """
    outcome = play(pg_scratch, text, COLLECT)
    assert [refused.state for refused in outcome.refused] == ["42P07", "42704", "0A000"]
    assert [refused.place.line for refused in outcome.refused] == [4, 5, 8]
    found = rows(pg_scratch, "SELECT relname FROM pg_class WHERE relname ~ '^[a-d]$' ORDER BY 1")
    assert found == [("a",), ("c",), ("d",)]


def test_an_end_inside_a_transaction_is_noted_and_rolled_back(pg_scratch: ScratchDatabase) -> None:
    outcome = play(pg_scratch, "BEGIN;\nCREATE TABLE t ();\n")
    assert "rolled back" in outcome.notes[0].message
    assert rows(pg_scratch, "SELECT to_regclass('t')") == [(None,)]


def test_a_time_limit_is_the_worlds_failure(pg_scratch: ScratchDatabase) -> None:
    with pytest.raises(Cancelled):
        play(pg_scratch, "SELECT pg_sleep(9);", Loading(statement_timeout_ms=50))


def test_progress_reaches_the_end(pg_scratch: ScratchDatabase) -> None:
    seen: list[tuple[int, int]] = []
    text = "SELECT 1;\nSELECT 2;"
    play(pg_scratch, text, Loading(progress=lambda done, total: seen.append((done, total))))
    assert seen == [(9, 19), (19, 19)]


# What concerns the whole server


def test_a_role_that_is_missing_is_made_and_one_that_is_there_is_left(
    pg_scratch: ScratchDatabase,
) -> None:
    one, other, third = (f'"Role {secrets.token_hex(4)}"' for _ in range(3))
    text = f"""
        BEGIN;
        CREATE TABLE t ();
        ALTER TABLE t OWNER TO {one};
        GRANT SELECT ON t TO {one}, {other};
        CREATE POLICY p ON t TO {third};
        COMMIT;
        ALTER DEFAULT PRIVILEGES FOR ROLE {one} GRANT SELECT ON TABLES TO {other};
        CREATE ROLE {one} LOGIN;
    """
    outcome = play(pg_scratch, text)
    assert [note.message for note in outcome.notes] == [
        f"role {one.strip(chr(34))} is there already and is left as it is"
    ]
    (owner,) = rows(pg_scratch, "SELECT relowner::regrole::text FROM pg_class WHERE relname = 't'")
    assert owner == (one,)


def test_a_role_is_not_dropped_and_our_own_is_not_changed(pg_scratch: ScratchDatabase) -> None:
    role = f"role_{secrets.token_hex(4)}"
    outcome = play(
        pg_scratch,
        f"CREATE ROLE {role}; DROP ROLE {role}; ALTER ROLE postgres SET search_path = x;"
        f"ALTER SYSTEM SET work_mem = '1MB'; ALTER ROLE {role} SET search_path = x;",
    )
    assert len(outcome.notes) == 3
    settings = "SELECT rolconfig FROM pg_roles WHERE rolname = "
    assert rows(pg_scratch, f"{settings} '{role}'") == [(["search_path=x"],)]
    assert rows(pg_scratch, f"{settings} 'postgres'") == [(None,)]


def test_the_scratch_database_stands_for_the_one_that_a_script_makes(
    pg_scratch: ScratchDatabase,
) -> None:
    text = """
        DROP DATABASE IF EXISTS shop;
        CREATE DATABASE shop WITH ENCODING = 'UTF8';
        \\connect shop
        CREATE TABLE t ();
        COMMENT ON DATABASE shop IS 'it''s the shop';
        ALTER DATABASE "shop" SET search_path = a, b;
        GRANT CONNECT ON DATABASE shop TO PUBLIC;
    """
    outcome = play(pg_scratch, text)
    assert len(outcome.notes) == 3
    assert rows(
        pg_scratch,
        "SELECT shobj_description(oid, 'pg_database'), to_regclass('t') IS NOT NULL,"
        " (SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = d.oid)"
        " FROM pg_database d WHERE datname = current_database()",
    ) == [("it's the shop", False, ["search_path=a, b"])]


def test_a_tablespace_is_made_inside_the_scratch_server(pg_scratch: ScratchDatabase) -> None:
    play(pg_scratch, "CREATE TABLE t (a int) TABLESPACE fast_disk;")
    query = "SELECT spcname FROM pg_tablespace s JOIN pg_class c ON s.oid = c.reltablespace"
    assert ("fast_disk",) in rows(pg_scratch, query)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("COPY t FROM PROGRAM 'id';", "program"),
        ("COPY t TO '/tmp/x';", "files of the server"),
        ("\\! id", "programs"),
        ("\\echo `id`", "programs"),
        ("\\copy t from program 'id'", "programs"),
        ("\\o /tmp/x", "files"),
        ("\\getenv x HOME", "environment"),
        ("SELECT 1 \\g /tmp/x", "files"),
        ("\\conect x", "did you mean connect"),
        ("CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p;", "connect = false"),
    ],
)
def test_what_reaches_beyond_the_database_is_refused(pg_scratch: ScratchDatabase, text: str, reason: str) -> None:
    with pytest.raises(StatementRefused, match=reason) as caught:
        play(pg_scratch, "CREATE TABLE t (a int);\n" + text)
    assert caught.value.place is not None
    assert caught.value.place.line == 2


def test_a_subscription_does_not_keep_the_database(pg_scratch: ScratchDatabase) -> None:
    play(
        pg_scratch,
        "CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p WITH (connect = false);",
    )


# Meta-commands and data


def test_copy_data_is_loaded_or_skipped(pg_scratch: ScratchDatabase) -> None:
    text = "CREATE TABLE t (a int, b text);\nCOPY t FROM stdin;\n1\tx;y\n2\t\\N\n\\.\nSELECT 1;\n"
    assert play(pg_scratch, text).statements == 3
    assert rows(pg_scratch, "SELECT * FROM t") == [(1, "x;y"), (2, None)]
    assert play(pg_scratch, "DROP TABLE t;" + text, Loading(data=Data.SKIP)).statements == 3
    assert rows(pg_scratch, "SELECT * FROM t") == []


def test_a_bad_line_of_data_is_named(pg_scratch: ScratchDatabase) -> None:
    text = "CREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\nx\n\\.\nCREATE TABLE u ();\n"
    outcome = play(pg_scratch, text, COLLECT)
    assert [str(refused.place) for refused in outcome.refused] == ["s.sql:4"]
    assert rows(pg_scratch, "SELECT to_regclass('u') IS NOT NULL") == [(True,)]


def test_data_for_a_table_that_is_missing_is_passed_over(pg_scratch: ScratchDatabase) -> None:
    text = "COPY nothing FROM stdin;\nDROP TABLE u;\n\\.\nCREATE TABLE u ();\n"
    outcome = play(pg_scratch, text, COLLECT)
    assert [refused.state for refused in outcome.refused] == ["42P01"]
    assert rows(pg_scratch, "SELECT to_regclass('u') IS NOT NULL") == [(True,)]


def test_branches(pg_scratch: ScratchDatabase) -> None:
    text = """
        \\set yes on
        \\if :yes
            CREATE TABLE a ();
            \\if false
                nonsense;
                \\! rm
            \\elif :{?yes}
                CREATE TABLE b ();
            \\else
                nonsense;
            \\endif
        \\elif :undefined
            nonsense;
        \\else
            nonsense;
        \\endif
    """
    assert play(pg_scratch, text).statements == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\\if true\nSELECT 1;", "has no .endif"),
        ("\\endif", "without .if"),
        ("\\if perhaps\n\\endif", "true or false"),
    ],
)
def test_branches_that_do_not_fit(pg_scratch: ScratchDatabase, text: str, message: str) -> None:
    with pytest.raises(BadScript, match=message) as caught:
        play(pg_scratch, text)
    assert str(caught.value.place) == "s.sql:1:1"


def test_results_become_variables_and_statements(pg_scratch: ScratchDatabase) -> None:
    play(
        pg_scratch,
        "SELECT 'made' AS name, 7 AS number \\gset my_\n"
        "CREATE TABLE :my_name (a int DEFAULT :my_number);\n"
        "SELECT format('CREATE TABLE %I ()', x) FROM (VALUES ('p'), ('q')) v(x) \\gexec\n",
    )
    assert rows(pg_scratch, "SELECT to_regclass('made'), to_regclass('p'), to_regclass('q')") == [("made", "p", "q")]


def test_includes_stay_inside_the_folder(pg_scratch: ScratchDatabase, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.sql").write_text("\\ir b.sql\n\\copy t from 'deep/t.txt'")
    (tmp_path / "in" / "deep" / "b.sql").write_text("CREATE TABLE t (a int);")
    (tmp_path / "in" / "deep" / "t.txt").write_text("1\n2\n")
    (tmp_path / "out.sql").write_text("CREATE TABLE outer_one ();")
    (tmp_path / "in" / "link.sql").symlink_to(tmp_path / "out.sql")
    main = tmp_path / "in" / "main.sql"
    main.write_text("\\i deep/a.sql\n")
    load(read_script(main), pg_scratch)
    assert rows(pg_scratch, "SELECT count(*) FROM t") == [(2,)]
    for path in ("../out.sql", str(tmp_path / "out.sql"), "link.sql"):
        main.write_text(f"\\i {path}\n")
        with pytest.raises(BadScript, match="outside of"):
            load(read_script(main), pg_scratch)
    main.write_text("\\ir ../out.sql\n")
    load(read_script(main), pg_scratch, Loading(root=tmp_path))
    assert rows(pg_scratch, "SELECT to_regclass('outer_one')") == [("outer_one",)]


def test_files_that_include_each_other_end(pg_scratch: ScratchDatabase, tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("\\i a.sql\n")
    with pytest.raises(BadScript, match="include each other"):
        load(read_script(tmp_path / "a.sql"), pg_scratch)


def test_a_missing_include_is_named_with_its_place(pg_scratch: ScratchDatabase, tmp_path: Path) -> None:
    with pytest.raises(BadScript, match=r"cannot include b\.sql: there is no such file") as caught:
        play(pg_scratch, "SELECT 1;\n  \\i b.sql", folder=tmp_path)
    assert str(caught.value.place) == "s.sql:2:3"


def test_session_state_of_one_script_does_not_reach_the_next(pg_scratch: ScratchDatabase) -> None:
    first = Script(name="1.sql", text="SELECT set_config('search_path', '', false);\\set x 1")
    second = Script(name="2.sql", text="CREATE TABLE t (a int DEFAULT 1);SELECT :{?x} AS y \\gset")
    load((first, second), pg_scratch)
    assert rows(pg_scratch, "SELECT to_regclass('public.t')") == [("t",)]


def test_old_string_syntax_holds_from_where_it_is_switched_on(pg_scratch: ScratchDatabase) -> None:
    text = (
        "SET standard_conforming_strings = off; SET escape_string_warning = off;"
        r"CREATE TABLE t AS SELECT 'a\';b'::text AS x; SELECT 1;"
    )
    assert play(pg_scratch, text).statements == 4
    assert rows(pg_scratch, "SELECT x FROM t") == [("a';b",)]


def test_a_declared_encoding_does_not_garble(pg_scratch: ScratchDatabase, tmp_path: Path) -> None:
    file = tmp_path / "latin.sql"
    text = "SET client_encoding = 'LATIN1';\nCREATE TABLE t AS SELECT 'é' AS x;\n"
    file.write_bytes(text.encode("latin-1"))
    load(read_script(file), pg_scratch)
    assert rows(pg_scratch, "SELECT x FROM t") == [("é",)]


def test_texts_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "x.sql"
    file.write_bytes(b"SELECT 1;\n  '\xe9'")
    with pytest.raises(BadScript, match="not UTF-8") as caught:
        read_script(file)
    assert str(caught.value.place) == f"{file}:2:4"
    file.write_bytes(b"PGDMP\x00\x01")
    with pytest.raises(BadScript, match="zero byte") as caught:
        read_script(file)
    assert "pg_restore" in caught.value.hint
    with pytest.raises(BadScript, match="No such file"):
        read_script(tmp_path / "nothing.sql")
    file.write_bytes("\ufeffSELECT 'é'".encode("utf-16"))
    assert read_script(file).text.lstrip("\ufeff") == "SELECT 'é'"
