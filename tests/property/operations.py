"""Strategies for path items, operations, parameters, bodies, responses and security schemes."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.property.draws import (
    BOOLEANS,
    Draw,
    choose,
    choose_some,
    integers,
    one_in,
)
from tests.property.schemas import Schema, Setting, schema_maps, schemas
from tests.property.texts import names, texts

STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
REQUEST_MEDIA_TYPES = (
    "application/json",
    "application/vnd.acme.v1+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/octet-stream",
    "text/plain",
    "application/xml",
    "image/png",
    "*/*",
)
STREAM_MEDIA_TYPES = (
    "text/event-stream",
    "application/x-ndjson",
    "application/json-seq",
)
RESPONSE_MEDIA_TYPES = (
    "application/json",
    "application/problem+json",
    "text/plain; charset=utf-8",
    "application/octet-stream",
    "application/xml",
    *STREAM_MEDIA_TYPES,
    "*/*",
)
STATUSES = ("200", "201", "204", "2XX", "400", "404", "4XX", "418", "500", "default")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
SECURITY_SCHEMES: tuple[dict[str, Any], ...] = (
    {"type": "http", "scheme": "bearer"},
    {"type": "http", "scheme": "basic"},
    {"type": "http", "scheme": "digest"},
    {"type": "openIdConnect", "openIdConnectUrl": "https://id.example.com"},
    {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "https://id.example.com/token",
                "scopes": {"read": "Read."},
            }
        },
    },
)


METHOD_LISTS = st.lists(st.sampled_from(METHODS), min_size=1, max_size=2, unique=True)
STATUS_LISTS = st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3, unique=True)
REQUEST_MEDIA_TYPE_LISTS = st.lists(
    st.sampled_from(REQUEST_MEDIA_TYPES), min_size=1, max_size=2, unique=True
)
RESPONSE_MEDIA_TYPE_LISTS = st.lists(
    st.sampled_from(RESPONSE_MEDIA_TYPES), max_size=2, unique=True
)


@st.composite
def path_items(
    draw: Draw, setting: Setting, max_size: int, *, are_webhooks: bool = False
) -> dict[str, Any]:
    """Return path items (or webhooks) with their operations."""
    items: dict[str, Any] = {}
    for _ in range(draw(integers(0, max_size))):
        key, path_names = (
            (draw(setting.names), []) if are_webhooks else _draw_path(draw, setting)
        )
        item: dict[str, Any] = {}
        for method in draw(METHOD_LISTS):
            item[method] = draw_operation(draw, setting, path_names)
        if path_names and draw(BOOLEANS):
            item["parameters"] = [_path_parameter(draw, n, setting) for n in path_names]
        if setting.version.startswith("3.2") and one_in(draw, 4):
            item["additionalOperations"] = {
                "PURGE": draw_operation(draw, setting, path_names)
            }
        items[key] = item
    return items


def _draw_path(draw: Draw, setting: Setting) -> tuple[str, list[str]]:
    """Draw a path template and the names of its parameters."""
    segments, name_lists = _path_parts(setting.is_hostile)
    path_names = draw(name_lists)
    parts = [draw(segments), *(f"{{{name}}}" for name in path_names)]
    return "/" + "/".join(parts), path_names


@cache
def _path_parts(
    is_hostile: bool,
) -> tuple[st.SearchStrategy[str], st.SearchStrategy[list[str]]]:
    """Return the strategies for a path segment and for the names of path parameters."""
    # Braces would make other parameters of the name.
    segments = names(hostile=is_hostile).map(
        lambda name: name.replace("{", "").replace("}", "")
    )
    return segments, st.lists(segments.filter(bool), max_size=2, unique=True)


def draw_operation(
    draw: Draw, setting: Setting, path_names: list[str]
) -> dict[str, Any]:
    """Draw an operation; `path_names`: names of the parameters in its path."""
    operation: dict[str, Any] = {
        "responses": draw(responses(setting)),
        "parameters": [
            *(_path_parameter(draw, name, setting) for name in path_names),
            *draw(_parameters(setting)),
        ],
    }
    optional = _optional_fields(setting)
    chosen = choose_some(draw, sorted(optional), 5)
    return operation | {key: draw(optional[key]) for key in chosen}


@cache
def _optional_fields(setting: Setting) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "operationId": setting.names,
        "tags": setting.name_lists(2),
        "summary": texts,
        "description": texts,
        "deprecated": BOOLEANS,
        "requestBody": request_bodies(setting),
        "callbacks": _callbacks(setting),
    }


def _path_parameter(draw: Draw, name: str, setting: Setting) -> dict[str, Any]:
    style = choose(draw, STYLES["path"])
    parameter = {"name": name, "in": "path", "required": True, "style": style}
    return parameter | {"schema": draw(schemas(setting, 0))}


@cache
@st.composite
def _parameters(draw: Draw, setting: Setting) -> list[dict[str, Any]]:
    parameters: dict[tuple[str, str], dict[str, Any]] = {}
    for _ in range(draw(integers(0, 3))):
        location = choose(draw, ["query", "header", "cookie"])
        name = draw(setting.non_empty_names)
        parameter: dict[str, Any] = {"name": name, "in": location}
        if one_in(draw, 5):
            schema = draw(schemas(setting, 1))
            parameter["content"] = {"application/json": {"schema": schema}}
        else:
            parameter["schema"] = draw(schemas(setting, 1))
            parameter["style"] = choose(draw, STYLES[location])
            parameter["explode"] = draw(BOOLEANS)
        flags = choose_some(draw, ["deprecated", "required"], 2)
        parameter |= dict.fromkeys(flags, True)
        if draw(BOOLEANS):
            parameter["description"] = draw(texts)
        # Keyed: a document must not declare a parameter twice.
        parameters[location, name] = parameter
    return list(parameters.values())


@cache
@st.composite
def request_bodies(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return a request body."""
    content = {
        name: _draw_media_type(draw, setting, name)
        for name in draw(REQUEST_MEDIA_TYPE_LISTS)
    }
    body = {"content": content, "required": draw(BOOLEANS)}
    return body | choose(draw, [{}, {"description": 'The """body""".'}])


