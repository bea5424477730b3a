"""Generate a package from a document in memory, and import it without writing it to disk."""

from __future__ import annotations

import copy
import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType
from typing import Any

from specpress.config import Settings
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.ir import Api
from specpress.output.outputs import OUTPUTS
from specpress.output.outputs.declarations import Output
from specpress.output.render import create_environment, render
from specpress.output.template_set import load_templates, templates_directory
from specpress.pipeline import Generated, generate, read
from specpress.reader import build

PACKAGE = "acme_client"
ROOT = "memory:"
TEMPLATES = load_templates(None)
PACKAGE_OUTPUTS = tuple(
    output
    for output in OUTPUTS
    if any(name.startswith("package/") for name in output.templates)
)
# Files that are the same in every package.
STATIC_FILES = frozenset(
    path.relative_to(templates_directory()).as_posix().removeprefix("package/")
    for path in templates_directory().rglob("*.py")
)


def build_api(tree: Any) -> Api:
    """Build the intermediate representation of a document; neither validate nor render it."""
    with TemporaryDirectory() as directory:
        spec = Path(directory) / "openapi.json"
        spec.write_text(json.dumps(tree), "utf-8")
        return build(Workspace(load(spec)).root, Problems())


def generate_from_tree(tree: Any) -> Generated:
    """Generate the package of a document."""
    return generate_from_bytes(json.dumps(tree).encode())


def render_tree(
    tree: Any, outputs: Iterable[Output] = PACKAGE_OUTPUTS
) -> dict[str, str]:
    """Return the files of a document without line breaks, by default those of the import package."""
    with TemporaryDirectory() as directory:
        spec = Path(directory) / "openapi.json"
        spec.write_text(json.dumps(tree), "utf-8")
        facts = read(settings_for(str(spec)), Problems()).facts
    environment = create_environment(TEMPLATES)
    return render(facts, TEMPLATES, environment, outputs, is_formatted=False)


def generate_from_bytes(data: bytes) -> Generated:
    """Generate the package of a document in JSON or YAML."""
    with TemporaryDirectory() as directory:
        spec = Path(directory) / "openapi.yaml"
        spec.write_bytes(data)
        return generate(settings_for(str(spec)))


def settings_for(spec: str) -> Settings:
    """Return the settings of all packages here; the output directory is never written to."""
    return Settings(spec, Path("nowhere"), PACKAGE, "acme-client", "Acme")


def document_files(files: dict[str, str]) -> dict[str, str]:
    """Return the Python files that depend on the document."""
    return {
        path: text
        for path, text in files.items()
        if path.endswith(".py")
        and not path.startswith(f"{PACKAGE}/_runtime/")
        and path.removeprefix(f"{PACKAGE}/") not in STATIC_FILES
    }


@dataclass(slots=True)
class _Runtimes:
    """Imported runtimes, by the names of their modules, with the state that they had after the import."""

    _modules: dict[frozenset[str], dict[str, ModuleType]] = field(default_factory=dict)
    _states: dict[ModuleType, dict[str, Any]] = field(default_factory=dict)

    def get(self, files: dict[str, str]) -> dict[str, ModuleType]:
        """Return the modules of the runtime that were imported before, to which others are added."""
        names = (path for path in files if path.startswith(f"{PACKAGE}/_runtime/"))
        return self._modules.setdefault(frozenset(names), {})

    def remember(self, module: ModuleType) -> None:
        """Remember the containers of a module that was just imported."""
        self._states[module] = {
            name: copy.copy(value)
            for name, value in get_names(module).items()
            if isinstance(value, (dict, list, set)) and not name.startswith("__")
        }

    def reset(self, modules: Iterable[ModuleType]) -> None:
        """Give modules the state that they had after the import."""
        for module in modules:
            values = get_names(module)
            for name, state in self._states[module].items():
                values[name].clear()
                (
                    values[name].extend
                    if isinstance(state, list)
                    else values[name].update
                )(state)
            for value in values.values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def get_names(module: ModuleType) -> dict[str, Any]:
    """Return the names in a module as they are: reading `__dict__` adds those of annotations."""
    names: dict[str, Any] = vars(ModuleType)["__dict__"].__get__(module)
    return names


runtimes = _Runtimes()


def _is_runtime(name: str) -> bool:
    return name.startswith(f"{PACKAGE}._runtime")


class _MemoryFinder(InspectLoader):
    """Finder and loader of modules below one path that exists in memory only."""

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
        """Yield names of modules and whether they are packages, for `pkgutil`."""
        inside = [p for p in self.files if p.startswith(self.path)]
        for name, _, rest in (p.removeprefix(self.path).partition("/") for p in inside):
            is_module = not rest and name.endswith(".py") and name != "__init__.py"
            if is_module or rest == "__init__.py":
                yield prefix + name.removesuffix(".py"), bool(rest)

    def _path(self, name: str) -> str | None:
        stem = self.path + name.rpartition(".")[2]
        candidates = (f"{stem}/__init__.py", f"{stem}.py")
        return next((path for path in candidates if path in self.files), None)

    def is_package(self, name: str) -> bool:
        return str(self._path(name)).endswith("/__init__.py")

    def get_source(self, name: str) -> str:
        return self.files[str(self._path(name))]

    def get_code(self, name: str) -> CodeType:
        return _compile(self.get_source(name), str(self._path(name)))

    def get_data(self, path: str) -> bytes:
        """Return the content of a file beside the modules, for `pkgutil`."""
        return self.files[path.removeprefix(ROOT)].encode()

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = f"{ROOT}{self._path(module.__name__)}"
        super().exec_module(module)
        if _is_runtime(module.__name__):
            runtimes.remember(module)


# Large enough for the runtime, which is the same in every package.
@lru_cache(maxsize=128)
def _compile(source: str, path: str) -> CodeType:
    return compile(source, path, "exec", dont_inherit=True)


@contextmanager
def import_package(
    files: dict[str, str], *, share_runtime: bool = False
) -> Iterator[ModuleType]:
    """Import the package of these files; forget all of its modules at exit.

    `share_runtime`: use the runtime of an earlier package that has the same modules, because
    importing it takes longer than all other modules.
    """
    runtime = runtimes.get(files) if share_runtime else {}
    sys.modules.update(runtime)

    def hook(path: str) -> _MemoryFinder:
        if path.startswith(ROOT):
            return _MemoryFinder(files, path)
        raise ImportError(path)

    sys.path_hooks.insert(0, hook)
    sys.path.insert(0, ROOT)
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(ROOT)
        sys.path_hooks.remove(hook)
        # Cached finders would serve the files of this package to the next one.
        for path in [p for p in sys.path_importer_cache if p.startswith(ROOT)]:
            del sys.path_importer_cache[path]
        for name in [n for n in sys.modules if n.partition(".")[0] == PACKAGE]:
            module = sys.modules.pop(name)
            if share_runtime and _is_runtime(name):
                runtime[name] = module
        runtimes.reset(runtime.values())


def module_names(files: dict[str, str]) -> list[str]:
    """Return the dotted names of all modules of the package."""
    paths = [n for n in files if n.startswith(f"{PACKAGE}/") and n.endswith(".py")]
    dotted = [path.removesuffix(".py").replace("/", ".") for path in paths]
    return sorted(name.removesuffix(".__init__") for name in dotted)
