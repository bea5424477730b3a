"""Import all modules of a generated package and send examples through its codecs.

Runs in a separate process, since it imports the package. Arguments: the parent directory of the package, its name,
and a JSON file with the examples. Prints the result as JSON.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from inspect import isfunction, signature
from pathlib import Path
from typing import Any


def main() -> None:
    """Import every module, count the operations, and decode and encode each example."""
    folder, name, examples = sys.argv[1:]
    sys.path.insert(0, folder)
    package = importlib.import_module(name)
    modules = {
        module.name: importlib.import_module(module.name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}.")
    }
    models = modules[f"{name}.models"]
    # Exports are loaded on first access, so each one is read.
    exports = dir(models)
    valid, contradictory = json.loads(Path(examples).read_text("utf-8"))
    classes = [getattr(models, export) for export in exports]
    result = {
        "modules": len(modules),
        "names": len(exports),
        "operations": len(_operations(modules, name)),
        "failed": _failures(name, valid),
        "refused": _refused(name, [*valid, *contradictory]),
        "methods": _list_methods(modules, name),
        "classes": [export for export in exports if not export.startswith("_")],
        "members": _list_members(classes),
    }
    print(json.dumps(result))


def _operations(modules: dict[str, Any], name: str) -> set[tuple[str, str]]:
    operation_class = modules[f"{name}._runtime.operation"].Operation
    return {
        (value.method, value.path)
        for key, module in modules.items()
        if key.startswith(f"{name}.resources.")
        for value in vars(module._Ops).values()
        if isinstance(value, operation_class)
    }


def _list_methods(modules: dict[str, Any], name: str) -> dict[str, list[str]]:
    """Return the arguments of each method by its resource and name."""
    return {
        f"{key.rpartition('.')[2]}.{method}": [*signature(function).parameters][1:-1]
        for key, module in modules.items()
        if key.startswith(f"{name}.resources.")
        for resource in vars(module).values()
        if isinstance(resource, type) and resource.__module__ == key
        for method, function in vars(resource).items()
        if isfunction(function) and not method.startswith("_")
    }


def _list_members(classes: list[Any]) -> list[str]:
    """Return the names of fields and enum members."""
    types_ = [c for c in classes if isinstance(c, type)]
    fields = (f for c in types_ for f in getattr(c, "__dataclass_fields__", {}))
    members = (m for c in types_ for m in getattr(c, "__members__", {}))
    return [*fields, *members]


def _failures(name: str, examples: list[tuple[str, str, Any]]) -> list[tuple[str, str]]:
    """Return the pointers of examples that change in a round trip, each with the reason."""
    types = importlib.import_module(f"{name}._runtime.codec.types")
    faults_class = importlib.import_module(f"{name}._runtime.codec.codec").Faults
    failures = []
    for pointer, type_text, value in examples:
        parent, faults = [value], faults_class()
        decoded = types.codec_for(type_text).decode(value, parent, 0, faults, type_text)
        if faults:
            failures.append((pointer, "; ".join(map(str, faults.locate(parent)))))
            continue
        encoded = json.loads(
            json.dumps(types.encode_value(type_text, decoded, types.COMPLETE))
        )
        if not _are_equal(encoded, value):
            failures.append((pointer, f"encoded as {json.dumps(encoded)[:200]}"))
    return failures


def _refused(name: str, examples: list[tuple[str, str, Any]]) -> list[tuple[str, str]]:
    """Return the pointers of examples that change in a round trip with `accept`, with the reason."""
    types = importlib.import_module(f"{name}._runtime.codec.types")
    errors = importlib.import_module(f"{name}._runtime.codec.codec")
    accept = importlib.import_module(f"{name}._runtime.codec.contradictions").accept
    refused = []
    for pointer, item_type, value in examples:
        # In an array, as a scalar alone does not keep what was received.
        type_text, array = f"list[{item_type}]", [value]
        try:
            decoded = types.decode_value(type_text, array)
        except errors.InvalidDataError as error:
            decoded = accept(error).value
        encoded = types.encode_value(type_text, decoded, types.COMPLETE)
        if not _are_equal(json.loads(json.dumps(encoded)), array):
            refused.append((pointer, f"encoded as {json.dumps(encoded)[:200]}"))
    return refused


def _are_equal(one: Any, other: Any) -> bool:
    """Compare as JSON: true is not 1, but 1.0 is."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            _are_equal(one[key], other[key]) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_are_equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


if __name__ == "__main__":
    main()
