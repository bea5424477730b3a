"""One side of a comparison: a document with the Python names of the package that it generates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from specpress import ir
from specpress.config import Settings
from specpress.diff.changes import Location
from specpress.diff.operands import Operand
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.output import names_lock
from specpress.output.own_code import read_own_classes
from specpress.package.client import ClientModule, build_client_module
from specpress.package.errors import ErrorView, build_errors
from specpress.package.methods import Method
from specpress.package.names import Names, get_names
from specpress.package.operations import Resource, ResourceBuilder
from specpress.package.webhooks import WebhookView, build_webhooks
from specpress.pipeline import open_document
from specpress.python.class_names import keep_classes
from specpress.python.names.namer import Namer
from specpress.python.sample_repair import NO_REPAIR
from specpress.python.types import PythonTypes
from specpress.reader import build
from specpress.reader.paging import add_pages


@dataclass(frozen=True)
class Side:
    """A document, its types and operations, and their Python names."""

    operand: Operand
    workspace: Workspace
    api: ir.Api
    python: PythonTypes
    names: Names
    operations: ResourceBuilder
    resources: list[Resource]
    errors: list[ErrorView]
    client: ClientModule
    webhooks: list[WebhookView]
    _locations: dict[str, Location] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The document as the user wrote it."""
        return self.operand.name

    @property
    def namer(self) -> Namer:
        """The namer, with the names of all parts."""
        return self.python.namer

    @cached_property
    def methods(self) -> Mapping[str, list[tuple[Resource, Method]]]:
        """The methods of each operation by its origin, the main one first."""
        methods: dict[str, list[tuple[Resource, Method]]] = {}
        for resource in self.resources:
            for method in resource.methods:
                methods.setdefault(method.source.origin, []).append((resource, method))
        return methods

    def find(self, node_id: str) -> Cursor | None:
        """Return the value of a document from which a part was read."""
        return self.workspace.find(ir.schema_id(node_id))

    def locate(self, node_id: str) -> Location | None:
        """Return the place of the part that was read from a value, or of its nearest ancestor."""
        node_id = ir.schema_id(node_id)
        if node_id not in self._locations:
            cursor = self.workspace.find(node_id)
            parent = node_id.rpartition("/")[0]
            if cursor is None:
                # A value that the reader adds, such as the schema of content without one.
                return self.locate(parent) if parent else None
            position = self.operand.rename(cursor.position)
            location = Location(position, cursor.written_pointer)
            self._locations[node_id] = location
        return self._locations[node_id]


def read_side(
    operand: Operand, settings: Settings, previous: Side | None = None
) -> Side:
    """Read a document, and name its parts.

    Args:
        settings: Their document is the file of the operand.
        previous: The earlier document, whose names equal parts keep.

    Raises:
        DocumentError: the document has errors.
    """
    problems = Problems()
    workspace, _ = open_document(settings, problems)
    # A comparison prints no warnings, and compiling validators takes a tenth of the time.
    api = build(workspace.root, problems, checks_examples=False)
    api = add_pages(workspace.root, api, settings.pagination, problems)
    workspace.report_refused(problems)
    problems.raise_if_errors()
    namer = names_lock.create_namer(settings, api)
    if operand.description is not None:
        namer = Namer(operand.description.lock, {}, namer.major)
    elif previous is not None:
        earlier = previous.namer
        namer = Namer(earlier.build_lock(), namer.by_hand, earlier.major)
    return _build(operand, settings, workspace, api, namer)


def _build(
    operand: Operand,
    settings: Settings,
    workspace: Workspace,
    api: ir.Api,
    namer: Namer,
) -> Side:
    api = keep_classes(api, namer)
    names = get_names(settings, api, namer)
    folder = "" if settings.layout == "package" else names.folder
    own = read_own_classes(settings.output, folder)
    python = PythonTypes(api, NO_REPAIR, namer, own)
    operations = ResourceBuilder(
        api, python, dict(settings.client_parameters), names.client
    )
    resources = operations.build()
    client = build_client_module(api, settings, names, operations, resources, [])
    webhooks = build_webhooks(api, python, operations.methods.tables)
    _name_members(python)
    return Side(
        operand,
        workspace,
        api,
        python,
        names,
        operations,
        resources,
        build_errors(api, python),
        client,
        webhooks,
    )


def _name_members(python: PythonTypes) -> None:
    """Name the fields and members of all classes, which the names lock has too."""
    for schema in python.named.values():
        if isinstance(schema, ir.Object):
            python.name_fields(schema)
        elif isinstance(schema, ir.Enum):
            python.name_members(schema)
