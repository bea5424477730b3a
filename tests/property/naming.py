"""Naming: takes a document, gives what each of its parts is called in Python, by where it stands."""

from __future__ import annotations

import ast
import re
from typing import Any

from specpress.ir import Api
from specpress.views.models import field_names
from specpress.views.package import Package, package
from specpress.views.space import PythonTypes
from tests.property.pressing import built, settings_for

Names = dict[tuple[str, ...], str]


def names(tree: Any) -> Names:
    """The names of classes, modules, fields, members, methods, arguments, credentials, servers and errors."""
    api = built(tree)
    view = package(api, settings_for("openapi.json"))
    return {**_types(api), **_items(view), **_methods(view), **_client(view)}


def _types(api: Api) -> Names:
    python = PythonTypes(api)
    found: Names = {}
    for type_id, made in python.named.items():
        found["class", type_id] = f"{python.modules[type_id]}.{python.names[type_id]}"
        if hasattr(made, "fields"):
            for wire, name in field_names(made).items():
                found["field", type_id, wire] = name
    return found


def _items(view: Package) -> Names:
    return {
        ("item", cls.name, *item.origins): item.name
        for module in view.modules
        for cls in module.classes
        for item in cls.items
    }


def _methods(view: Package) -> Names:
    found: Names = {}
    for resource in view.resources:
        for method in resource.methods:
            key = method.source.origin, str(method.streams)
            found["method", *key] = f"{resource.name} {resource.module}.{method.name}"
            given = ast.literal_eval(re.sub(r": \w+", ": 0", method.arguments[1]))
            for parameter, argument in zip(
                method.source.parameters, given, strict=True
            ):
                found["argument", *key, parameter.location, parameter.wire] = argument
    for webhook in view.webhooks:
        found["webhook", webhook.source.origin] = webhook.name
    return found


def _client(view: Package) -> Names:
    found: Names = {("credential", c.scheme): c.argument for c in view.credentials}
    found |= {("server", e.url): e.name for e in view.environments}
    return found | {("error", str(e.status)): e.name for e in view.errors}
