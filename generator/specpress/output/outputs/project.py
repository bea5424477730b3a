"""The files of the project: README, metadata and documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.evidence.guarantees import Guarantees
from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered, RenderedEach
from specpress.output.reference_pages import (
    LanguageModelIndex,
    ReferencePage,
    build_index,
)
from specpress.package.fake_usage import FakeUsage, build_usage, has_collections
from specpress.package.fakes import FakeExample, FakeView
from specpress.package.headers import build_headers
from specpress.package.lifecycle_diagrams import LifecycleDiagram, LifecyclesPage
from specpress.package.metadata import Metadata
from specpress.package.names import Names
from specpress.package.paginated_methods import PagesPage
from specpress.package.readme import MAX_ROWS, ReadmeExamples, build_examples
from specpress.terminal import printable_line


@dataclass(frozen=True, slots=True)
class Project:
    """The metadata of the distribution."""

    names: Names
    """Names of the package, the distribution and the client."""
    summary: str
    """The package in one sentence."""
    metadata: Metadata
    """Licence, authors, links and requirements."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The text of the MIT licence."""

    holders: list[str]
    """Names of the authors, or their addresses; without any, no copyright is stated."""


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A row in the table of methods."""

    name: str
    """Resource and method, such as `runs.cancel`."""
    operation: str
    """Method and path, such as `POST /runs/{id}/cancel`."""


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A row in the table of resources."""

    name: str
    """Name of the resource."""
    count: int
    """Number of methods."""


@dataclass(frozen=True, slots=True)
class Readme:
    """The README of the distribution."""

    names: Names
    """Names of the package, the distribution and the client."""
    summary: str
    """The package in one sentence."""
    examples: ReadmeExamples
    """The examples of calls."""
    methods: list[MethodRow]
    """The methods; none if they are too many for a table."""
    resources: list[ResourceRow]
    """The resources, if their methods are too many for a table."""
    lifecycles: list[tuple[LifecycleDiagram, FakeView]]
    """The diagram of each lifecycle, with the store of its fake."""
    fake: FakeExample | None
    """The example with the fake; None without a lifecycle that a method changes."""
    usage: FakeUsage
    """An operation of the fake."""
    has_collections: bool
    """True if the fake can keep resources in memory."""
    has_inputs: bool
    """True if methods accept dicts instead of models."""
    has_guarantees: bool
    """True if `docs/guarantees.md` exists."""
    has_reference: bool
    """True if `docs/reference.md` exists."""
    header: str
    """Constant of a response header; empty if no response declares one."""
    metadata: Metadata
    """Licence, authors, links and requirements."""
    has_models: bool
    """True if the package has a model."""
    about: list[str]
    """Documentation elsewhere, terms of service, contact and licence of the API."""


def _build_project(facts: Facts) -> Project:
    return Project(facts.names, facts.summary, facts.metadata)


def _build_licence(facts: Facts) -> Licence | None:
    if not facts.metadata.has_licence_text:
        return None
    authors = facts.metadata.authors
    holders = (author.get("name") or author["email"] for author in authors)
    return Licence([printable_line(holder) for holder in holders])


def _build_readme(facts: Facts) -> Readme:
    methods = [*_list_methods(facts)]
    return Readme(
        names=facts.names,
        summary=facts.summary,
        examples=build_examples(
            facts.api, facts.client, facts.resources, facts.examples
        ),
        methods=methods if len(methods) <= MAX_ROWS else [],
        resources=[] if len(methods) <= MAX_ROWS else [*_list_resources(facts)],
        lifecycles=[*_list_lifecycles(facts)],
        fake=next((f.example for f in facts.fakes if f.example.method), None),
        usage=build_usage(facts.resources),
        has_collections=has_collections(facts.api),
        has_inputs=facts.inputs is not None and bool(facts.inputs.classes),
        has_guarantees=facts.guarantees.has_cases,
        has_reference=facts.has_reference,
        header=_find_header(facts),
        metadata=facts.metadata,
        has_models=facts.has_type(ir.Object),
        about=[*filter(None, [facts.api.external_docs]), *facts.api.about],
    )


