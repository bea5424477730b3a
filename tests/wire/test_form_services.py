"""Services of FastAPI and Starlette read the forms and queries that the client sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Annotated, Any
from urllib.parse import urlencode

import pytest
import yaml
from fastapi import FastAPI, Form, Query, Request, UploadFile
from pydantic import BaseModel

from specpress.mock.serving import serve_in_background
from tests.wire.clients import generate_package

qs = pytest.importorskip("qs_codec", reason="the qs parser is in the extra `test`")

JSON = {"type": "object", "additionalProperties": {}}
ORDER = {
    "type": "object",
    "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
        "meta": {"type": "object", "additionalProperties": {"type": "string"}},
        "csv": {"type": "array", "items": {"type": "string"}},
    },
}
ENCODING = {
    "items": {"style": "deepObject", "explode": True},
    "meta": {"style": "deepObject", "explode": True},
    "csv": {"style": "form", "explode": False},
}
ITEM = {
    "type": "object",
    "properties": {"price": {"type": "string"}, "qty": {"type": "integer"}},
}
MEDIA_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class Fields(BaseModel):
    """Fields of a form."""

    title: str
    count: int = 0
    flag: bool = False
    at: datetime | None = None
    tags: list[str] = []


app = FastAPI(title="Acme", version="1")


@app.post("/fields", tags=["forms"], operation_id="send_fields")
async def read_fields(fields: Annotated[Fields, Form()]) -> dict[str, Any]:
    return fields.model_dump(mode="json")


@app.post("/parts", tags=["forms"], operation_id="send_parts")
async def read_parts(
    file: UploadFile,
    tags: Annotated[list[str], Form()],
    count: Annotated[int, Form()],
) -> dict[str, Any]:
    content = (await file.read()).decode()
    return {
        "name": file.filename,
        "content": content,
        "tags": tags,
        "count": count,
    }


@app.get("/query", tags=["queries"], operation_id="send_query")
async def read_query(
    ids: Annotated[list[int], Query()], day: date, flag: bool = False
) -> dict[str, Any]:
    return {"ids": ids, "day": day.isoformat(), "flag": flag}


@app.post("/orders", include_in_schema=False)
async def read_order(request: Request) -> dict[str, Any]:
    """Return the media type, and the fields as the qs parser groups their names."""
    fields = [(name, str(text)) for name, text in (await request.form()).multi_items()]
    query = urlencode(fields)
    content_type = request.headers["content-type"].partition(";")[0]
    return {"media_type": content_type, "fields": qs.decode(query)}


def build_document() -> str:
    """Return the document of the service, with the operation that Starlette serves."""
    document = app.openapi()
    content = {
        media_type: {
            "schema": {"$ref": "#/components/schemas/Order"},
            "encoding": ENCODING,
        }
        for media_type in MEDIA_TYPES
    }
    document["paths"]["/orders"] = {
        "post": {
            "operationId": "send_order",
            "tags": ["forms"],
            "requestBody": {"content": content},
            "responses": {
                "200": {
                    "description": "",
                    "content": {"application/json": {"schema": JSON}},
                }
            },
        }
    }
    document["components"]["schemas"] |= {"Order": ORDER, "Item": ITEM}
    return yaml.safe_dump(document)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Return a client of the running service."""
    acme: ModuleType = generate_package(build_document())
    with serve_in_background(app) as url, acme.Acme(base_url=url) as client:
        yield client


def test_fastapi_reads_form_fields(client: Any) -> None:
    fields = {
        "title": "a&b=c é\r\n",
        "count": 2,
        "flag": True,
        "at": datetime(2026, 2, 9, tzinfo=UTC),
        "tags": ["x y", "z"],
    }
    received = client.forms.send_fields(body=fields)
    assert received == fields | {"at": "2026-02-09T00:00:00Z"}
    assert client.forms.send_fields(body={"title": "a"})["tags"] == []


def test_fastapi_reads_parts(client: Any) -> None:
    body = {"file": ("a.txt", b"content"), "tags": ["x,y", "z"], "count": 3}
    assert client.forms.send_parts(body=body) == {
        "name": "a.txt",
        "content": "content",
        "tags": ["x,y", "z"],
        "count": 3,
    }


def test_fastapi_reads_query_parameters(client: Any) -> None:
    received = client.queries.send(ids=[1, 2], day=date(2026, 2, 9))
    assert received == {"ids": [1, 2], "day": "2026-02-09", "flag": False}
    query = {"flag": True, "ids": [3]}
    received = client.queries.send(ids=[1], day=date(2026, 2, 9), query=query)
    assert received == {"ids": [3], "day": "2026-02-09", "flag": True}


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_starlette_and_qs_read_nested_keys(client: Any, media_type: str) -> None:
    order = {
        "items": [{"price": "a&b", "qty": 1}, {"price": "c"}],
        "meta": {"k l": "é"},
        "csv": ["x", "y z"],
    }
    received = client.forms.send_order(body=order, content_type=media_type)
    items = [{"price": "a&b", "qty": "1"}, {"price": "c"}]
    fields = {"items": items, "meta": {"k l": "é"}, "csv": "x,y z"}
    assert received == {"media_type": media_type, "fields": fields}
