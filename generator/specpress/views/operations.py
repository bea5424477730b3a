"""Views of operations: methods of resource classes, and the tables that drive the runtime."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import call, docstring, literal
from specpress.names import Claim, escape, pascal, screaming, settle, snake, words
from specpress.views.models import sibling_imports
from specpress.views.space import PythonTypes, Uses, import_lines, module_of, optional

SAMPLES = {
    ir.ScalarKind.STRING: '"a/b?c#d"',
    ir.ScalarKind.INTEGER: "7",
    ir.ScalarKind.NUMBER: "0.5",
    ir.ScalarKind.BOOLEAN: "True",
}
"""Arguments for generated tests; the string holds what must be encoded in a path."""


@dataclass(slots=True)
class Method:
    """One operation as a method and as a table entry."""

    name: str
    constant: str
    signature: list[str]
    returns: str
    doc: list[str]
    arguments: list[str]
    body: str
    table: list[str]
    source: ir.Operation
    sample: list[str] | None

    @property
    def example(self) -> str | None:
        """The document's example of a successful answer, as a literal of its JSON text."""
        for answer in self.source.answers:
            if (
                _succeeds(answer)
                and answer.example is not None
                and kind_of(answer) == "json"
            ):
                return literal(json.dumps(answer.example))
        return None

    @property
    def success(self) -> str:
        """The first documented success status that is exact."""
        exact = [
            a.status for a in self.source.answers if _succeeds(a) and a.status.isdigit()
        ]
        return exact[0] if exact else "200"


@dataclass(slots=True)
class Resource:
    """One tag: its module and its two classes."""

    module: str
    name: str
    doc: list[str]
    methods: list[Method]
    standard: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    table_standard: list[str] = field(default_factory=list)
    table_runtime: list[str] = field(default_factory=list)

    @property
    def table_uses(self) -> list[str]:
        """The classes of the runtime that the tables are made of."""
        text = "".join(line for method in self.methods for line in method.table)
        names = ("Answer", "Body", "Lazy", "Operation", "Parameter")
        return [name for name in names if f"{name}(" in text]


