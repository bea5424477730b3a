"""Presses a tree, and imports what came out without writing it: modules are made from the files in memory."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType
from typing import Any

from specpress.build import build
from specpress.config import Settings
from specpress.ir import Api
from specpress.load import load
from specpress.press import Pressed, press
from specpress.problems import Problems
from specpress.resolve import Workspace
from specpress.template_set import templates_folder

PACKAGE = "acme_client"
ROOT = "memory:"
STATIC = frozenset(
    path.relative_to(templates_folder()).as_posix().removeprefix("package/")
    for path in templates_folder().rglob("*.py")
)
"""What is the same in each package."""


def built(tree: Any) -> Api:
    """What a document says, neither validated nor rendered."""
    with TemporaryDirectory() as folder:
        spec = Path(folder) / "openapi.json"
        spec.write_text(json.dumps(tree), "utf-8")
        return build(Workspace(load(spec)).root, Problems())


def press_tree(tree: Any) -> Pressed:
    """Press a document that is given as a tree."""
    return press_bytes(json.dumps(tree).encode())


def press_bytes(data: bytes) -> Pressed:
    """Press a document that is given as its bytes."""
    with TemporaryDirectory() as folder:
        spec = Path(folder) / "openapi.yaml"
        spec.write_bytes(data)
        return press(settings_for(str(spec)))


def settings_for(spec: str) -> Settings:
    """The settings of all that is pressed here; nothing is written."""
    return Settings(spec, Path("nowhere"), PACKAGE, "acme-client", "Acme")


def own_files(files: dict[str, str]) -> dict[str, str]:
    """The Python files of the output that depend on its document."""
    return {
        name: text
        for name, text in files.items()
        if name.endswith(".py")
        and not name.startswith(f"{PACKAGE}/_runtime/")
        and name.removeprefix(f"{PACKAGE}/") not in STATIC
    }


class _Folder(InspectLoader):
    """A folder of the path on which Python looks for modules: one that is not on disk."""

    def __init__(self, files: dict[str, str], path: str) -> None:
        self.files = files
        self.path = path.removeprefix(ROOT)

    def find_spec(self, name: str, target: Any = None) -> ModuleSpec | None:
        if self._path(name) is None:
            return None
        spec = spec_from_loader(name, self, is_package=self.is_package(name))
        if spec is not None and spec.submodule_search_locations is not None:
            spec.submodule_search_locations = [f"{ROOT}{name.replace('.', '/')}/"]
        return spec

    def iter_modules(self, prefix: str = "") -> Iterator[tuple[str, bool]]:
        """What `pkgutil` asks for."""
        inside = [p for p in self.files if p.startswith(self.path)]
        for name, _, rest in (p.removeprefix(self.path).partition("/") for p in inside):
            if rest in ("", "__init__.py") and name != "__init__.py":
                yield prefix + name.removesuffix(".py"), bool(rest)

    def _path(self, name: str) -> str | None:
        stem = self.path + name.rpartition(".")[2]
        found = [p for p in (f"{stem}/__init__.py", f"{stem}.py") if p in self.files]
        return found[0] if found else None

    def is_package(self, name: str) -> bool:
        return str(self._path(name)).endswith("/__init__.py")

    def get_source(self, name: str) -> str:
        return self.files[str(self._path(name))]

    def get_code(self, name: str) -> CodeType:
        return _compiled(self.get_source(name), str(self._path(name)))


@lru_cache(maxsize=128)
def _compiled(text: str, path: str) -> CodeType:
    """Kept, for the runtime is the same in each package."""
    return compile(text, path, "exec", dont_inherit=True)


@contextmanager
def imported(files: dict[str, str]) -> Iterator[ModuleType]:
    """The package of these files, imported for a while."""

    def hook(path: str) -> _Folder:
        if path.startswith(ROOT):
            return _Folder(files, path)
        raise ImportError(path)

    sys.path_hooks.insert(0, hook)
    sys.path.insert(0, ROOT)
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(ROOT)
        sys.path_hooks.remove(hook)
        for path in [p for p in sys.path_importer_cache if p.startswith(ROOT)]:
            del sys.path_importer_cache[path]
        for name in [n for n in sys.modules if n.partition(".")[0] == PACKAGE]:
            del sys.modules[name]


def modules(files: dict[str, str]) -> list[str]:
    """The names of all modules of the package."""
    paths = [n for n in files if n.startswith(f"{PACKAGE}/") and n.endswith(".py")]
    dotted = [path.removesuffix(".py").replace("/", ".") for path in paths]
    return sorted(name.removesuffix(".__init__") for name in dotted)
