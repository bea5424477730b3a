"""The import statements of generated modules.

A view holds sets of `Import`; their statements are printed once per module, sorted and grouped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specpress.python.expressions import Import

TYPE_CHECKING = Import("typing", "TYPE_CHECKING")
# Called at the end of a module whose annotations name types that it imports for type checkers only.
DEFER_MODULE = Import("._runtime.codec.deferred_annotations", "defer_module")


@dataclass(frozen=True, slots=True)
class ModuleImports:
    """All imports of a module; `str()` returns their statements."""

    module: str
    """Module that imports, such as `.models.run`."""
    names: frozenset[Import] = frozenset()
    type_names: frozenset[Import] = frozenset()
    """Imports that only type checkers need."""

    def __str__(self) -> str:
        type_names = format_imports(self.type_names - self.names, self.module, 4)
        used = {*self.names, TYPE_CHECKING} if type_names else self.names
        names = format_imports(used, self.module)
        if not type_names:
            return names
        return f"{names}\n\nif TYPE_CHECKING:\n{type_names}"


def format_imports(imports: Iterable[Import], module: str, indent: int = 0) -> str:
    """Return the import statements of `module`: the standard library, then the package.

    The module does not import from itself. Long lines are left to the printer.
    """
    groups: dict[tuple[str, bool], list[Import]] = {}
    for source in {*imports}:
        if source.module != module:
            groups.setdefault((source.module, bool(source.name)), []).append(source)
    lines: dict[bool, list[tuple[int, bool, str, str]]] = {}
    for (path, has_name), names in groups.items():
        dots, rest = _split_path(path, module)
        text = _format_statement("." * dots + rest, names)
        entry = (-dots, has_name, rest, " " * indent + text)
        lines.setdefault(dots > 0, []).append(entry)
    blocks = ([text for *_, text in sorted(lines[key])] for key in sorted(lines))
    return "\n\n".join(map("\n".join, blocks))


def _format_statement(path: str, imports: list[Import]) -> str:
    if not imports[0].name:
        return f"import {path}"
    ordered = sorted(imports, key=_sort_key)
    names = (f"{i.name} as {i.alias}" if i.alias else i.name for i in ordered)
    return f"from {path} import {', '.join(names)}"


def _sort_key(source: Import) -> tuple[bool, str, str]:
    is_constant = len(source.name) > 1 and source.name.isupper()
    return not is_constant, source.name, source.alias


def _split_path(path: str, module: str) -> tuple[int, str]:
    """Return the number of dots before the path of a module as `module` sees it, and the rest."""
    if not path.startswith("."):
        return 0, path
    parts = path[1:].split(".") if path != "." else []
    package = module[1:].split(".")[:-1]
    common = 0
    while common < min(len(parts), len(package)) and parts[common] == package[common]:
        common += 1
    return len(package) - common + 1, ".".join(parts[common:])
