"""Strategies for path items, operations, parameters, bodies, responses and security schemes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.property.schemas import Draw, Schema, Setting, schemas
from tests.property.texts import texts

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


@st.composite
def path_items(
    draw: Draw, setting: Setting, max_size: int, *, are_webhooks: bool = False
) -> dict[str, Any]:
    """Return path items (or webhooks) with their operations."""
    items: dict[str, Any] = {}
    for _ in range(draw(st.integers(0, max_size))):
        key, names = (draw(setting.names), []) if are_webhooks else draw(_path(setting))
        item: dict[str, Any] = {}
        for method in draw(st.sets(st.sampled_from(METHODS), min_size=1, max_size=2)):
            item[method] = draw(operations(setting, names))
        if names and draw(st.booleans()):
            item["parameters"] = [_path_parameter(draw, n, setting) for n in names]
        if setting.version.startswith("3.2") and draw(st.integers(0, 3)) == 0:
            item["additionalOperations"] = {"PURGE": draw(operations(setting, names))}
        # Sets have no stable order, and `derandomize` needs one.
        items[key] = dict(sorted(item.items()))
    return items


@st.composite
def _path(draw: Draw, setting: Setting) -> tuple[str, list[str]]:
    """Return a path template and the names of its parameters."""
    segment = setting.names.map(lambda name: name.replace("{", "").replace("}", ""))
    names = draw(st.lists(segment.filter(bool), max_size=2, unique=True))
    segments = [draw(segment), *(f"{{{name}}}" for name in names)]
    return "/" + "/".join(segments), names


@st.composite
def operations(draw: Draw, setting: Setting, path_names: list[str]) -> dict[str, Any]:
    """Return an operation; `path_names`: names of the parameters in its path."""
    operation: dict[str, Any] = {
        "responses": draw(responses(setting)),
        "parameters": [
            *(_path_parameter(draw, name, setting) for name in path_names),
            *draw(_parameters(setting)),
        ],
    }
    optional: dict[str, st.SearchStrategy[Any]] = {
        "operationId": setting.names,
        "tags": st.lists(setting.names, max_size=2, unique=True),
        "summary": texts,
        "description": texts,
        "deprecated": st.booleans(),
        "requestBody": request_bodies(setting),
        "callbacks": _callbacks(setting),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional)), max_size=5))
    return operation | {key: draw(optional[key]) for key in sorted(chosen)}


def _path_parameter(draw: Draw, name: str, setting: Setting) -> dict[str, Any]:
    style = draw(st.sampled_from(STYLES["path"]))
    parameter = {"name": name, "in": "path", "required": True, "style": style}
    return parameter | {"schema": draw(schemas(setting, 0))}


@st.composite
def _parameters(draw: Draw, setting: Setting) -> list[dict[str, Any]]:
    parameters: dict[tuple[str, str], dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 3))):
        location = draw(st.sampled_from(["query", "header", "cookie"]))
        name = draw(setting.names.filter(bool))
        parameter: dict[str, Any] = {"name": name, "in": location}
        if draw(st.integers(0, 4)) == 0:
            schema = draw(schemas(setting, 1))
            parameter["content"] = {"application/json": {"schema": schema}}
        else:
            parameter["schema"] = draw(schemas(setting, 1))
            parameter["style"] = draw(st.sampled_from(STYLES[location]))
            parameter["explode"] = draw(st.booleans())
        flags = draw(st.sets(st.sampled_from(["required", "deprecated"])))
        parameter |= dict.fromkeys(sorted(flags), True)
        if draw(st.booleans()):
            parameter["description"] = draw(texts)
        # Keyed: a document must not declare a parameter twice.
        parameters[location, name] = parameter
    return list(parameters.values())


@st.composite
def request_bodies(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return a request body."""
    types = st.sampled_from(REQUEST_MEDIA_TYPES)
    names = draw(st.lists(types, min_size=1, max_size=2, unique=True))
    content = {name: draw(_media_type(setting, name)) for name in names}
    return {"content": content, "required": draw(st.booleans())} | draw(
        st.sampled_from([{}, {"description": 'The """body""".'}])
    )


@st.composite
def _media_type(draw: Draw, setting: Setting, name: str) -> dict[str, Any]:
    media_type: dict[str, Any] = {}
    if draw(st.integers(0, 5)):
        is_form = "form" in name
        media_type["schema"] = draw(
            _form_schema(setting) if is_form else schemas(setting, 2)
        )
    if setting.version.startswith("3.2") and name in STREAM_MEDIA_TYPES:
        media_type["itemSchema"] = draw(schemas(setting, 1))
    if draw(st.integers(0, 4)) == 0:
        examples = [None, {}, [], "x", {"a": '"""'}]
        media_type["example"] = draw(st.sampled_from(examples))
    return media_type


@st.composite
def _form_schema(draw: Draw, setting: Setting) -> Schema:
    properties = st.dictionaries(setting.names, schemas(setting, 1), max_size=3)
    return {"type": "object", "properties": draw(properties)}


@st.composite
def responses(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return the responses of an operation by status."""
    statuses = draw(
        st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3, unique=True)
    )
    return {status: draw(response(setting)) for status in statuses}


@st.composite
def response(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return one response."""
    fields: dict[str, Any] = {"description": draw(texts)}
    types = st.sampled_from(RESPONSE_MEDIA_TYPES)
    names = draw(st.lists(types, max_size=2, unique=True))
    if names:
        fields["content"] = {name: draw(_media_type(setting, name)) for name in names}
    if draw(st.integers(0, 3)) == 0:
        header = {"schema": {"type": "string"}, "description": draw(texts)}
        fields["headers"] = {draw(setting.names): header}
    if draw(st.integers(0, 4)) == 0:
        link = {"operationId": draw(setting.names), "description": draw(texts)}
        link["parameters"] = {draw(setting.names): "$response.body#/id"}
        fields["links"] = {draw(setting.names): link}
    return fields


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
    chosen = draw(st.sets(st.sampled_from(sorted(components))))
    return {
        key: components[key]
        for key in sorted(chosen)
        if None not in components[key].values()
    }


@st.composite
def security_schemes(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return security schemes by name."""
    schemes: dict[str, Any] = {}
    for name in draw(st.lists(setting.names, max_size=3, unique=True)):
        api_key = {"type": "apiKey", "name": draw(setting.names.filter(bool))}
        api_key["in"] = draw(st.sampled_from(["header", "query", "cookie"]))
        scheme = draw(st.sampled_from([api_key, *SECURITY_SCHEMES]))
        schemes[name] = scheme | {"description": draw(texts)}
    return schemes
