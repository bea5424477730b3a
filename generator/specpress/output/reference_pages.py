"""Pages of the reference in Markdown: one for a small API, else an index, and pages of operations and models."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from specpress.output.grouping import group_by_letters
from specpress.package.errors import ErrorView
from specpress.package.names import Names
from specpress.package.reference import (
    ModelReference,
    OperationReference,
    Reference,
    ResourceReference,
    list_models_in,
)
from specpress.python.expressions import PyExpression
from specpress.python.markup import inline, span

INDEX = "reference"
FOLDER = f"{INDEX}/"
REQUIRED, READ_ONLY, WRITE_ONLY = ", required", ", read-only", ", write-only"
# Lines of a page, above which it is divided.
MAX_LINES = 2_500
# Lines of an operation besides its arguments and exceptions.
OPERATION_LINES = 12
_NO_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(slots=True)
class Links:
    """The targets of links to operations and models, relative to the folder of a page."""

    targets: dict[str, str] = field(default_factory=dict)
    """The targets by heading: `#book`, or `models-b.md#book` on another page."""
    _types: dict[str, str] = field(default_factory=dict)

    def print_type(self, annotation: PyExpression) -> str:
        """Return a type in Markdown, with links to its models."""
        text = str(annotation)
        if text not in self._types:
            self._types[text] = self._link_type(text, annotation)
        return self._types[text]

    def _link_type(self, text: str, annotation: PyExpression) -> str:
        models = [n for n in list_models_in(annotation) if n in self.targets]
        if not models:
            return span(text)
        if len(models) == 1:
            return f"[{span(text)}]({self.targets[models[0]]})"
        links = ", ".join(f"[{span(name)}]({self.targets[name]})" for name in models)
        return f"{span(text)} ({links})"


class Line(NamedTuple):
    """An argument of a method, or a field of a model, in Markdown."""

    name: str
    type: str
    marks: str
    """Whether it is required, read-only or write-only, each after a comma."""
    text: str
    """The meaning."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page in the index, with the names of what it describes."""

    title: str
    """Title of the page."""
    path: str
    """Path of the page, relative to the first one."""
    text: str
    """The description of a resource."""
    count: int
    """Number of parts on the page."""
    noun: str
    """What the parts are: operations or models, in the singular for one."""


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """A page of the reference."""

    names: Names
    """Names of the package, the distribution and the client."""
    path: str
    """The path below `docs`, without its suffix."""
    title: str
    """Title of the page."""
    is_index: bool
    """True for the page that explains the others, or contains all."""
    pages: list[PageLink]
    """The other pages, if there are several."""
    resources: list[ResourceReference]
    """Resources on the page."""
    models: list[ModelReference]
    """Models on the page."""
    errors: list[ErrorView]
    """Errors on the page."""
    first: OperationReference | None
    """The operation of the example in the index."""
    links: Links
    """Links from types to their models."""

    def list_arguments(self, operation: OperationReference) -> list[Line]:
        """Return the arguments of an operation."""
        return [
            Line(
                a.name,
                self.links.print_type(a.type),
                REQUIRED * a.is_required,
                inline(a.text),
            )
            for a in operation.arguments
        ]

    def list_fields(self, model: ModelReference) -> list[Line]:
        """Return the fields of a model."""
        return [
            Line(
                f.name,
                self.links.print_type(f.type),
                REQUIRED * f.is_required
                + READ_ONLY * f.is_read_only
                + WRITE_ONLY * f.is_write_only,
                inline(f.text),
            )
            for f in model.fields
        ]

    @property
    def has_model_section(self) -> bool:
        """True if the models follow operations."""
        return bool(self.models) and self.is_index

    def list_headings(self) -> Iterator[str]:
        """Yield the headings of the page in order; those of operations and models are their names."""
        yield self.title
        for resource in self.resources:
            yield f"client.{resource.name}"
            yield from (operation.name for operation in resource.operations)
        if self.has_model_section:
            yield "Models"
        yield from (model.name for model in self.models)


@dataclass(frozen=True, slots=True)
class ReferencePages:
    """The reference, and its pages, of which the first one is the index."""

    reference: Reference
    pages: list[ReferencePage]
    links: Links


