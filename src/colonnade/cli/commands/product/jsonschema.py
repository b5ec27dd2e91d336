"""Print the JSON Schema of model files, of settings or of a verb.

Without VERB it is the schema of model files, for editors that complete and check; `settings` is that of
colonnade.toml, `standard` that of *.standard.yaml files, `error` that of the document on standard error when a verb
fails with --format json.

\b
  colonnade jsonschema > colonnade.schema.json
  colonnade jsonschema plan
  colonnade jsonschema blueprint prove
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from colonnade.cli.document import Schema, schema_of
from colonnade.cli.failure import Failure
from colonnade.cli.screen import Screen
from colonnade.cli.table import VERBS, module_of
from colonnade.cli.verb import Answer, Format, Verb, verb, verbs_of
from colonnade.errors import InputError
from colonnade.model.language.jsonschema import json_schema
from colonnade.standards import standard_schema
from colonnade.store.settings import settings_schema
from colonnade.text import did_you_mean

ERROR = "error"
SETTINGS = "settings"
STANDARD = "standard"


class NoSuchVerbError(InputError):
    """There is no verb of this name."""

    code = "CO198"


@verb(__doc__, name="jsonschema", result=dict, formats=(Format.JSON,))
@click.argument("words", metavar="[VERB]", nargs=-1)
def command(_screen: Screen, *, words: tuple[str, ...]) -> Answer:
    return Answer(result=_schema_of(" ".join(words)) if words else json_schema())


def _schema_of(name: str) -> Schema:
    if name == ERROR:
        return schema_of(Failure, title="colonnade: error")
    if name == SETTINGS:
        return settings_schema()
    if name == STANDARD:
        return standard_schema()
    verbs = _verbs(name.partition(" ")[0])
    if name not in verbs:
        known = [*verbs, *(each for names in VERBS.values() for each in names), ERROR, SETTINGS, STANDARD]
        raise NoSuchVerbError(f"there is no verb {name!r}", hint=did_you_mean(name, known) or ", ".join(known))
    return schema_of(verbs[name].result, title=f"colonnade {name}")


def _verbs(first: str) -> Mapping[str, Verb]:
    """The verbs that begin with this word."""
    module = module_of(first)
    return {} if module is None else verbs_of(import_module(module).command, first)
