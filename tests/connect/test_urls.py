"""Addresses: read, masked, expanded."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colonnade.connect.urls import BadUrl, Engine, is_url, masked, parse_url, sqlite_url
from colonnade.errors import InputError

SECRETS = st.text(alphabet="abcXYZ0189@/:?#%&=+!$' ", min_size=6, max_size=20).map(lambda text: f"s3cr{text}t")


@given(SECRETS)
def test_a_password_is_never_shown_however_it_is_written(secret: str) -> None:
    url = parse_url(f"postgresql://ada:{secret}@db.example.org:5433/shop?sslmode=require")
    for shown in (str(url), repr(url), f"{url}", masked(url.secret_text)):
        assert secret not in shown
        assert secret[4:] not in shown
        assert "ada:***@" in shown


@given(SECRETS)
def test_hardly_more_than_the_password_is_hidden(secret: str) -> None:
    quoted = quote(secret, safe="")
    shown = str(parse_url(f"postgresql://ada:{quoted}@h/shop?options=a@b&sslmode=require"))
    assert shown == "postgresql://ada:***@h/shop?options=a@b&sslmode=require"


@pytest.mark.parametrize("key", ["password", "sslpassword", "oauth_client_secret", "PASSWORD"])
def test_a_password_among_the_parameters_is_never_shown(key: str) -> None:
    shown = str(parse_url(f"postgresql://ada@h/shop?{key}=hunter2&sslmode=require"))
    assert shown == f"postgresql://ada@h/shop?{key}=***&sslmode=require"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql:///shop",
        "postgresql://ada@/shop?host=%2Ftmp",
        "postgresql://h1:5432,h2:5433/shop",
        "sqlite:///a/b.db",
    ],
)
def test_an_address_without_a_password_is_shown_as_it_is(text: str) -> None:
    assert str(parse_url(text)) == text


def test_an_error_shows_no_password() -> None:
    with pytest.raises(BadUrl) as caught:
        parse_url("postgrsql://ada:hunter2@h/shop")
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(caught.value.fields)
    assert caught.value.hint == "did you mean postgresql or postgres?"
    assert isinstance(caught.value, InputError)


def test_a_variable_inside_an_address_needs_no_quoting() -> None:
    url = parse_url("postgresql://ada:${PW}@h/shop", expand=True, environment={"PW": "a/b@c?d"})
    assert url.secret_text == "postgresql://ada:a%2Fb%40c%3Fd@h/shop"
    assert str(url) == "postgresql://ada:***@h/shop"


def test_a_variable_can_hold_the_whole_address() -> None:
    url = parse_url("${DATABASE_URL}", expand=True, environment={"DATABASE_URL": "postgres://u:p@h/d"})
    assert url.secret_text == "postgresql://u:p@h/d"


def test_variables_are_left_alone_unless_asked_for() -> None:
    assert "${PW}" in parse_url("postgresql://ada:${PW}@h/shop").secret_text


def test_a_missing_variable_is_named_with_the_near_one() -> None:
    with pytest.raises(BadUrl, match="no variable PASSWD") as caught:
        parse_url("postgresql://a:${PASSWD}@h", expand=True, environment={"PASSWORD": "x"})
    assert caught.value.hint == "did you mean PASSWORD?"


def test_the_database_of_an_address() -> None:
    assert parse_url("postgresql://h/a%2Fb?x=1").database == "a/b"
    assert parse_url("postgresql://h").database == ""
    assert str(parse_url("postgresql://u@h:1/a?x=1").with_database("b c")) == ("postgresql://u@h:1/b%20c?x=1")


def test_sqlite_paths() -> None:
    assert parse_url("sqlite:///rel/x.db").path == Path("rel/x.db")
    assert parse_url("sqlite:////abs/x.db").path == Path("/abs/x.db")
    assert parse_url("sqlite://").path is None
    assert parse_url("sqlite:///:memory:").path is None
    assert sqlite_url(Path("/a b/ü%.db")).path == Path("/a b/ü%.db")
    with pytest.raises(BadUrl, match="three slashes") as caught:
        parse_url("sqlite://x.db")
    assert caught.value.hint == "write sqlite:///x.db"


def test_what_is_an_address() -> None:
    assert is_url("postgresql://x")
    assert is_url("mysql://x")
    assert is_url("${DATABASE_URL}")
    assert not is_url("schema.sql")
    assert not is_url("git:HEAD:schema.sql")
    assert parse_url("postgres://x").engine is Engine.POSTGRESQL
    with pytest.raises(BadUrl, match="not the address"):
        parse_url("schema.sql")
