"""Operations: strategies for paths, parameters of every place and style, bodies, responses and security."""

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
BODIES = (
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
ANSWERS = (
    "application/json",
    "application/problem+json",
    "text/plain; charset=utf-8",
    "application/octet-stream",
    "application/xml",
    "text/event-stream",
    "application/x-ndjson",
    "application/json-seq",
    "*/*",
)
STATUSES = ("200", "201", "204", "2XX", "400", "404", "4XX", "418", "500", "default")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
SCHEMES: tuple[dict[str, Any], ...] = (
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
    draw: Draw, setting: Setting, largest: int, *, hooks: bool = False
) -> dict[str, Any]:
    """Paths (or webhooks) with their operations."""
    found: dict[str, Any] = {}
    for _ in range(draw(st.integers(0, largest))):
        name, inside = (draw(setting.names), []) if hooks else draw(_path(setting))
        item: dict[str, Any] = {}
        for method in draw(st.sets(st.sampled_from(METHODS), min_size=1, max_size=2)):
            item[method] = draw(operations(setting, inside))
        if inside and draw(st.booleans()):
            item["parameters"] = [_in_path(draw, name_, setting) for name_ in inside]
        if setting.version.startswith("3.2") and draw(st.integers(0, 3)) == 0:
            item["additionalOperations"] = {"PURGE": draw(operations(setting, inside))}
        found[name] = dict(sorted(item.items()))
    return found


@st.composite
def _path(draw: Draw, setting: Setting) -> tuple[str, list[str]]:
    """A path and the names in it."""
    plain = setting.names.map(lambda name: name.replace("{", "").replace("}", ""))
    names = draw(st.lists(plain.filter(bool), max_size=2, unique=True))
    steps = [draw(plain), *(f"{{{name}}}" for name in names)]
    return "/" + "/".join(steps), names


@st.composite
def operations(draw: Draw, setting: Setting, inside: list[str]) -> dict[str, Any]:
    """An operation; `inside` are the names in its path."""
    found: dict[str, Any] = {
        "responses": draw(responses(setting)),
        "parameters": [
            *(_in_path(draw, name, setting) for name in inside),
            *draw(_parameters(setting)),
        ],
    }
    more: dict[str, st.SearchStrategy[Any]] = {
        "operationId": setting.names,
        "tags": st.lists(setting.names, max_size=2, unique=True),
        "summary": texts,
        "description": texts,
        "deprecated": st.booleans(),
        "requestBody": bodies(setting),
        "callbacks": _callbacks(setting),
    }
    said = draw(st.sets(st.sampled_from(sorted(more)), max_size=5))
    return found | {key: draw(more[key]) for key in sorted(said)}


def _in_path(draw: Draw, name: str, setting: Setting) -> dict[str, Any]:
    style = draw(st.sampled_from(STYLES["path"]))
    base = {"name": name, "in": "path", "required": True, "style": style}
    return base | {"schema": draw(schemas(setting, 0))}


@st.composite
def _parameters(draw: Draw, setting: Setting) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.sampled_from(["query", "header", "cookie"]))
        name = draw(setting.names.filter(bool))
        made: dict[str, Any] = {"name": name, "in": place}
        if draw(st.integers(0, 4)) == 0:
            made["content"] = {
                "application/json": {"schema": draw(schemas(setting, 1))}
            }
        else:
            made["schema"] = draw(schemas(setting, 1))
            made["style"] = draw(st.sampled_from(STYLES[place]))
            made["explode"] = draw(st.booleans())
        said = draw(st.sets(st.sampled_from(["required", "deprecated"])))
        found[place, name] = made | dict.fromkeys(sorted(said), True)
        if draw(st.booleans()):
            found[place, name]["description"] = draw(texts)
    return list(found.values())


@st.composite
def bodies(draw: Draw, setting: Setting) -> dict[str, Any]:
    """A request body."""
    kinds = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=2, unique=True))
    content = {kind: draw(_media(setting, kind)) for kind in kinds}
    return {"content": content, "required": draw(st.booleans())} | draw(
        st.sampled_from([{}, {"description": 'The """body""".'}])
    )


@st.composite
def _media(draw: Draw, setting: Setting, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if draw(st.integers(0, 5)):
        form = "form" in kind
        found["schema"] = draw(_form(setting) if form else schemas(setting, 2))
    if setting.version.startswith("3.2") and kind in ANSWERS[5:8]:
        found["itemSchema"] = draw(schemas(setting, 1))
    if draw(st.integers(0, 4)) == 0:
        found["example"] = draw(st.sampled_from([None, {}, [], "x", {"a": '"""'}]))
    return found


@st.composite
def _form(draw: Draw, setting: Setting) -> Schema:
    inner = st.dictionaries(setting.names, schemas(setting, 1), max_size=3)
    return {"type": "object", "properties": draw(inner)}


@st.composite
def responses(draw: Draw, setting: Setting) -> dict[str, Any]:
    """The responses of an operation."""
    found = draw(
        st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3, unique=True)
    )
    return {status: draw(response(setting)) for status in found}


@st.composite
def response(draw: Draw, setting: Setting) -> dict[str, Any]:
    """One response."""
    found: dict[str, Any] = {"description": draw(texts)}
    kinds = draw(st.lists(st.sampled_from(ANSWERS), max_size=2, unique=True))
    if kinds:
        found["content"] = {kind: draw(_media(setting, kind)) for kind in kinds}
    if draw(st.integers(0, 3)) == 0:
        header = {"schema": {"type": "string"}, "description": draw(texts)}
        found["headers"] = {draw(setting.names): header}
    if draw(st.integers(0, 4)) == 0:
        link = {"operationId": draw(setting.names), "description": draw(texts)}
        link["parameters"] = {draw(setting.names): "$response.body#/id"}
        found["links"] = {draw(setting.names): link}
    return found


@st.composite
def _callbacks(draw: Draw, setting: Setting) -> dict[str, Any]:
    operation = {
        "requestBody": draw(bodies(setting)),
        "responses": {"200": {"description": draw(texts)}},
    }
    return {draw(setting.names): {"{$request.body#/url}": {"post": operation}}}


@st.composite
def responses_of_components(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Responses, bodies and parameters that stand in components, used or not."""
    name = draw(setting.names)
    found = {
        "responses": {name: draw(response(setting))},
        "requestBodies": {name: draw(bodies(setting))},
        "parameters": {"one": (draw(_parameters(setting)) or [None])[0]},
    }
    kept = draw(st.sets(st.sampled_from(sorted(found))))
    return {key: found[key] for key in sorted(kept) if None not in found[key].values()}


@st.composite
def schemes(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Security schemes."""
    found: dict[str, Any] = {}
    for name in draw(st.lists(setting.names, max_size=3, unique=True)):
        keyed = {"type": "apiKey", "name": draw(setting.names.filter(bool))}
        keyed["in"] = draw(st.sampled_from(["header", "query", "cookie"]))
        found[name] = draw(st.sampled_from([keyed, *SCHEMES]))
        found[name] = found[name] | {"description": draw(texts)}
    return found