def _find_header(facts: Facts) -> str:
    """Return the constant of a header, preferably one that is not text."""
    module = build_headers(facts.api, facts.python)
    headers = module.headers if module is not None else []
    others = [header for header in headers if str(header.type) != "ResponseHeader[str]"]
    return next((header.name for header in [*others, *headers]), "")


def _list_methods(facts: Facts) -> Iterator[MethodRow]:
    for resource in facts.resources:
        for method in resource.methods:
            operation = f"{method.source.method} {method.source.path}"
            yield MethodRow(f"{resource.module}.{method.name}", operation)


def _list_resources(facts: Facts) -> Iterator[ResourceRow]:
    for resource in facts.resources:
        yield ResourceRow(resource.module, len(resource.methods))


def _list_lifecycles(facts: Facts) -> Iterator[tuple[LifecycleDiagram, FakeView]]:
    """Yield each diagram with the fake of its resource."""
    fakes = {fake.lifecycle.module: fake for fake in facts.fakes}
    for diagram in facts.diagrams:
        if diagram.module in fakes:
            yield diagram, fakes[diagram.module]


def _list_reference_pages(facts: Facts) -> list[ReferencePage]:
    return facts.build_reference().pages if facts.has_reference else []


def _build_index(facts: Facts) -> LanguageModelIndex | None:
    if not facts.has_reference:
        return None
    files = {path: text for path, text, has_file in _list_files(facts) if has_file}
    return build_index(facts.build_reference(), facts.names, facts.summary, files)


def _list_files(facts: Facts) -> Iterator[tuple[str, str, bool]]:
    """Yield the files of the documentation with their content, and whether the document needs them."""
    yield "README.md", "installation, first call, and an example of each feature", True
    yield "docs/reference.md", "every operation and model", True
    guarantees = "behaviour of the client when a server or the API changes"
    yield "docs/guarantees.md", guarantees, facts.guarantees.has_cases
    yield "docs/pages.md", "methods that return pages", bool(facts.paginated_methods)
    lifecycles = "states of resources, and the operations that each allows"
    yield "docs/lifecycles.md", lifecycles, bool(facts.diagrams)


def _build_guarantees(facts: Facts) -> Guarantees | None:
    return facts.guarantees if facts.guarantees.has_cases else None


def _build_lifecycles(facts: Facts) -> LifecyclesPage | None:
    return LifecyclesPage(facts.diagrams) if facts.diagrams else None


def _build_pages(facts: Facts) -> PagesPage | None:
    methods = facts.paginated_methods
    if not methods:
        return None
    calls = (
        facts.examples.build(resource, method)
        for resource in facts.resources
        for method in resource.methods
        if method.pages is not None
    )
    return PagesPage(methods, next((call for call in calls if call), None))


PROJECT: tuple[Output, ...] = (
    Rendered[Readme]("README.md.jinja", _build_readme),
    Rendered[Licence]("LICENSE.jinja", _build_licence),
    Rendered[Project]("pyproject.toml.jinja", _build_project),
    Rendered[Guarantees]("docs/guarantees.md.jinja", _build_guarantees),
    RenderedEach[ReferencePage](
        "docs/reference.md.jinja",
        "page",
        _list_reference_pages,
        lambda page: page.path,
    ),
    Rendered[LanguageModelIndex]("llms.txt.jinja", _build_index),
    Rendered[PagesPage]("docs/pages.md.jinja", _build_pages),
    Rendered[LifecyclesPage]("docs/lifecycles.md.jinja", _build_lifecycles),
    RenderedEach[LifecycleDiagram](
        "docs/lifecycle.svg.jinja",
        "diagram",
        lambda f: f.diagrams,
        lambda diagram: diagram.module,
    ),
)
