"""The application: paths to endpoints, errors to answers. The packages of the extra `server` are imported here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from colonnade.connect.live import open_live
from colonnade.errors import ColonnadeError
from colonnade.server.answers import MEDIA_TYPE, BadRequestError, Problem, document, problem
from colonnade.server.endpoints import SchemaEndpoints
from colonnade.server.guard import Application, Counts, Guard
from colonnade.workspace.live.database import Database

Responses = dict[int | str, Any]
"""What FastAPI takes as the answers of an endpoint besides the usual one."""
SCHEMA = "/api/v1/schema"
"""Where the schema API stands; what else the server has one day stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and a path with its endpoint."""

    method: str
    path: str
    endpoint: Callable[..., object]
    made: bool = False
    """Something new is there afterwards."""


def routes(schema: SchemaEndpoints) -> tuple[Route, ...]:
    """The schema API; a name with a namespace is written with a dot, and whatever is in a name is percent-encoded."""
    table, index = "/tables/{table}", "/indexes/{index}"
    return (
        Route(method="GET", path="/tables", endpoint=schema.tables),
        Route(method="POST", path="/tables", endpoint=schema.create_table, made=True),
        Route(method="GET", path=table, endpoint=schema.table),
        Route(method="PATCH", path=table, endpoint=schema.alter_table),
        Route(method="DELETE", path=table, endpoint=schema.drop_table),
        Route(method="GET", path=f"{table}/constraints", endpoint=schema.constraints),
        Route(method="GET", path=f"{table}/indexes", endpoint=schema.indexes),
        Route(method="POST", path=f"{table}/indexes", endpoint=schema.create_index, made=True),
        Route(method="GET", path=f"{table}/validation", endpoint=schema.validation),
        Route(method="POST", path=f"{table}/optimization", endpoint=schema.optimize_table),
        Route(method="GET", path=index, endpoint=schema.index),
        Route(method="DELETE", path=index, endpoint=schema.drop_index),
        Route(method="GET", path="/performance", endpoint=schema.performance),
        Route(method="GET", path="/registry", endpoint=schema.registry),
        Route(method="POST", path="/registry/sync", endpoint=schema.sync_registry),
    )


def application(schema: SchemaEndpoints, *, token: str) -> Application:
    """The whole of it, guarded. Raises ImportError without the packages of the extra `server`."""
    from fastapi import FastAPI
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse, PlainTextResponse

    app = FastAPI(
        title="Colonnade",
        version=version("colonnade"),
        summary="The schema of one database: read, judged, and changed with a plan and a way back.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    counts = Counts()

    def told(found: Problem) -> JSONResponse:
        return JSONResponse(document(found), status_code=found.status, media_type=MEDIA_TYPE)

    async def failed(_request: object, error: Exception) -> JSONResponse:
        assert isinstance(error, ColonnadeError)
        return told(problem(error))

    async def misread(_request: object, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        where = " in ".join(str(each) for each in reversed(first["loc"]))
        wrong = BadRequestError(f"{where}: {first['msg']}", hint="GET /openapi.json tells what is right")
        return told(problem(wrong))

    def healthy() -> dict[str, str]:
        """Whether the server answers."""
        return {"status": "ok"}

    def ready() -> dict[str, str]:
        """Whether the database answers."""
        _ask(schema.database)
        return {"status": "ok"}

    def figures() -> PlainTextResponse:
        """Answers by status, as Prometheus reads them."""
        lines = ["# TYPE colonnade_http_answers_total counter"]
        lines += [f'colonnade_http_answers_total{{status="{each}"}} {n}' for each, n in sorted(counts.answers.items())]
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")

    app.add_exception_handler(ColonnadeError, failed)
    app.add_exception_handler(RequestValidationError, misread)
    problems: Responses = {"default": {"model": Problem, "content": {MEDIA_TYPE: {}}}}
    for each in routes(schema):
        app.add_api_route(
            f"{SCHEMA}{each.path}",
            each.endpoint,
            methods=[each.method],
            operation_id=each.endpoint.__name__,
            tags=["schema"],
            status_code=HTTPStatus.CREATED if each.made else HTTPStatus.OK,
            responses=problems,
        )
    app.add_api_route("/healthz", healthy, tags=["watch"])
    app.add_api_route("/readyz", ready, tags=["watch"], responses=problems)
    app.add_api_route("/metrics", figures, tags=["watch"], response_class=PlainTextResponse, response_model=None)
    return Guard(app, token=token, counts=counts)


def _ask(database: Database) -> None:
    with open_live(database.url) as live:
        live.query("SELECT 1")