class OperationViews:
    """Makes the views of all operations; collects the types that need codec functions of their own."""

    def __init__(
        self, api: ir.Api, python: PythonTypes, client_wide: dict[str, str]
    ) -> None:
        self.api = api
        self.python = python
        self.client_wide = client_wide
        self.entries: dict[ir.TypeId, str] = {}

    def resources(self) -> list[Resource]:
        """One resource per tag, in the order of the document."""
        by_tag: dict[str, list[ir.Operation]] = {}
        for operation in self.api.operations:
            by_tag.setdefault(operation.tag or "Default", []).append(operation)
        claims = [Claim(tag, (pascal(tag), f"{pascal(tag)}Resource")) for tag in by_tag]
        taken = set(self.python.names.values())
        names = {
            tag: escape(f"{name}Resource" if name in taken else name, "class")
            for tag, name in settle(claims).items()
        }
        return [self._resource(tag, names[tag], found) for tag, found in by_tag.items()]

    def _resource(self, tag: str, name: str, found: list[ir.Operation]) -> Resource:
        module, uses = escape(snake(name), "module"), Uses()
        claims = [Claim(o.origin, _method_candidates(o)) for o in found]
        names = {k: escape(n, "method") for k, n in settle(claims).items()}
        methods = [self._method(module, names[o.origin], o, uses) for o in found]
        text = self.api.tags.get(tag) or f"Operations tagged {tag}."
        uses.modules.discard(("typing", "Any"))
        returned = Uses()
        for operation in found:
            self._returns(operation, returned)
        return Resource(
            module=module,
            name=name,
            doc=docstring(text, 4),
            methods=methods,
            standard=import_lines({*uses.modules, *self._any(methods)}),
            models=sibling_imports(self.python, uses.models, "..models"),
            table_standard=import_lines(returned.modules),
            table_runtime=sibling_imports(self.python, returned.models, "..models"),
        )

    def _any(self, methods: list[Method]) -> set[tuple[str, str]]:
        text = " ".join(line for m in methods for line in [*m.signature, m.returns])
        return {("typing", "Any")} if "Any" in text else set()

    # -- one method ------------------------------------------------------------------------

    def _method(
        self, module: str, name: str, source: ir.Operation, uses: Uses
    ) -> Method:
        arguments = self._argument_names(source)
        returns = self._returns(source, uses)
        constant = screaming(name)
        pairs = [f"{literal(a)}: {a}" for a in arguments.values()]
        return Method(
            name=name,
            constant=constant,
            signature=self._signature(source, arguments, uses),
            returns=returns,
            doc=docstring(self._text(source, arguments), 8),
            arguments=pairs,
            body="body" if source.bodies else "",
            table=self._table(module, name, constant, source, arguments, returns),
            source=source,
            sample=self._sample(source, arguments),
        )

    def _sample(self, source: ir.Operation, names: dict[str, str]) -> list[str] | None:
        """Arguments for a test; None where a required one is no plain scalar."""
        if source.body_required:
            return None
        found: list[str] = []
        for p in source.parameters:
            kind = self.python.plain(p.type)
            if not p.required or self.is_client_wide(p):
                continue
            if not isinstance(kind, ir.Scalar) or kind.kind not in SAMPLES:
                return None
            name = names[f"{p.location} {p.wire}"]
            found.append(f"{literal(name)}: {SAMPLES[kind.kind]}")
        return found

    def _argument_names(self, source: ir.Operation) -> dict[str, str]:
        claims = [
            Claim(
                f"{p.location} {p.wire}",
                (self._wanted(p), f"{snake(p.wire)}_{p.location}"),
            )
            for p in source.parameters
        ]
        return {k: escape(n, "parameter") for k, n in settle(claims).items()}

    def _wanted(self, parameter: ir.Parameter) -> str:
        if parameter.location == "header" and parameter.wire in self.client_wide:
            return self.client_wide[parameter.wire]
        return snake(parameter.wire)

    def is_client_wide(self, parameter: ir.Parameter) -> bool:
        """Whether the parameter is set once, when the client is made."""
        return parameter.location == "header" and parameter.wire in self.client_wide

    def _signature(
        self, source: ir.Operation, names: dict[str, str], uses: Uses
    ) -> list[str]:
        """The parameters after `self`: path parameters first, the others by keyword."""
        positional: list[str] = []
        keywords: list[str] = []
        for p in source.parameters:
            name = names[f"{p.location} {p.wire}"]
            annotation = self.python.annotate(p.type, uses)
            if p.location == "path":
                positional.append(f"{name}: {annotation}")
            elif p.required and not self.is_client_wide(p):
                keywords.insert(0, f"{name}: {annotation}")
            else:
                keywords.append(f"{name}: {optional(annotation)} = None")
        if source.bodies:
            annotation = self._body_annotation(source.bodies[0], uses)
            keywords.insert(
                0,
                (
                    f"body: {annotation}"
                    if source.body_required
                    else f"body: {optional(annotation)} = None"
                ),
            )
        return [*positional, *(["*", *keywords] if keywords else [])]

    def _body_annotation(self, body: ir.Body, uses: Uses) -> str:
        if body.type is not None and is_json(body.media_type):
            return self.python.annotate(body.type, uses)
        return "bytes | str"

    def _returns(self, source: ir.Operation, uses: Uses) -> str:
        found = [
            self._answer_annotation(a, uses) for a in source.answers if _succeeds(a)
        ]
        parts = list(dict.fromkeys(found)) or ["None"]
        if "Any" in parts:
            return "Any"
        parts.sort(key=lambda part: part == "None")
        return " | ".join(parts)

    def _answer_annotation(self, answer: ir.Answer, uses: Uses) -> str:
        match kind_of(answer):
            case "json" if answer.type is not None:
                return self.python.annotate(answer.type, uses)
            case "json":
                uses.add("typing", "Any")
                return "Any"
            case "text":
                return "str"
            case "bytes":
                return "bytes"
            case _:
                return "None"

    def _text(self, source: ir.Operation, names: dict[str, str]) -> str:
        parts = [source.summary, source.description]
        described = [
            f"{names[f'{p.location} {p.wire}']}: {p.description}"
            for p in source.parameters
            if p.description
        ]
        if described:
            lines = "\n".join(f"    {' '.join(text.split())}" for text in described)
            parts.append(f"Args:\n{lines}")
        if source.deprecated:
            parts.insert(0, "Deprecated.")
        text = "\n\n".join(part.strip() for part in parts if part.strip())
        return text or f"{source.method} {source.path}"

    # -- the table -------------------------------------------------------------------------

    def _table(
        self,
        module: str,
        name: str,
        constant: str,
        source: ir.Operation,
        names: dict[str, str],
        returns: str,
    ) -> list[str]:
        entries = [
            f"name={literal(f'{module}.{name}')}",
            f"method={literal(source.method)}",
            f"path={literal(source.path)}",
        ]
        lines = [
            f"{constant}: Operation[{returns}] = Operation(",
            *(f"    {e}," for e in entries),
        ]
        parameters = [self._parameter(p, names) for p in source.parameters]
        bodies = [self._body(b) for b in source.bodies]
        answers = [self._answer(a) for a in source.answers if _succeeds(a)]
        errors = [self._answer(a) for a in source.answers if not _succeeds(a)]
        for key, found in (
            ("parameters", parameters),
            ("bodies", bodies),
            ("answers", answers),
            ("errors", errors),
        ):
            lines += _group(key, found)
        lines += _group("security", [[f"{_tuple(s)}"] for s in source.security])
        lines += _group("servers", [[literal(s)] for s in source.servers])
        return [*lines, ")"]

    def _parameter(self, source: ir.Parameter, names: dict[str, str]) -> list[str]:
        arguments = [
            f"argument={literal(names[f'{source.location} {source.wire}'])}",
            f"wire={literal(source.wire)}",
            f"location={literal(source.location)}",
            f"style={literal(source.style)}",
            f"explode={source.explode}",
        ]
        if source.required:
            arguments.append("required=True")
        if source.content_type:
            arguments.append(f"content_type={literal(source.content_type)}")
        if source.allow_reserved:
            arguments.append("allow_reserved=True")
        return ["Parameter(", *arguments]

    def _body(self, source: ir.Body) -> list[str]:
        encode = "None"
        if source.type is not None and is_json(source.media_type):
            encode = self._lazy("encode", source.type)
        return ["Body(", f"media_type={literal(source.media_type)}", f"encode={encode}"]

    def _answer(self, source: ir.Answer) -> list[str]:
        decode = "None"
        if source.type is not None and kind_of(source) == "json":
            decode = self._lazy("decode", source.type)
        return [
            "Answer(",
            f"status={literal(source.status)}",
            f"media_type={literal(source.media_type)}",
            f"decode={decode}",
            f"kind={literal(kind_of(source))}",
        ]

    def _lazy(self, direction: str, type_id: ir.TypeId) -> str:
        if type_id in self.python.named:
            module, name = self.python.modules[type_id], snake(
                self.python.names[type_id]
            )
        else:
            naming = self.python.types[type_id].naming
            module = module_of(naming)
            name = self.entries.setdefault(
                type_id, snake(" ".join((naming.root, *naming.steps, "content")))
            )
        return f"Lazy({literal(f'_codec.{module}')}, {literal(f'{direction}_{name}')})"


