"""Generate clients with selected operations, and read the output without specpress."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

import yaml

from specpress.config import Settings
from specpress.pipeline import Generated, generate
from tests.golden.generate_case import CASES

ROOT = Path(__file__).parents[2]
BOOKSHOP = ROOT / "examples/bookshop/openapi.json"
# Documents in the repository, whatever else there is.
BOOLEAN, TIME = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
# A file, and a value in it.
Located = tuple[Path, Any]
DOCUMENTS = (BOOKSHOP, *sorted(CASES.glob("[!f]*/openapi.yaml")))


def generate_selected(spec: Path, tmp_path: Path, **settings: Any) -> Generated:
    """Return the output for a document; `settings` are `include` and `exclude`."""
    lock = tmp_path / "names.lock"
    paths = Settings(str(spec), tmp_path, names_lock=lock, **settings)
    return generate(paths)


class Loader(yaml.SafeLoader):
    """Loads YAML 1.2, where `on` and times are texts."""

    yaml_implicit_resolvers: ClassVar = {
        letter: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != TIME and (tag != BOOLEAN or letter in "tTfF")
        ]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@cache
def read_document(spec: Path) -> Mapping[str, Any]:
    """Read a document without specpress."""
    text = spec.read_text("utf-8")
    is_json = spec.suffix == ".json"
    return json.loads(text) if is_json else yaml.load(text, Loader)


def list_body_schemas(spec: Path, origin: str) -> set[str]:
    """Return the names of the schema components that are the content of an operation's bodies."""
    names: set[str] = set()
    for body in list_bodies(resolve(spec, {"$ref": origin})[-1]):
        for media in list_values(resolve(*body)[-1], "content"):
            file, media_type = resolve(*media)[-1]
            for _, step in resolve(file, media_type.get("schema")):
                if isinstance(step, dict) and "$ref" in step:
                    names.add(Path(step["$ref"]).stem)
    return names


def list_bodies(operation: Located) -> list[Located]:
    """Return the bodies of an operation, which may be references."""
    file, value = operation
    requests = [(file, value["requestBody"])] if "requestBody" in value else []
    return [*requests, *list_values(operation, "responses")]


def list_values(holder: Located, key: str) -> list[Located]:
    """Return the values of an object in another one."""
    file, value = holder
    file, table = resolve(file, value.get(key, {}))[-1]
    return [(file, entry) for entry in table.values()]


def resolve(file: Path, value: Any) -> list[Located]:
    """Return a value of a file, and the values to which its references lead."""
    steps = [(file, value)]
    while isinstance(value, dict) and isinstance(value.get("$ref"), str):
        name, _, pointer = value["$ref"].partition("#")
        file = file.parent / name if name else file
        value = read_document(file)
        for step in pointer.split("/")[1:]:
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and key not in value:
                # A path item by reference has the operations of its target.
                file, value = resolve(file, value)[-1]
            value = value[int(key) if isinstance(value, list) else key]
        steps.append((file, value))
    return steps


def write_document(path: Path, document: Mapping[str, Any]) -> Path:
    """Write a document, and return its path."""
    path.write_text(json.dumps(document), "utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Output:
    """The classes of a package, read from its files."""

    modules: Mapping[str, ast.Module]
    """The modules of the package without its runtime, by path."""

    @property
    def models(self) -> set[str]:
        """The names that the modules of models define."""
        return {name for name, _ in self._list_definitions("models/")}

    def list_aliases(self) -> set[str]:
        """Return the names in the modules of models that are no classes."""
        definitions = self._list_definitions("models/")
        return {n for n, node in definitions if not isinstance(node, ast.ClassDef)}

    def list_methods(self) -> dict[str, set[str]]:
        """Return the signatures of the methods of each resource."""
        return {
            path.rpartition("/")[2].removesuffix(".py"): {
                f"{function.name}({ast.unparse(function.args)})"
                for node in module.body
                if isinstance(node, ast.ClassDef) and node.name[0] != "_"
                for function in node.body
                if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
                and function.name[0] != "_"
            }
            for path, module in self.modules.items()
            if path.startswith("resources/") and not path.endswith("__init__.py")
        }

    def list_used_models(self) -> set[str]:
        """Return the models that methods and errors use, directly or through others."""
        definitions = dict(self._list_definitions("models/"))
        pending = [
            node
            for path, module in self.modules.items()
            if path.startswith(("resources/", "errors.py", "webhooks.py"))
            for node in module.body
        ]
        used: set[str] = set()
        while pending:
            for name in _list_names(pending.pop()):
                if name in definitions and name not in used:
                    used.add(name)
                    pending.append(definitions[name])
        return used

    def _list_definitions(self, folder: str) -> Iterator[tuple[str, ast.stmt]]:
        for path, module in self.modules.items():
            if path.startswith(folder) and not path.startswith(f"{folder}_"):
                for node in module.body:
                    for name in _list_defined(node):
                        if name[0] != "_":
                            yield name, node


def read_output(generated: Generated) -> Output:
    """Read the modules of a package."""
    prefix = f"{generated.names.package}/"
    return Output(
        {
            path.removeprefix(prefix): ast.parse(text)
            for path, text in generated.files.items()
            if path.startswith(prefix)
            and path.endswith(".py")
            and not path.startswith(f"{prefix}_runtime/")
        }
    )


def _list_defined(node: ast.stmt) -> list[str]:
    match node:
        case ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=[ast.Name(id=name)]):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _list_names(node: ast.AST) -> Iterator[str]:
    """Yield the names in a tree, also those in the types that texts contain."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            try:
                tree = ast.parse(inner.value, mode="eval")
            except (SyntaxError, ValueError):
                continue
            yield from _list_names(tree.body)
