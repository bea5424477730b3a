"""Operations: a resource class per tag, with a method for each operation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specpress import ir
from specpress.package.methods import Method, MethodBuilder
from specpress.package.responses import MethodForm, list_method_forms
from specpress.python.expressions import Import, list_imports
from specpress.python.imports import ModuleImports
from specpress.python.names import (
    Claim,
    assign_names,
    escape,
    pascal,
    reserved,
    snake,
    words,
)
from specpress.python.types import PythonTypes

# Names in annotations that a method of the same class may shadow.
BUILTINS = frozenset(["bool", "bytes", "dict", "float", "int", "list", "str"])
# Imports of every module of a resource.
RESOURCE_TYPES = (
    Import("._runtime.operation", "Operation"),
    Import("._runtime.operation", "RequestOptions"),
    Import("._runtime.client_async", "AsyncBase"),
    Import("._runtime.client_sync", "SyncBase"),
)
STREAMS = (
    Import("._runtime.streams.stream_async", "AsyncStream"),
    Import("._runtime.streams.stream_sync", "Stream"),
)


@dataclass(frozen=True, slots=True)
class Resource:
    """The module of a tag: two classes, and the table of operations that both use."""

    module: str
    name: str
    tag: str
    text: str
    methods: list[Method]

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of annotations only for type checkers."""
        streams = STREAMS if self.has_streams else ()
        types = (i for method in self.methods for i in method.list_imports())
        results = list_imports(*(method.result for method in self.methods))
        tables = list_imports(*(method.table for method in self.methods))
        return ModuleImports(
            f".resources.{self.module}",
            frozenset([Import("typing", "Unpack"), *streams, *tables]),
            frozenset([*RESOURCE_TYPES, *types, *results]),
        )

    @property
    def has_streams(self) -> bool:
        """True if a method returns a stream."""
        return any(method.streams for method in self.methods)


class ResourceBuilder:
    """Builds the resources of an API."""

    def __init__(
        self,
        api: ir.Api,
        python: PythonTypes,
        client_wide: dict[str, str],
        client: str,
    ) -> None:
        self.api = api
        self.client_names = {client, f"Async{client}", f"{client}Environment"}
        self.python = python
        self.methods = MethodBuilder(api, python, client_wide)

    def build(self) -> list[Resource]:
        """Return one resource per tag, in document order."""
        by_tag: dict[str, list[ir.Operation]] = {}
        for operation in self.api.operations:
            by_tag.setdefault(operation.tag or "Default", []).append(operation)
        used = {*self.python.names.values(), *self.client_names, *reserved("client")}
        names = assign_names(
            (Claim(t, _list_class_names(t, used)) for t in by_tag), "class", used
        )
        modules = assign_names((_claim_module(tag) for tag in by_tag), "module")
        return [
            self._build_resource(tag, (modules[tag], names[tag]), operations)
            for tag, operations in by_tag.items()
        ]

    def _build_resource(
        self, tag: str, names: tuple[str, str], operations: list[ir.Operation]
    ) -> Resource:
        module, name = names
        methods = [
            self.methods.build(method, source, form)
            for method, source, form in self._name_methods(operations)
        ]
        shadowed = BUILTINS & {method.name for method in methods}
        return Resource(
            module=module,
            name=name,
            tag=tag,
            text=self.api.tags.get(tag, ""),
            methods=[replace(method, shadowed=shadowed) for method in methods],
        )

    def _name_methods(
        self, operations: list[ir.Operation]
    ) -> list[tuple[str, ir.Operation, MethodForm]]:
        """Return all methods of all operations with their names."""
        methods = {
            f"{operation.origin} {form.suffix}": (operation, form)
            for operation in operations
            for form in list_method_forms(self.python, operation)
        }
        claims = [_claim_method(key, *entry) for key, entry in methods.items()]
        names = assign_names(claims, "method")
        return [(names[key], *entry) for key, entry in methods.items()]


def _claim_method(key: str, source: ir.Operation, form: MethodForm) -> Claim:
    """Return the claim of a method: plain methods first, and ids that already are Python names."""
    names = _list_candidates(source)
    rank = 2 * bool(form.suffix) + int(names[0] != source.operation_id)
    return Claim(key, tuple(f"{name}{form.suffix}" for name in names), rank)


def _list_class_names(tag: str, used: set[str]) -> tuple[str, ...]:
    """Return names for a resource that differ from models, clients and their async classes."""
    stem = pascal(tag)
    *names, last = (stem, f"{stem}Resource", f"{stem}TagResource")
    return (*(name for name in names if _is_free(name, used)), last)


def _claim_module(tag: str) -> Claim:
    """Return the claim to the module of a tag, which is also its attribute on the client."""
    name = snake(tag)
    return Claim(tag, (name, f"{name}_resource"), int(name != tag))


def _is_free(name: str, used: set[str]) -> bool:
    is_ambiguous = name.startswith("Async") or f"Async{name}" in used
    return name not in used and not is_ambiguous and escape(name, "class") == name


def _list_candidates(source: ir.Operation) -> tuple[str, ...]:
    """Return names from short to long: the operation id without its tag, the id, method and path."""
    by_path = snake(f"{source.method} {source.path}")
    if not source.operation_id:
        return (by_path,)
    id_words = words(source.operation_id)
    short = _remove_tag(id_words, words(source.tag or ""))
    return (snake(" ".join(short or id_words)), snake(source.operation_id), by_path)


def _remove_tag(id_words: list[str], tag: list[str]) -> list[str]:
    """Return the words of an operation id without those of its tag, singular or plural."""
    stems = [word.removesuffix("s") for word in id_words]
    part = [word.removesuffix("s") for word in tag]
    for start in range(len(stems) - len(part) + 1):
        if part and stems[start : start + len(part)] == part:
            return id_words[:start] + id_words[start + len(part) :]
    return id_words
