"""Views of operations: resource classes with a method for each operation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import call, docstring, import_from, parameter, returning
from specpress.names import Claim, escape, pascal, reserved, assign_names, snake, words
from specpress.views.methods import Method, MethodViews
from specpress.views.models import sibling_imports
from specpress.views.python_types import PythonTypes, Uses, import_lines, runtime_imports
from specpress.views.responses import Form, forms

BUILTINS = frozenset(["bool", "bytes", "dict", "float", "int", "list", "str"])
"""Names in annotations that a method of the same class may bear."""

TABLES = (
    "Answer",
    "Body",
    "Operation",
    "Pagination",
    "Parameter",
    "Repetition",
    "Transition",
    "cookie",
    "header",
    "path",
    "query",
)
"""What the runtime has to make tables of."""
_LITERAL = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'""")


@dataclass(slots=True)
class Resource:
    """One tag: its module and its two classes."""

    module: str
    name: str
    doc: list[str]
    methods: list[Method]
    standard: list[str] = field(default_factory=list)
    runtime: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    table_imports: list[str] = field(default_factory=list)

    @property
    def table_uses(self) -> list[str]:
        """The import of those of them that are in use."""
        tables = "".join(line for method in self.methods for line in method.table)
        text = _LITERAL.sub("", tables)
        used = [name for name in TABLES if re.search(rf"\b{name}\(", text)]
        return import_from(".._runtime.operation", used, 0)

    @property
    def operations_import(self) -> list[str]:
        """The import of the module of the tables."""
        return import_from(".._operations", [f"{self.module} as operations"], 0)

    @property
    def streams(self) -> bool:
        """Whether a method gives a stream."""
        return any(method.streams for method in self.methods)


class OperationViews:
    """Makes the resources of an API."""

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
        self.methods = MethodViews(python, client_wide)

    def resources(self) -> list[Resource]:
        """One resource per tag, in the order of the document."""
        by_tag: dict[str, list[ir.Operation]] = {}
        for operation in self.api.operations:
            by_tag.setdefault(operation.tag or "Default", []).append(operation)
        taken = {*self.python.names.values(), *self.client_names, *reserved("client")}
        names = assign_names(
            (Claim(t, _class_names(t, taken)) for t in by_tag), "class", taken
        )
        modules = assign_names((_module(tag) for tag in by_tag), "module")
        return [
            self._resource(tag, (modules[tag], names[tag]), found)
            for tag, found in by_tag.items()
        ]

    def _resource(
        self, tag: str, names: tuple[str, str], found: list[ir.Operation]
    ) -> Resource:
        (module, name), uses, returned = names, Uses(), Uses()
        methods = [
            self.methods.method(module, method, source, form, uses, returned)
            for method, source, form in self._named(found)
        ]
        shadowed = BUILTINS & {method.name for method in methods}
        for method in methods:
            _lay_out(method, name, shadowed)
        if any("builtins." in line for m in methods for line in m.laid_out):
            uses.add("builtins", "")
        return Resource(
            module=module,
            name=name,
            doc=docstring(self.api.tags.get(tag, ""), 4, f"Operations tagged {tag}."),
            methods=methods,
            standard=import_lines(uses.modules),
            runtime=runtime_imports(uses.runtime, ".."),
            models=sibling_imports(self.python, uses.models, "..models"),
            table_imports=[
                *import_lines(returned.modules),
                *runtime_imports(returned.runtime, ".."),
                *sibling_imports(self.python, returned.models, "..models"),
            ],
        )

    def _named(self, found: list[ir.Operation]) -> list[tuple[str, ir.Operation, Form]]:
        """Each form of each operation with the name of its method."""
        listed = {
            f"{operation.origin} {form.suffix}": (operation, form)
            for operation in found
            for form in forms(self.python, operation)
        }
        claims = [
            Claim(
                key,
                tuple(f"{name}{form.suffix}" for name in _candidates(operation)),
                _rank(operation, form),
            )
            for key, (operation, form) in listed.items()
        ]
        names = assign_names(claims, "method")
        return [(names[key], *entry) for key, entry in listed.items()]


def _rank(source: ir.Operation, form: Form) -> int:
    """A whole answer goes before a stream; an id that is a name of Python already, before others."""
    return 2 * bool(form.suffix) + int(_candidates(source)[0] != source.operation_id)


def _class_names(tag: str, taken: set[str]) -> tuple[str, ...]:
    """Names for a resource, told apart from models, the clients and asynchronous twins."""
    stem = pascal(tag)
    *names, last = (stem, f"{stem}Resource", f"{stem}TagResource")
    return (*(name for name in names if _is_free(name, taken)), last)


def _module(tag: str) -> Claim:
    """The module of a tag, and what it is called on the client: by the tag alone."""
    name = snake(tag)
    return Claim(tag, (name, f"{name}_resource"), int(name != tag))


def _is_free(name: str, taken: set[str]) -> bool:
    twin = name.startswith("Async") or f"Async{name}" in taken
    return name not in taken and not twin and escape(name, "class") == name


def _candidates(source: ir.Operation) -> tuple[str, ...]:
    """Short to long: without the words of the tag, the whole operation id, method and path."""
    by_path = snake(f"{source.method} {source.path}")
    if not source.operation_id:
        return (by_path,)
    whole = words(source.operation_id)
    short = _without(whole, words(source.tag or ""))
    return (snake(" ".join(short or whole)), snake(source.operation_id), by_path)


def _without(whole: list[str], tag: list[str]) -> list[str]:
    """The words of an operation id without those of its tag, singular or plural."""
    stem = [word.removesuffix("s") for word in whole]
    part = [word.removesuffix("s") for word in tag]
    for start in range(len(stem) - len(part) + 1):
        if part and stem[start : start + len(part)] == part:
            return whole[:start] + whole[start + len(part) :]
    return whole


def _lay_out(method: Method, resource: str, shadowed: frozenset[str]) -> None:
    """Lay out a method; where one is called as a built-in type, its signature says which is meant."""

    def plain(text: str) -> str:
        for name in sorted(shadowed):
            text = re.sub(rf"(?<![\w.\"']){name}(?![\w\"'(])", f"builtins.{name}", text)
        return text

    method.signature = [
        line
        for text in method.parameters
        for line in parameter(_annotated(text, plain), 8)
    ]
    for prefix in ("", "Async"):
        stream = f"{prefix}Stream[{plain(method.returns)}]"
        text = stream if method.streams else plain(method.returns)
        method.returning[prefix] = returning(text, 4)
        method.call[prefix] = _call(method, prefix)
    method.doc[""] = docstring(method.text, 8)
    method.doc["Async"] = docstring(_referring(method, resource), 8)


def _call(method: Method, prefix: str) -> list[str]:
    """The statement that calls the client."""
    awaited = "await " if prefix else ""
    if method.streams:
        head, first = f"return {awaited}{prefix}Stream.open(", ["self._client"]
    else:
        head, first = f"return {awaited}self._client.request(", []
    return call(head, [*first, *method.arguments], 8)


def _referring(method: Method, resource: str) -> str:
    """The docstring of an asynchronous method: what it does; the rest is told once."""
    first, *more = method.text.split("\n\n")
    told = f"{first} {more[0]}" if first == "Deprecated." and more else first
    return f"{told}\n\nAsynchronous: see `{resource}.{method.name}`."


def _annotated(text: str, plain: Callable[[str], str]) -> str:
    name, colon, rest = text.partition(": ")
    return f"{name}{colon}{plain(rest)}"
