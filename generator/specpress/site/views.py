"""The views of the pages, which templates print. Texts are those of the document."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.package.client import ClientModule
from specpress.package.docstrings import Entry
from specpress.package.error_tree import ErrorNode
from specpress.package.errors import ErrorView
from specpress.package.lifecycle_diagrams import LifecycleDiagram
from specpress.package.metadata import Metadata
from specpress.package.readme_credentials import CredentialRow
from specpress.package.reference import (
    ArgumentReference,
    ErrorReference,
    ModelReference,
    OperationReference,
)
from specpress.package.refusals import RefusalView
from specpress.python.expressions import PyCall
from specpress.site.frame import Frame
from specpress.site.requests import ExampleRequest
from specpress.site.scripts import Script

DEPRECATED = "Deprecated."


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A resource in the table of the first page."""

    name: str
    """The attribute of the client."""
    target: str
    """Link to its page."""
    text: str
    """Description of the resource."""
    count: int
    """Number of operations."""


@dataclass(frozen=True, slots=True)
class ServerRow:
    """A server of the API."""

    url: str
    """The URL, which may contain variables."""
    text: str
    """Description of the server."""
    variables: list[tuple[str, str]]
    """Variables with their meanings."""


@dataclass(frozen=True, slots=True)
class CredentialGuide:
    """A security scheme, and the clients that use it."""

    row: CredentialRow
    """The argument, the environment variable and the place in a request."""
    name: str
    """Name of the scheme in the document."""
    text: str
    """Description of the scheme."""
    client: PyCall
    """The client with the credential."""
    tokens: PyCall | None
    """The client that exchanges client credentials for tokens; None without a token URL."""
    async_tokens: PyCall | None
    """The asynchronous client that exchanges client credentials for tokens."""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The first page."""

    frame: Frame
    """Title, navigation, links."""
    text: str
    """Description of the document."""
    servers: list[ServerRow]
    """Servers of the API."""
    metadata: Metadata
    """Licence, authors, links and requirements."""
    script: Script
    """The first call."""
    credentials: list[CredentialGuide]
    """The security schemes."""
    clients: list[PyCall]
    """A client for each alternative that combines credentials."""
    client: ClientModule
    """The client with the arguments of its constructor."""
    resources: list[ResourceRow]
    """The resources."""


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation on the page of its resource."""

    reference: OperationReference
    """The facts of the operation."""
    links: list[Entry]
    """Links of the document that can be followed, with the text of each."""
    request: ExampleRequest | None
    """The request that the page sends to the mock server; None if it cannot."""

    @property
    def name(self) -> str:
        """Resource and method, such as `runs.cancel`."""
        return self.reference.name

    @property
    def is_deprecated(self) -> bool:
        """True if the operation is deprecated."""
        return self.reference.method.source.deprecated

    @property
    def summary(self) -> str:
        """The summary of the document; "" without one."""
        return self.reference.method.source.summary.strip()

    @property
    def texts(self) -> list[str]:
        """The description, without the summary and the mark of a deprecated operation."""
        shown = (DEPRECATED, self.reference.method.source.summary)
        return [text for text in self.reference.paragraphs if text not in shown]

    @property
    def arguments(self) -> list[ArgumentReference]:
        """The arguments in the order of the signature."""
        return self.reference.arguments

    @property
    def errors(self) -> list[ErrorReference]:
        """The exceptions, each class by itself."""
        return [
            ErrorReference(name, status, error.text)
            for error in self.reference.errors
            for name, status in _pair(error)
        ]


def _pair(error: ErrorReference) -> list[tuple[str, str]]:
    """Return the classes of an entry, each with its statuses."""
    names = error.name.split(", ")
    statuses = error.statuses.split(", ")
    if len(names) == len(statuses):
        return [*zip(names, statuses, strict=True)]
    return [(name, error.statuses) for name in names]


@dataclass(frozen=True, slots=True)
class OperationsPage:
    """The operations of a resource, or some of them."""

    frame: Frame
    """Title, navigation, links."""
    name: str
    """The attribute of the client."""
    part: str
    """The first letters of the methods; "" for all."""
    text: str
    """Description of the resource."""
    operations: list[OperationView]
    """The operations."""


@dataclass(frozen=True, slots=True)
class ModelsPage:
    """Models, enums and aliases."""

    frame: Frame
    """Title, navigation, links."""
    part: str
    """The first letters of the names; "" for all."""
    models: list[ModelReference]
    """The models."""


@dataclass(frozen=True, slots=True)
class ErrorsPage:
    """The exceptions."""

    frame: Frame
    """Title, navigation, links."""
    tree: ErrorNode
    """The tree of all exceptions."""
    errors: list[ErrorView]
    """The exceptions of error statuses."""
    refusals: list[RefusalView]
    """The exceptions of refused operations."""


@dataclass(frozen=True, slots=True)
class LifecyclesSitePage:
    """The lifecycles of resources."""

    frame: Frame
    """Title, navigation, links."""
    diagrams: list[LifecycleDiagram]
    """The diagram of each lifecycle."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that the search finds."""

    title: str
    """What the list of results shows: the name of a method or a model."""
    target: str
    """Link from the first page."""
    kind: str
    """What it is: operation, model, enum, error or page."""
    detail: str
    """A second line: HTTP method and path, or a description."""
    words: str
    """Further words that the search finds."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The entries of the search."""

    entries: list[SearchEntry]
    """All entries in the order of the pages."""
