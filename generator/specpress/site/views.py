"""The views of the pages, which templates print. Texts are those of the document."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.package.client import ClientModule
from specpress.package.error_tree import ErrorNode
from specpress.package.lifecycle_diagrams import LifecycleDiagram
from specpress.package.metadata import Metadata
from specpress.package.reference import OperationReference
from specpress.site.elements import Definition
from specpress.site.frame import Frame
from specpress.site.requests import ExampleRequest
from specpress.site.scripts import CallExample, ClientExample, Script


@dataclass(frozen=True, slots=True)
class ResourceLink:
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
class CredentialGuide:
    """A security scheme, and the clients that use it."""

    rows: list[Definition]
    """The argument and the environment variable, with the place in a request."""
    name: str
    """Name of the scheme in the document."""
    text: str
    """Description of the scheme."""
    client: ClientExample
    """The client with the credential."""
    tokens: ClientExample | None
    """The client that exchanges client credentials for tokens; None without a token URL."""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The first page."""

    frame: Frame
    """Title, navigation, links."""
    text: str
    """Description of the document."""
    servers: list[Definition]
    """Servers of the API."""
    parameters: list[Definition]
    """Header parameters that the client sets for all calls."""
    metadata: Metadata
    """Licence, authors, links and requirements."""
    script: Script
    """The first call."""
    credentials: list[CredentialGuide]
    """The security schemes."""
    clients: list[ClientExample]
    """A client for each requirement that combines credentials."""
    client: ClientModule
    """The client with the arguments of its constructor."""
    resources: list[ResourceLink]
    """The resources."""


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation on the page of its resource."""

    name: str
    """Resource and method, such as `runs.cancel`."""
    reference: OperationReference
    """The facts of the operation."""
    is_deprecated: bool
    """True if the operation is deprecated."""
    summary: str
    """The summary of the document; "" without one."""
    texts: list[str]
    """The description, without the summary."""
    arguments: list[Definition]
    """The arguments in the order of the signature."""
    responses: list[Definition]
    """The success statuses with their meanings."""
    headers: list[Definition]
    """The response headers."""
    errors: list[Definition]
    """The exceptions, and when they are raised."""
    links: list[Definition]
    """Links of the document to other pages."""
    example: CallExample | None
    """A call of the method; None if no example is short enough."""
    result: str
    """The example of a response in the document as JSON; "" without a short one."""
    request: ExampleRequest | None
    """The request that the page sends to the mock server; None if it cannot."""


@dataclass(frozen=True, slots=True)
class OperationsPage:
    """The operations of a resource, or some of them."""

    frame: Frame
    """Title, navigation, links."""
    name: str
    """The attribute of the client."""
    subtitle: str
    """Which methods are on the page; "" for all."""
    text: str
    """Description of the resource."""
    operations: list[OperationView]
    """The operations."""


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model, an enum or an alias."""

    name: str
    """Name of the class."""
    label: str
    """What it is, or in HTML the type that an alias stands for; "" for a model."""
    text: str
    """The description."""
    parts: list[Definition]
    """The fields of a model, or the members of an enum."""
    is_enum: bool
    """True for an enum, to which a server may add members."""
    is_deprecated: bool
    """True if the schema is deprecated."""


@dataclass(frozen=True, slots=True)
class ModelsPage:
    """Models, enums and aliases."""

    frame: Frame
    """Title, navigation, links."""
    subtitle: str
    """Which models are on the page; "" for all."""
    models: list[ModelEntry]
    """The models."""


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """An exception."""

    name: str
    """Name of the class."""
    label: str
    """The status, or the base class of a refusal."""
    text: str
    """When it is raised."""
    body: str
    """In HTML the type of the attribute `body`; "" without a body."""


@dataclass(frozen=True, slots=True)
class ErrorsPage:
    """The exceptions."""

    frame: Frame
    """Title, navigation, links."""
    tree: ErrorNode
    """The tree of all exceptions."""
    errors: list[ErrorEntry]
    """The exceptions of the document."""


@dataclass(frozen=True, slots=True)
class LifecycleEntry:
    """The lifecycle of a resource."""

    diagram: LifecycleDiagram
    """The state diagram."""
    description: str
    """The diagram in words."""
    states: list[Definition]
    """The states with their fields and operations."""


@dataclass(frozen=True, slots=True)
class LifecyclesSitePage:
    """The lifecycles of resources."""

    frame: Frame
    """Title, navigation, links."""
    lifecycles: list[LifecycleEntry]
    """The lifecycle of each resource."""