def _draw_media_type(draw: Draw, setting: Setting, name: str) -> dict[str, Any]:
    media_type: dict[str, Any] = {}
    if not one_in(draw, 6):
        media_type["schema"] = (
            _draw_form_schema(draw, setting)
            if "form" in name
            else draw(schemas(setting, 2))
        )
    if setting.version.startswith("3.2") and name in STREAM_MEDIA_TYPES:
        media_type["itemSchema"] = draw(schemas(setting, 1))
    if one_in(draw, 5):
        examples = [None, {}, [], "x", {"a": '"""'}]
        media_type["example"] = choose(draw, examples)
    return media_type


def _draw_form_schema(draw: Draw, setting: Setting) -> Schema:
    return {"type": "object", "properties": draw(schema_maps(setting, 1, 3))}


@cache
@st.composite
def responses(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return the responses of an operation by status."""
    return {status: draw(response(setting)) for status in draw(STATUS_LISTS)}


@cache
@st.composite
def response(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return one response."""
    fields: dict[str, Any] = {"description": draw(texts)}
    media_types = draw(RESPONSE_MEDIA_TYPE_LISTS)
    if media_types:
        fields["content"] = {
            name: _draw_media_type(draw, setting, name) for name in media_types
        }
    if one_in(draw, 4):
        header = {"schema": {"type": "string"}, "description": draw(texts)}
        fields["headers"] = {draw(setting.names): header}
    if one_in(draw, 5):
        link = {"operationId": draw(setting.names), "description": draw(texts)}
        link["parameters"] = {draw(setting.names): "$response.body#/id"}
        fields["links"] = {draw(setting.names): link}
    return fields


@cache
@st.composite
def _callbacks(draw: Draw, setting: Setting) -> dict[str, Any]:
    operation = {
        "requestBody": draw(request_bodies(setting)),
        "responses": {"200": {"description": draw(texts)}},
    }
    return {draw(setting.names): {"{$request.body#/url}": {"post": operation}}}


@st.composite
def component_objects(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return responses, request bodies and parameters in components, used or not."""
    name = draw(setting.names)
    components = {
        "responses": {name: draw(response(setting))},
        "requestBodies": {name: draw(request_bodies(setting))},
        "parameters": {"one": (draw(_parameters(setting)) or [None])[0]},
    }
    chosen = choose_some(draw, sorted(components), len(components))
    return {
        key: components[key] for key in chosen if None not in components[key].values()
    }


@st.composite
def security_schemes(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return security schemes by name."""
    schemes: dict[str, Any] = {}
    for name in draw(setting.name_lists(3)):
        api_key = {"type": "apiKey", "name": draw(setting.non_empty_names)}
        api_key["in"] = choose(draw, ["header", "query", "cookie"])
        scheme = choose(draw, [api_key, *SECURITY_SCHEMES])
        schemes[name] = scheme | {"description": draw(texts)}
    return schemes