def build_pages(reference: Reference, names: Names) -> ReferencePages:
    """Return the pages."""
    resources, models = reference.resources, reference.models
    size = sum(map(_measure, _list_operations(resources))) + sum(m.size for m in models)
    first = next(_list_operations(resources), None)
    links = Links()
    is_single = size <= MAX_LINES
    others = [] if is_single else [*_divide(reference, names, links)]
    index = ReferencePage(
        names=names,
        path=INDEX,
        title="Reference",
        is_index=True,
        pages=[_link(page) for page in others],
        resources=resources if is_single else [],
        models=models if is_single else [],
        errors=reference.errors,
        first=first,
        links=links,
    )
    pages = [index, *others]
    for page in pages:
        _add_targets(page, links, is_single)
    return ReferencePages(reference, pages, links)


def _list_operations(
    resources: Iterable[ResourceReference],
) -> Iterator[OperationReference]:
    return (o for resource in resources for o in resource.operations)


def _measure(operation: OperationReference) -> int:
    """Return the number of lines of an operation."""
    arguments = len(operation.method.parameters)
    return OPERATION_LINES + arguments + len(operation.errors)


def _divide(
    reference: Reference, names: Names, links: Links
) -> Iterator[ReferencePage]:
    """Yield a page per resource and for the models with the same first letters."""

    def build(
        path: str,
        title: str,
        resources: list[ResourceReference],
        models: list[ModelReference],
    ) -> ReferencePage:
        return ReferencePage(
            names,
            f"{FOLDER}{path}",
            title,
            False,
            [],
            resources,
            models,
            [],
            None,
            links,
        )

    for resource in reference.resources:
        parts = group_by_letters(resource.operations, _get_method, _measure, MAX_LINES)
        for prefix, operations in parts.items():
            part = ResourceReference(resource.name, resource.text, operations)
            title = f"client.{resource.name}"
            if len(parts) > 1:
                title += f": methods with {prefix}"
            path = f"{resource.name}-{prefix}" if len(parts) > 1 else resource.name
            yield build(path, title, [part], [])
    groups = group_by_letters(
        reference.models, lambda m: m.name, lambda m: m.size, MAX_LINES
    )
    for prefix, models in groups.items():
        if len(groups) == 1:
            yield build("models-all", "Models", [], models)
        else:
            yield build(f"models-{prefix}", f"Models with {prefix}", [], models)


def _get_method(operation: OperationReference) -> str:
    return operation.method.name


def _link(page: ReferencePage) -> PageLink:
    operations = [*_list_operations(page.resources)]
    text = page.resources[0].text if page.resources else ""
    count = len(operations) or len(page.models)
    noun = "operation" if operations else "model"
    return PageLink(
        page.title, f"{page.path}.md", text, count, noun if count == 1 else f"{noun}s"
    )


def _add_targets(page: ReferencePage, links: Links, is_single: bool) -> None:
    """Add the targets of the headings of a page, as GitHub derives them."""
    counts: Counter[str] = Counter()
    file = "" if is_single else f"{page.path.removeprefix(FOLDER)}.md"
    for heading in page.list_headings():
        anchor = _NO_ANCHOR.sub("", heading.lower()).replace(" ", "-")
        suffix = f"-{counts[anchor]}" if counts[anchor] else ""
        counts[anchor] += 1
        links.targets[heading] = f"{file}#{anchor}{suffix}"


@dataclass(frozen=True, slots=True)
class IndexSection:
    """A page, or a part of one, in the index for language models."""

    title: str
    """Title of the section."""
    target: str
    """Link to the part of the reference."""
    operations: list[OperationReference]
    """Operations of the resource."""
    models: list[str]
    """The names of the models."""


@dataclass(frozen=True, slots=True)
class LanguageModelIndex:
    """The index of the documentation for language models (llms.txt)."""

    names: Names
    """Names of the package, the distribution and the client."""
    summary: str
    """The package in one sentence."""
    files: Mapping[str, str]
    """The other files of the documentation with their content."""
    sections: list[IndexSection]
    """A section for each resource."""


def build_index(
    source: ReferencePages, names: Names, summary: str, files: Mapping[str, str]
) -> LanguageModelIndex:
    """Return the index of all operations and models."""
    sections = [*_list_sections(source)]
    return LanguageModelIndex(names, summary, files, sections)


def _list_sections(source: ReferencePages) -> Iterator[IndexSection]:
    for page in source.pages:
        path = f"docs/{page.path}.md"
        for resource in page.resources:
            anchor = source.links.targets[f"client.{resource.name}"].rpartition("#")[2]
            target = f"{path}#{anchor}" if page.is_index else path
            title = f"client.{resource.name}" if page.is_index else page.title
            yield IndexSection(title, target, resource.operations, [])
        if page.models:
            target = f"{path}#models" if page.is_index else path
            title = "Models" if page.is_index else page.title
            yield IndexSection(title, target, [], [m.name for m in page.models])
