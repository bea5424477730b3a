"""Strategies for complete OpenAPI documents of each version, from `info` to `webhooks`."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.property.draws import BOOLEANS, Draw, choose, choose_some
from tests.property.operations import component_objects, path_items, security_schemes
from tests.property.schemas import Setting, schema_components
from tests.property.texts import name_lists, texts

Document = dict[str, Any]
VERSIONS = ("3.0.4", "3.1.1", "3.2.0")
INFO_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "description": texts,
    "summary": texts,
    "contact": texts.map(lambda name: {"name": name}),
    "license": texts.map(lambda name: {"name": name}),
}


@st.composite
def documents(draw: Draw, *, hostile: bool = True, max_size: int = 3) -> Document:
    """Return a valid document; `hostile`: with names and texts that break generators."""
    version = choose(draw, VERSIONS)
    component_names = draw(name_lists(0, max_size, hostile=hostile))
    setting = Setting(version, tuple(component_names), hostile)
    components = draw(schema_components(setting))
    # Operations may refer to the added subtypes, too.
    setting = Setting(version, tuple(components), hostile)
    document: Document = {
        "openapi": version,
        "info": draw(_info(setting)),
        "paths": draw(path_items(setting, max_size)),
        "components": {
            "schemas": components,
            "securitySchemes": draw(security_schemes(setting)),
            **draw(component_objects(setting)),
        },
    }
    return document | draw(_root_fields(setting, document))


@st.composite
def component_documents(draw: Draw, *, max_size: int = 3) -> Document:
    """Return a valid document that has schema components only, some of them with hostile names."""
    version = choose(draw, VERSIONS)
    setting = Setting(version, tuple(draw(name_lists(1, max_size))))
    return {
        "openapi": version,
        "info": {"title": "Acme", "version": "1"},
        "components": {"schemas": draw(schema_components(setting))},
    }


@st.composite
def _info(draw: Draw, setting: Setting) -> dict[str, Any]:
    info = {"title": draw(setting.names), "version": draw(setting.names)}
    chosen = choose_some(draw, sorted(INFO_FIELDS), 2)
    return info | {key: draw(INFO_FIELDS[key]) for key in chosen}


@st.composite
def _root_fields(draw: Draw, setting: Setting, document: Document) -> dict[str, Any]:
    """Return fields of the root object: servers, security, tags, webhooks."""
    fields: dict[str, Any] = {}
    if draw(BOOLEANS):
        fields["servers"] = draw(st.lists(servers(setting), min_size=1, max_size=2))
    if draw(BOOLEANS):
        fields["tags"] = [
            {"name": name, "description": draw(texts)}
            for name in draw(setting.name_lists(2))
        ]
    schemes = sorted(document["components"]["securitySchemes"])
    if schemes and draw(BOOLEANS):
        fields["security"] = [{choose(draw, schemes): []}]
    if not setting.is_openapi_3_0 and draw(BOOLEANS):
        fields["webhooks"] = draw(path_items(setting, 2, are_webhooks=True))
    return fields


@st.composite
def servers(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return a server, with or without a variable."""
    server: dict[str, Any] = {"url": "https://api.example.com/v1"}
    if draw(BOOLEANS):
        name = draw(setting.names.filter(lambda n: not set(n) & set("{}")))
        values = draw(setting.name_lists(2, min_size=1))
        variable = {"default": values[0], "enum": values, "description": draw(texts)}
        server = {
            "url": f"https://{{{name}}}.example.com",
            "variables": {name: variable},
        }
    if draw(BOOLEANS):
        server["description"] = draw(texts)
    return server
