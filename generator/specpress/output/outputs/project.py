"""The files of the project: README, metadata and documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.evidence.guarantees import Guarantees
from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Output, Rendered, RenderedEach
from specpress.package.fake_usage import FakeUsage, build_usage, has_collections
from specpress.package.fakes import FakeExample
from specpress.package.forms import sends_files
from specpress.package.headers import build_headers
from specpress.package.lifecycle_diagrams import LifecycleDiagram, LifecyclesPage
from specpress.package.metadata import Metadata
from specpress.package.names import Names
from specpress.package.paginated_methods import PagesPage
from specpress.package.readme import Example, build_example


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
class Readme:
    """The README of the distribution."""

    names: Names
    """Names of the package, the distribution and the client."""
    summary: str
    """The package in one sentence."""
    example: Example
    """The first example: a client and a call."""
    methods: list[MethodRow]
    """The table of methods."""
    diagrams: list[LifecycleDiagram]
    """The diagram of each lifecycle."""
    fake: FakeExample | None
    """The example with the fake; None without lifecycles."""
    usage: FakeUsage
    """The example with an operation of the fake."""
    has_collections: bool
    """True if the fake can keep resources in memory."""
    has_inputs: bool
    """True if methods accept dicts instead of models."""
    has_guarantees: bool
    """True if `docs/guarantees.md` exists."""
    header: str
    """Constant of a response header; empty if no response declares one."""
    sends_files: bool
    """True if a body, or a part of one, is the content of a file."""
    metadata: Metadata
    """Licence, authors, links and requirements."""
    has_models: bool
    """True if the package has a model."""
    paginated: str
    """Resource and method of an operation that returns pages; empty if none does."""


def _build_project(facts: Facts) -> Project:
    return Project(facts.names, facts.summary, facts.metadata)


def _build_licence(facts: Facts) -> Licence | None:
    if not facts.metadata.has_licence_text:
        return None
    authors = facts.metadata.authors
    return Licence([author.get("name") or author["email"] for author in authors])


def _build_readme(facts: Facts) -> Readme:
    return Readme(
        names=facts.names,
        summary=facts.summary,
        example=build_example(facts.client, facts.resources),
        methods=[*_list_methods(facts)],
        diagrams=facts.diagrams,
        fake=facts.fakes[0].example if facts.fakes else None,
        usage=build_usage(facts.resources),
        has_collections=has_collections(facts.api),
        has_inputs=facts.inputs is not None and bool(facts.inputs.classes),
        has_guarantees=facts.guarantees.has_cases,
        header=_find_header(facts),
        sends_files=sends_files(facts.api, facts.python),
        metadata=facts.metadata,
        has_models=facts.has_type(ir.Object),
        paginated=next((m.name for m in facts.paginated_methods), ""),
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


def _build_guarantees(facts: Facts) -> Guarantees | None:
    return facts.guarantees if facts.guarantees.has_cases else None


def _build_lifecycles(facts: Facts) -> LifecyclesPage | None:
    return LifecyclesPage(facts.diagrams) if facts.diagrams else None


def _build_pages(facts: Facts) -> PagesPage | None:
    methods = facts.paginated_methods
    return PagesPage(methods) if methods else None


PROJECT: tuple[Output, ...] = (
    Rendered[Readme]("README.md.jinja", _build_readme),
    Rendered[Licence]("LICENSE.jinja", _build_licence),
    Rendered[Project]("pyproject.toml.jinja", _build_project),
    Rendered[Guarantees]("docs/guarantees.md.jinja", _build_guarantees),
    Rendered[PagesPage]("docs/pages.md.jinja", _build_pages),
    Rendered[LifecyclesPage]("docs/lifecycles.md.jinja", _build_lifecycles),
    RenderedEach[LifecycleDiagram](
        "docs/lifecycle.svg.jinja",
        "diagram",
        lambda f: f.diagrams,
        lambda diagram: diagram.module,
    ),
)
