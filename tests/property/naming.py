"""Naming: takes a document, gives what each of its parts is called in Python, by where it stands."""

from __future__ import annotations

import ast
import re
from typing import Any

from specpress.ir import Api, Enum, Object
from specpress.views.models import field_names, members
from specpress.views.package import Package, package
from specpress.views.python_types import PythonTypes
from tests.property.pressing import built, settings_for

Names = dict[tuple[str, ...], str]


def names(tree: Any) -> Names:
    """The names of classes, modules, fields, members, methods, arguments, credentials, servers and errors."""
    api = built(tree)
    view = package(api, settings_for("openapi.json"))
    return {**_types(api), **_methods(view), **_client(view)}


def _types(api: Api) -> Names:
    """Of each type what users import and read; a class that several of them share has a name for each."""
    python = PythonTypes(api)
    found: Names = {}
    for type_id, made in python.named.items():
        found["class", type_id] = f"{python.modules[type_id]}.{python.names[type_id]}"
        match made:
            case Object():
                for wire, name in field_names(made).items():
                    found["field", type_id, wire] = name
            case Enum():
                for item in members(made):
                    found["member", type_id, *item.origins] = item.name
    return found


def _methods(view: Package) -> Names:
    found: Names = {}
    for resource in view.resources:
        for method in resource.methods:
            key = method.source.origin, str(method.streams)
            found["method", *key] = f"{resource.name} {resource.module}.{method.name}"
            given = ast.literal_eval(re.sub(r": [^,}]+", ": 0", method.arguments[1]))
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
