"""Cursors: values with their position in a document, and the resolution of references across documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from specpress.document import references
from specpress.document.load import Document, load
from specpress.document.pointers import escape_step, split_pointer
from specpress.document.policy import (
    DEFAULT_POLICY,
    ReadingPolicy,
    RefusedError,
    resolve_reference,
)
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    Problems,
    Step,
    UnreachableError,
)
from specpress.document.selection import Selection
from specpress.document.uris import host, relative_uri
from specpress.document.versions import LATEST, is_swagger, read_version

# An index in a JSON Pointer (RFC 6901): leading zeros are not allowed.
_INDEX = re.compile("0|[1-9][0-9]{0,9}")


@dataclass(slots=True)
class Workspace:
    """The main document and the documents that it refers to, by requested URI."""

    main: Document
    documents: dict[str, Document] = field(default_factory=dict)
    anchors: dict[str, dict[str, list[Cursor]]] = field(default_factory=dict)
    policy: ReadingPolicy = DEFAULT_POLICY
    # The references that the policy refuses, with the reasons.
    refused: dict[Cursor, RefusedError] = field(default_factory=dict, repr=False)
    # The paths and URLs of references, by the document that contains them and their text.
    uris: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    # Changes the tree of a document before its values are read.
    adapt: Callable[[Document], None] = field(default=lambda _: None, repr=False)
    failed: dict[str, DocumentError] = field(default_factory=dict, repr=False)
    # The documents before their upgrade, and their references by the text that replaced them.
    written: Workspace | None = field(default=None, repr=False)
    written_references: dict[str, str] = field(default_factory=dict, repr=False)
    # None if the client has all operations.
    selection: Selection | None = field(default=None, repr=False)
    # Ids of the references being resolved: the path of one may contain others.
    resolving: set[str] = field(default_factory=set, repr=False)
    # By the URI of the document, and by its label.
    roots: dict[str, Cursor] = field(default_factory=dict, repr=False)
    by_label: dict[str, Cursor] = field(default_factory=dict, repr=False)
    # Values by the id of their document's root, and by the fragment of a reference.
    targets: dict[tuple[str, str], Cursor] = field(default_factory=dict, repr=False)
    # The innermost schema resource around a value, which an `$id` declares.
    resources: dict[Cursor, Cursor | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.documents[self.main.uri] = self.main

    @property
    def version(self) -> str:
        """Major and minor version of the specification, such as "3.1"."""
        # `validate.check` rejects other versions.
        return read_version(self.main.tree.get("openapi")) or LATEST

    @property
    def is_before_3_1(self) -> bool:
        """Whether the main document has an older version, in which `$dynamicRef` means nothing."""
        tree = self.main.tree
        is_object = isinstance(tree, dict)
        return is_object and (is_swagger(tree) or self.version == "3.0")

    @property
    def root(self) -> Cursor:
        """The root of the main document."""
        return self.root_of(self.main)

    def root_of(self, document: Document) -> Cursor:
        """Return the root of a document."""
        if document.uri not in self.roots:
            self.adapt(document)
            label = self.label(document)
            root = Cursor(Source(self, document, label), None, "", document.tree)
            self.roots[document.uri] = root
            self.by_label.setdefault(label, root)
        return self.roots[document.uri]

    def find_anchor(self, document: Document, name: str) -> list[Cursor]:
        """Return the values that an `$anchor`, `$dynamicAnchor`, `$id` or `$self` gives this name."""
        root = self.root_of(document)
        if document.uri not in self.anchors:
            anchors: dict[str, list[Cursor]] = {}
            for key, path in references.find_anchors(root.value, (), document.uri):
                anchors.setdefault(key, []).append(root.at(path))
            self.anchors[document.uri] = anchors
        return self.anchors[document.uri].get(name, [])

    def open(self, reference: str, base: Document) -> Document:
        """Load the document that a reference in `base` names; each is requested once, also if it fails.

        Raises:
            RefusedError: the policy forbids to read it.
            DocumentError: the document cannot be read.
        """
        if (base.uri, reference) not in self.uris:
            uri = resolve_reference(reference, base.uri, self.main.uri, self.policy)
            self.uris[base.uri, reference] = uri
        uri = self.uris[base.uri, reference]
        for key in (uri, host(uri)):
            if key in self.failed:
                # A traceback that grows with each raise would keep all frames in memory.
                raise self.failed[key].with_traceback(None)
        if uri not in self.documents:
            try:
                document = load(uri, policy=self.policy, is_reference=True)
            except DocumentError as error:
                # All documents of an unreachable host fail: do not wait for each of them.
                unreachable = isinstance(error, UnreachableError)
                self.failed[host(uri) if unreachable else uri] = error
                raise
            # Two URLs that redirect to one document share it.
            self.documents[uri] = self.documents.setdefault(document.uri, document)
        return self.documents[uri]

    def find(self, cursor_id: str) -> Cursor | None:
        """Return the value with an id; its path may pass through references."""
        label, _, fragment = cursor_id.partition("#")
        if label not in self.by_label:
            for document in self.documents.values():
                self.root_of(document)
        root = self.by_label.get(label)
        if root is None:
            return None
        value = references.walk(root, split_pointer(fragment), Problems())
        return None if isinstance(value, str) else value

    def report_refused(self, problems: Problems) -> None:
        """Add an error for each reference that the policy refused to follow."""
        for cursor, error in self.refused.items():
            references.report_refused(cursor, error, problems)

    def with_main(self, main: Document) -> Workspace:
        """Return a workspace with a changed main document; the others are not read again."""
        others = {u: d for u, d in self.documents.items() if d is not self.main}
        return replace(
            self,
            main=main,
            documents=others,
            anchors={},
            roots={},
            by_label={},
            targets={},
            resources={},
        )

    def is_left_out(self, origin: str) -> bool:
        """Return whether the selection leaves out an operation."""
        return self.selection is not None and origin in self.selection.left_out

    def label(self, document: Document) -> str:
        """Return the URI of a document relative to the main one; empty for the main document."""
        is_main = document is self.main
        return "" if is_main else relative_uri(document.uri, self.main.uri)


@dataclass(frozen=True, slots=True)
class Source:
    """A document of a workspace; `label` is its URI relative to the main one, empty for that."""

    workspace: Workspace
    document: Document
    label: str


class Cursor:
    """A value in a document.

    Each location has one cursor, so that its id, its entries and the target of its reference are
    determined once. Positions are looked up on demand.

    Attributes:
        parent: The object or array that contains the value; None for the root.
        key: The key or index in it.
        id: The pointer, after the label of the document.
        ref: The target of `$ref`, or of `$dynamicRef`, which is resolved statically.
        facts: The facts that `specpress.schema.facts` read from a schema.
        accepted_types: The types that `specpress.schema.json_types` read from a schema.
    """

    __slots__ = (
        "_entries",
        "_target",
        "accepted_types",
        "facts",
        "id",
        "key",
        "parent",
        "ref",
        "source",
        "value",
    )

    def __init__(
        self, source: Source, parent: Cursor | None, key: Step, value: Any
    ) -> None:
        self.source = source
        self.parent = parent
        self.key = key
        self.value = value
        self.id: str = (
            f"{source.label}#" if parent is None else f"{parent.id}/{escape_step(key)}"
        )
        self.ref: str | None = None
        self.facts: Any = None
        self.accepted_types: Any = None
        self._entries: dict[Step, Cursor] | None = None
        self._target: Cursor | None = None
        # `type`, because this is called for each value of a document.
        if type(value) is dict and ("$ref" in value or "$dynamicRef" in value):
            self.ref = _find_reference(value, source)

    def __repr__(self) -> str:
        return f"Cursor({self.id!r})"

    @property
    def workspace(self) -> Workspace:
        """The workspace of the document."""
        return self.source.workspace

    @property
    def document(self) -> Document:
        """The document that contains the value."""
        return self.source.document

    @property
    def path(self) -> tuple[Step, ...]:
        """The keys and indexes from the root to the value."""
        steps: list[Step] = []
        current = self
        while current.parent is not None:
            steps.append(current.key)
            current = current.parent
        return tuple(reversed(steps))

    @property
    def pointer(self) -> str:
        """The JSON Pointer as a fragment, such as "#/components/schemas/Run"."""
        return self.id[len(self.source.label) :]

    @property
    def written_pointer(self) -> str:
        """The JSON Pointer in the document as it is written, as messages show it."""
        if self.document.upgrade is None:
            return self.pointer
        path = self.document.written_path(self.path)
        return "#" + "".join(f"/{escape_step(step)}" for step in path)

    @property
    def written_ref(self) -> str:
        """The reference as it is written."""
        ref = self.ref or ""
        return self.workspace.written_references.get(ref, ref)

    @property
    def position(self) -> Position:
        """File, line and column."""
        return self.document.position(self.path)

    def locate(self, problem: Problem, *, key: bool = False) -> Problem:
        """Return the problem with the position and excerpt of this value, or of its key."""
        path = self.path
        position = self.document.position(path, key=key)
        lines = self.document.excerpt(path, position.line)
        pointer = self.written_pointer
        return replace(problem, position=position, pointer=pointer, excerpt=lines)

    @property
    def is_ref(self) -> bool:
        """True if the value is a reference."""
        return self.ref is not None

    def child(self, key: Step) -> Cursor:
        """Return an entry that exists."""
        entries = self._entries
        if entries is None:
            entries = self._entries = {}
        elif key in entries:
            return entries[key]
        entry = entries[key] = Cursor(self.source, self, key, self.value[key])
        return entry

    def at(self, path: Iterable[Step]) -> Cursor:
        """Return the value at a relative path that exists."""
        return reduce(Cursor.child, path, self)

    def get(self, key: Step) -> Cursor | None:
        """Return an entry of an object, or None."""
        if type(self.value) is dict and key in self.value:
            return self.child(key)
        return None

    def get_step(self, step: str) -> Cursor | None:
        """Return the entry that a step of a JSON Pointer denotes, or None."""
        if not isinstance(self.value, list):
            return self.get(step)
        index = int(step) if _INDEX.fullmatch(step) else len(self.value)
        return self.child(index) if index < len(self.value) else None

    def items(self) -> Iterator[tuple[str, Cursor]]:
        """Iterate over the entries of an object; empty for any other value."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.child(key)

    def elements(self) -> Iterator[Cursor]:
        """Iterate over the items of an array; empty for any other value."""
        if isinstance(self.value, list):
            for index in range(len(self.value)):
                yield self.child(index)

    def with_value(self, value: Any) -> Cursor:
        """Return a cursor at the same location with another value."""
        return Cursor(self.source, self.parent, self.key, value)

    def as_empty(self) -> Cursor:
        """Return a cursor at the same location whose value is an empty object."""
        return self.with_value({})

    def follow(self, problems: Problems) -> Cursor:
        """Return the end of a chain of references; an empty object if it cannot be resolved."""
        if self.ref is None:
            return self
        seen: set[Cursor] = set()
        current = self
        while current.ref is not None:
            if current in seen:
                self.report_cycle(problems)
                return self.as_empty()
            seen.add(current)
            target = current.target(problems)
            if target is None:
                return self.as_empty()
            current = target
        return current

    def report_cycle(self, problems: Problems) -> None:
        """Warn that the reference never reaches a value."""
        references.report_cycle(self, problems)

    def target(self, problems: Problems) -> Cursor | None:
        """Return the direct target of the reference; None, with a warning, if there is none."""
        # A failure is not kept: it is reported again to other `problems`.
        if self._target is None:
            self._target = references.find_target(self, problems)
        return self._target


def _find_reference(value: dict[str, Any], source: Source) -> str | None:
    """Return the `$ref` of an object, or the `$dynamicRef` of one without it."""
    reference = value.get("$ref")
    if "$ref" not in value and not source.workspace.is_before_3_1:
        reference = value.get("$dynamicRef")
    return reference if isinstance(reference, str) else None