def is_json(media_type: str) -> bool:
    """Whether a media type carries JSON."""
    plain = media_type.partition(";")[0].strip().lower()
    return plain == "application/json" or plain.endswith("+json") or plain == "*/*"


def kind_of(answer: ir.Answer) -> str:
    """How an answer is read: json, text, bytes or empty."""
    if answer.media_type is None:
        return "empty"
    if is_json(answer.media_type):
        return "json"
    return "text" if answer.media_type.startswith("text/") else "bytes"


def _succeeds(answer: ir.Answer) -> bool:
    return answer.status.startswith("2")


def _group(key: str, found: list[list[str]]) -> list[str]:
    if not found:
        return []
    lines = [f"    {key}=("]
    for head, *arguments in found:
        lines += call(head, arguments, 8, "),") if arguments else [f"        {head},"]
    if len(found) == 1 and len(lines) == 2:
        one = f"    {key}=({lines[1].strip()}),"
        if len(one) <= 88:
            return [one]
    return [*lines, "    ),"]


def _tuple(names: tuple[str, ...]) -> str:
    inside = ", ".join(map(literal, names))
    return f"({inside},)" if len(names) == 1 else f"({inside})"


def _method_candidates(source: ir.Operation) -> tuple[str, ...]:
    """Short to long: without the words of the tag, the whole operation id, method and path."""
    by_path = snake(f"{source.method} {source.path}")
    if not source.operation_id:
        return (by_path,)
    whole = words(source.operation_id)
    short = _without(whole, words(source.tag or ""))
    return ("_".join(short or whole), snake(source.operation_id), by_path)


def _without(whole: list[str], tag: list[str]) -> list[str]:
    """The words of an operation id without those of its tag, singular or plural."""
    stem = [word.removesuffix("s") for word in whole]
    part = [word.removesuffix("s") for word in tag]
    for start in range(len(stem) - len(part) + 1):
        if part and stem[start : start + len(part)] == part:
            return whole[:start] + whole[start + len(part) :]
    return whole
