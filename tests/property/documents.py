"""Strategies for complete OpenAPI documents of each version, from `info` to `webhooks`."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.property.operations import component_objects, path_items, security_schemes
from tests.property.schemas import Draw, Setting, schema_components
from tests.property.texts import names, texts

Document = dict[str, Any]
VERSIONS = ("3.0.4", "3.1.1", "3.2.0")


@st.composite
def documents(draw: Draw, *, hostile: bool = True, max_size: int = 3) -> Document:
    """Return a valid document; `hostile`: with names and texts that break generators."""
    component_names = st.lists(names(hostile=hostile), max_size=max_size, unique=True)
    version = draw(st.sampled_from(VERSIONS))
    setting = Setting(version, tuple(draw(component_names)), hostile)
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
def _info(draw: Draw, setting: Setting) -> dict[str, Any]:
    info = {"title": draw(setting.names), "version": draw(setting.names)}
    optional = {
        "description": texts,
        "summary": texts,
        "contact": st.builds(lambda name: {"name": name}, texts),
        "license": st.builds(lambda name: {"name": name}, texts),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(optional)), max_size=2))
    return info | {key: draw(optional[key]) for key in sorted(chosen)}


@st.composite
def _root_fields(draw: Draw, setting: Setting, document: Document) -> dict[str, Any]:
    """Return fields of the root object: servers, security, tags, webhooks."""
    fields: dict[str, Any] = {}
    if draw(st.booleans()):
        fields["servers"] = draw(st.lists(servers(setting), min_size=1, max_size=2))
    if draw(st.booleans()):
        fields["tags"] = [
            {"name": name, "description": draw(texts)}
            for name in draw(st.lists(setting.names, max_size=2, unique=True))
        ]
    schemes = sorted(document["components"]["securitySchemes"])
    if schemes and draw(st.booleans()):
        fields["security"] = [{draw(st.sampled_from(schemes)): []}]
    if not setting.is_openapi_3_0 and draw(st.booleans()):
        fields["webhooks"] = draw(path_items(setting, 2, are_webhooks=True))
    return fields


@st.composite
def servers(draw: Draw, setting: Setting) -> dict[str, Any]:
    """Return a server, with or without a variable."""
    server: dict[str, Any] = {"url": "https://api.example.com/v1"}
    if draw(st.booleans()):
        name = draw(setting.names.filter(lambda n: not set(n) & set("{}")))
        values = draw(st.lists(setting.names, min_size=1, max_size=2, unique=True))
        variable = {"default": values[0], "enum": values, "description": draw(texts)}
        server = {
            "url": f"https://{{{name}}}.example.com",
            "variables": {name: variable},
        }
    if draw(st.booleans()):
        server["description"] = draw(texts)
    return server
