"""Documents: strategies for whole OpenAPI documents of each version, from `info` to `webhooks`."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.property.operations import path_items, responses_of_components, schemes
from tests.property.schemas import Draw, Setting, components
from tests.property.texts import names, texts

Document = dict[str, Any]
VERSIONS = ("3.0.4", "3.1.1", "3.2.0")


@st.composite
def documents(draw: Draw, *, wild: bool = True, largest: int = 3) -> Document:
    """A valid document; with `wild`, one of hostile names and texts."""
    named = st.lists(names(wild=wild), max_size=largest, unique=True)
    setting = Setting(draw(st.sampled_from(VERSIONS)), tuple(draw(named)), wild)
    found = draw(components(setting))
    full = Setting(setting.version, tuple(found), wild)
    document: Document = {
        "openapi": setting.version,
        "info": draw(_info(full)),
        "paths": draw(path_items(full, largest)),
        "components": {
            "schemas": found,
            "securitySchemes": draw(schemes(full)),
            **draw(responses_of_components(full)),
        },
    }
    return document | draw(_whole(full, document))


@st.composite
def _info(draw: Draw, setting: Setting) -> dict[str, Any]:
    found = {"title": draw(setting.names), "version": draw(setting.names)}
    more = {
        "description": texts,
        "summary": texts,
        "contact": st.builds(lambda name: {"name": name}, texts),
        "license": st.builds(lambda name: {"name": name}, texts),
    }
    said = draw(st.sets(st.sampled_from(sorted(more)), max_size=2))
    return found | {key: draw(more[key]) for key in sorted(said)}


@st.composite
def _whole(draw: Draw, setting: Setting, document: Document) -> dict[str, Any]:
    """What holds for the whole document: servers, security, tags, webhooks."""
    found: dict[str, Any] = {}
    if draw(st.booleans()):
        found["servers"] = draw(st.lists(servers(setting), min_size=1, max_size=2))
    if draw(st.booleans()):
        found["tags"] = [
            {"name": name, "description": draw(texts)}
            for name in draw(st.lists(setting.names, max_size=2, unique=True))
        ]
    known = sorted(document["components"]["securitySchemes"])
    if known and draw(st.booleans()):
        found["security"] = [{draw(st.sampled_from(known)): []}]
    if not setting.is_old and draw(st.booleans()):
        found["webhooks"] = draw(path_items(setting, 2, hooks=True))
    return found


@st.composite
def servers(draw: Draw, setting: Setting) -> dict[str, Any]:
    """A server, with a variable perhaps."""
    found: dict[str, Any] = {"url": "https://api.example.com/v1"}
    if draw(st.booleans()):
        name = draw(setting.names.filter(lambda n: not set(n) & set("{}")))
        values = draw(st.lists(setting.names, min_size=1, max_size=2, unique=True))
        variable = {"default": values[0], "enum": values, "description": draw(texts)}
        found = {
            "url": f"https://{{{name}}}.example.com",
            "variables": {name: variable},
        }
    if draw(st.booleans()):
        found["description"] = draw(texts)
    return found
