"""Operations: a resource class per tag, with a method for each operation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.package.methods import Method, MethodBuilder
from specpress.package.models import format_model_imports
from specpress.package.responses import MethodForm, list_method_forms
from specpress.python.layout import (
    format_call,
    format_docstring,
    format_import,
    format_parameter,
    format_return,
)
from specpress.python.names import (
    Claim,
    assign_names,
    escape,
    pascal,
    reserved,
    snake,
    words,
)
from specpress.python.types import (
    Imports,
    PythonTypes,
    format_imports,
    format_runtime_imports,
)

# Names in annotations that a method of the same class may shadow.
BUILTINS = frozenset(["bool", "bytes", "dict", "float", "int", "list", "str"])

# Classes and functions of the runtime that appear in operation tables.
TABLE_CLASSES = (
    "Body",
    "Confirmation",
    "Operation",
    "Pagination",
    "Parameter",
    "ResponseSpec",
    "Transition",
    "cookie",
    "header",
    "path",
    "query",
)
_LITERAL = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'""")


@dataclass(slots=True)
class Resource:
    """The module of a tag with its two classes."""

    module: str
    name: str
    doc: list[str]
    methods: list[Method]
    standard: list[str] = field(default_factory=list)
    runtime: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    table_imports: list[str] = field(default_factory=list)

    @property
    def table_class_imports(self) -> list[str]:
        """The import of the runtime classes in the tables."""
        tables = "".join(line for method in self.methods for line in method.table)
        text = _LITERAL.sub("", tables)
        used = [name for name in TABLE_CLASSES if re.search(rf"\b{name}\(", text)]
        return format_import(".._runtime.operation", used, 0)

    @property
    def operations_import(self) -> list[str]:
        """The import of the module with the tables."""
        return format_import(".._operations", [f"{self.module} as operations"], 0)

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
        self.methods = MethodBuilder(python, client_wide)

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
        (module, name), imports, result_imports = names, Imports(), Imports()
        methods = [
            self.methods.build(module, method, source, form, imports, result_imports)
            for method, source, form in self._name_methods(operations)
        ]
        shadowed = BUILTINS & {method.name for method in methods}
        for method in methods:
            _format_method(method, name, shadowed)
        if any("builtins." in line for m in methods for line in m.signature_lines):
            imports.add("builtins", "")
        return Resource(
            module=module,
            name=name,
            doc=format_docstring(
                self.api.tags.get(tag, ""), 4, f"Operations tagged {tag}."
            ),
            methods=methods,
            standard=format_imports(imports.modules),
            runtime=format_runtime_imports(imports.runtime, ".."),
            models=format_model_imports(imports.models, "..models"),
            table_imports=[
                *format_imports(result_imports.modules),
                *format_runtime_imports(result_imports.runtime, ".."),
                *format_model_imports(result_imports.models, "..models"),
            ],
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
        claims = [
            Claim(
                key,
                tuple(f"{name}{form.suffix}" for name in _list_candidates(operation)),
                _rank_claim(operation, form),
            )
            for key, (operation, form) in methods.items()
        ]
        names = assign_names(claims, "method")
        return [(names[key], *entry) for key, entry in methods.items()]


def _rank_claim(source: ir.Operation, form: MethodForm) -> int:
    """Return the rank of a claim: plain methods first, and ids that already are Python names."""
    return 2 * bool(form.suffix) + int(
        _list_candidates(source)[0] != source.operation_id
    )


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


def _format_method(method: Method, resource: str, shadowed: frozenset[str]) -> None:
    """Set the lines of a method; annotations use `builtins.` for types that a method shadows."""

    def qualify(text: str) -> str:
        for name in sorted(shadowed):
            text = re.sub(rf"(?<![\w.\"']){name}(?![\w\"'(])", f"builtins.{name}", text)
        return text

    method.signature = [
        line
        for text in method.parameters
        for line in format_parameter(_map_annotation(text, qualify), 8)
    ]
    for prefix in ("", "Async"):
        result = qualify(method.returns)
        text = f"{prefix}Stream[{result}]" if method.streams else result
        method.returning[prefix] = format_return(text, 4)
        method.call[prefix] = _format_call(method, prefix)
    method.doc[""] = format_docstring(method.text, 8)
    method.doc["Async"] = format_docstring(_build_async_doc(method, resource), 8)


def _format_call(method: Method, prefix: str) -> list[str]:
    """Return the statement that calls the client."""
    awaited = "await " if prefix else ""
    if method.streams:
        head, first = f"return {awaited}{prefix}Stream.open(", ["self._client"]
    else:
        head, first = f"return {awaited}self._client.request(", []
    return format_call(head, [*first, *method.arguments], 8)


def _build_async_doc(method: Method, resource: str) -> str:
    """Return the docstring of an asynchronous method: its summary and a reference."""
    first, *more = method.text.split("\n\n")
    summary = f"{first} {more[0]}" if first == "Deprecated." and more else first
    return f"{summary}\n\nSee `{resource}.{method.name}`."


def _map_annotation(text: str, qualify: Callable[[str], str]) -> str:
    name, colon, annotation = text.partition(": ")
    return f"{name}{colon}{qualify(annotation)}"
