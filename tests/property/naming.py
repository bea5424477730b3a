"""The Python name of each part of a document, by its position in the document."""

from __future__ import annotations

from typing import Any

from specpress.ir import Api, Enum, Object
from specpress.output.facts import Facts, build_facts
from specpress.package.defaults import build_members
from specpress.package.methods import MethodBuilder
from specpress.python.types import PythonTypes
from tests.property.packages import build_api, settings_for

Names = dict[tuple[str, ...], str]


def python_names(tree: Any) -> Names:
    """Return the names of classes, modules, fields, methods, arguments, credentials, servers and errors."""
    api = build_api(tree)
    facts = build_facts(api, settings_for("openapi.json"))
    return {**_type_names(api), **_method_names(facts), **_client_names(facts)}


def list_shared_types(tree: Any) -> set[str]:
    """Return the ids of the types that share a class with another one."""
    shared = build_api(tree).shared_schemas
    return {*shared, *shared.values()}


def _type_names(api: Api) -> Names:
    """Return the names of types, fields and enum members; types that share a class have one entry each."""
    python = PythonTypes(api)
    names: Names = {}
    for type_id, name in python.names.items():
        module = python.modules[python.shared_schemas.get(type_id, type_id)]
        names["class", type_id] = f"{module}.{name}"
    for type_id, named_type in python.named.items():
        match named_type:
            case Object():
                for wire, name in python.name_fields(named_type).items():
                    names["field", type_id, wire] = name
            case Enum():
                for member in build_members(python, named_type):
                    names["member", type_id, *member.origins] = member.name
    return names


def _method_names(facts: Facts) -> Names:
    builder = MethodBuilder(facts.api, facts.python, {})
    names: Names = {}
    for resource in facts.resources:
        for method in resource.methods:
            key = method.source.origin, str(method.streams)
            names["method", *key] = f"{resource.name} {resource.module}.{method.name}"
            for parameter, argument in builder.name_arguments(method.source).items():
                names["argument", *key, parameter] = argument
    for webhook in facts.webhooks:
        names["webhook", webhook.source.origin] = webhook.name
    return names


def _client_names(facts: Facts) -> Names:
    names: Names = {
        ("credential", c.source.name): c.argument for c in facts.client.credentials
    }
    names |= {("server", e.url): e.name for e in facts.client.environments}
    return names | {("error", e.status): e.name for e in facts.errors.errors}
