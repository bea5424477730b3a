"""Build the views of operations, models, exceptions and lifecycles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from specpress.output.facts import Facts
from specpress.package.lifecycle_diagrams import LifecycleDiagram, StateRow
from specpress.package.reference import (
    ErrorReference,
    FieldReference,
    ModelReference,
    OperationReference,
)
from specpress.site.elements import Definition
from specpress.site.html import fill
from specpress.site.links import SiteLinks
from specpress.site.requests import build_request
from specpress.site.scripts import CallExample
from specpress.site.views import (
    ErrorEntry,
    LifecycleEntry,
    ModelEntry,
    OperationView,
)

DEPRECATED = "Deprecated."
REQUIRED, READ_ONLY, WRITE_ONLY = "required", "read-only", "write-only"
MAX_RESULT = 2_000  # characters of the example of a response
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryBuilder:
    """Builds the entries of the pages in one folder."""

    facts: Facts
    links: SiteLinks
    has_mock: bool

    # -- operations ------------------------------------------------------------------------

    def build_operation(self, reference: OperationReference) -> OperationView:
        """Return the view of an operation."""
        method, links = reference.method, self.links
        source, call = method.source, reference.example
        shown = (DEPRECATED, source.summary)
        facts = self.facts
        return OperationView(
            name=reference.name,
            reference=reference,
            is_deprecated=source.deprecated,
            summary=source.summary.strip(),
            texts=[text for text in reference.paragraphs if text not in shown],
            arguments=[
                Definition(
                    a.name,
                    a.text,
                    links.print_type(a.type),
                    (REQUIRED,) if a.is_required else (),
                )
                for a in reference.arguments
            ],
            responses=[
                Definition(status or method.success, text)
                for status, text in reference.responses
            ],
            headers=[Definition(name, text) for name, text in reference.doc.headers],
            errors=[d for error in reference.errors for d in self._list_errors(error)],
            links=[_describe_link(text) for text in reference.doc.links],
            example=CallExample(call) if call else None,
            result=_write_result(reference),
            request=(
                build_request(facts.api, method, facts.client, facts.examples)
                if self.has_mock and call
                else None
            ),
        )

    def _list_errors(self, error: ErrorReference) -> Iterator[Definition]:
        """Yield the classes of an entry, each with its statuses."""
        names, statuses = error.name.split(", "), error.statuses.split(", ")
        if len(names) != len(statuses):
            statuses = [error.statuses] * len(names)
        for name, status in zip(names, statuses, strict=True):
            yield Definition(name, error.text, status, target=self.links.get(name))

    # -- models and exceptions -------------------------------------------------------------

    def build_model(self, model: ModelReference) -> ModelEntry:
        """Return the entry of a model, an enum or an alias."""
        members = [
            Definition(name, text, str(value)) for name, value, text in model.members
        ]
        label = "enum" if model.is_enum else ""
        if model.target is not None:
            label = fill("= %s", self.links.print_type(model.target))
        fields = [self._describe_field(field) for field in model.fields]
        parts = members or fields
        return ModelEntry(
            name=model.name,
            label=label,
            text=model.text,
            parts=parts,
            is_enum=model.is_enum,
            is_deprecated=model.is_deprecated,
        )

    def _describe_field(self, field: FieldReference) -> Definition:
        marks = {
            REQUIRED: field.is_required,
            READ_ONLY: field.is_read_only,
            WRITE_ONLY: field.is_write_only,
        }
        return Definition(
            field.name,
            field.text,
            self.links.print_type(field.type),
            tuple(mark for mark, is_set in marks.items() if is_set),
        )

    def list_errors(self) -> list[ErrorEntry]:
        """Return the exceptions of the document."""
        module = self.facts.errors
        errors = [
            ErrorEntry(
                error.name,
                error.status,
                error.text,
                self.links.print_type(error.body) if error.body else "",
            )
            for error in module.errors
        ]
        refusals = [ErrorEntry(r.name, r.base, r.text, "") for r in module.refusals]
        return [*errors, *refusals]

    # -- lifecycles ------------------------------------------------------------------------

    def build_lifecycle(self, diagram: LifecycleDiagram) -> LifecycleEntry:
        """Return the entry of a lifecycle."""
        states = [_describe_state(row) for row in diagram.rows]
        return LifecycleEntry(diagram, _describe_diagram(diagram), states)


def _write_result(reference: OperationReference) -> str:
    example = reference.method.example
    if example is None:
        return ""
    text = json.dumps(example, indent=2, ensure_ascii=False)
    return text if len(text) <= MAX_RESULT else ""


def _describe_link(text: str) -> Definition:
    """Return the text of a link of an operation, with its address if it has one."""
    match = _URL.search(text)
    return Definition(text, "", target=match[0] if match else "")


def _describe_state(row: StateRow) -> Definition:
    parts = [row.text.strip()]
    if row.fields:
        parts.append(f"Available: {_list_code(row.fields)}.")
    if row.operations:
        parts.append(f"Allowed: {_list_code(row.operations)}.")
    return Definition(row.name, "\n\n".join(filter(None, parts)), row.state)


def _list_code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _describe_diagram(diagram: LifecycleDiagram) -> str:
    """Return a diagram in words, for readers who do not see it."""
    graph = diagram.graph
    edges = "; ".join(
        f"{e.source} to {e.target}{f' by {e.label}' if e.label else ''}"
        for e in graph.edges
    )
    terminal = f" Terminal: {', '.join(graph.terminal)}." if graph.terminal else ""
    return f"Starts in {' or '.join(graph.initial)}. {edges}.{terminal}"
