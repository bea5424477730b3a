"""Looks at a generated package from inside: run as a program of its own, for it imports all of it.

Arguments: the folder of the package, its name, and a JSON file with the examples. Prints JSON.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Import every module, count the operations, and send each example through its codec."""
    folder, name, examples = sys.argv[1:]
    sys.path.insert(0, folder)
    package = importlib.import_module(name)
    modules = {
        found.name: importlib.import_module(found.name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}.")
    }
    exported = [
        getattr(modules[f"{name}.models"], n) for n in dir(modules[f"{name}.models"])
    ]
    told = {
        "modules": len(modules),
        "names": len(exported),
        "operations": len(_operations(modules, name)),
        "failed": _failed(name, json.loads(Path(examples).read_text("utf-8"))),
    }
    print(json.dumps(told))


def _operations(modules: dict[str, Any], name: str) -> set[tuple[str, str]]:
    kind = modules[f"{name}._runtime.operation"].Operation
    return {
        (value.method, value.path)
        for key, module in modules.items()
        if key.startswith(f"{name}._operations.")
        for value in vars(module).values()
        if isinstance(value, kind)
    }


def _failed(name: str, given: list[tuple[str, str, Any]]) -> list[tuple[str, str]]:
    """The examples that do not come back as they were, each with what went wrong."""
    types = importlib.import_module(f"{name}._runtime.types")
    faults_of = importlib.import_module(f"{name}._runtime.codec").Faults
    failed = []
    for place, text, value in given:
        holder, faults = [value], faults_of()
        decoded = types.codec(text).decode(value, holder, 0, faults, text)
        if faults:
            failed.append((place, "; ".join(map(str, faults.located(holder)))))
            continue
        back = json.loads(json.dumps(types.encoded(text, decoded)))
        if not _same(back, value):
            failed.append((place, f"came back as {json.dumps(back)[:200]}"))
    return failed


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1, but 1.0 is."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


if __name__ == "__main__":
    main()
