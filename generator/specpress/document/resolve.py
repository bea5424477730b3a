"""Cursors: values with their position in a document, and the resolution of references across documents."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from specpress.document.load import Document, load
from specpress.document.problems import (
    DocumentError,
    Position,
    Problem,
    Problems,
    Step,
    UnreachableError,
    document_error,
)
from specpress.document.uris import (
    display_name,
    host,
    is_url,
    join_uri,
    relative_uri,
    resolve_uri,
)

# Maximum nesting while resolving one reference.
MAX_NESTING = 50
# An index in a JSON Pointer (RFC 6901): leading zeros are not allowed.
_INDEX = re.compile("0|[1-9][0-9]{0,9}")


@dataclass(slots=True)
class Workspace:
    """The main document and the documents that it refers to, by requested URI."""

    main: Document
    documents: dict[str, Document] = field(default_factory=dict)
    anchors: dict[str, dict[str, list[Cursor]]] = field(default_factory=dict)
    allow_http: bool = False
    failed: dict[str, DocumentError] = field(default_factory=dict, repr=False)
    # Ids of the references being resolved: the path of one may contain others.
    resolving: set[str] = field(default_factory=set, repr=False)
    # The value of `components.schemas`, which a `$ref` may move to another document.
    schemas: Cursor | None = field(default=None, repr=False)
    # Used by specpress.reader.naming only: naming a value starts from that of its parent.
    naming_cache: dict[tuple[str, tuple[Step, ...]], Any] = field(
        default_factory=dict, repr=False
    )
    labels: dict[str, str] = field(default_factory=dict, repr=False)
    by_label: dict[str, Document] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.documents[self.main.uri] = self.main

    @property
    def version(self) -> str:
        """Major and minor version of the specification, such as "3.1"."""
        return ".".join(str(self.main.tree.get("openapi")).split(".")[:2])

    @property
    def root(self) -> Cursor:
        """The root of the main document."""
        return self.root_of(self.main)

    def root_of(self, document: Document) -> Cursor:
        """Return the root of a document."""
        return Cursor(self, document, (), document.tree, "#")

    def find_anchor(self, document: Document, name: str) -> list[Cursor]:
        """Return the values that an `$anchor`, `$dynamicAnchor`, `$id` or `$self` gives this name."""
        if document.uri not in self.anchors:
            anchors: dict[str, list[Cursor]] = {}
            for key, cursor in _anchors(self.root_of(document), document.uri):
                anchors.setdefault(key, []).append(cursor)
            self.anchors[document.uri] = anchors
        return self.anchors[document.uri].get(name, [])

    def open(self, uri: str) -> Document:
        """Load a document by path or URL; each is requested once, also if it fails.

        Raises:
            DocumentError: the document cannot be read.
        """
        for key in (uri, host(uri)):
            if key in self.failed:
                raise self.failed[key]
        if uri not in self.documents:
            _check_regular_file(uri)
            try:
                document = load(uri, allow_http=self.allow_http)
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
                self.label(document)
        labelled = self.by_label.get(label)
        cursor = self.root_of(labelled) if labelled is not None else None
        for step in map(unescape_step, fragment.split("/")[1:]):
            if cursor is not None:
                cursor = cursor.holder(step, Problems())._step(step)
        return cursor

    def label(self, document: Document) -> str:
        """Return the URI of a document relative to the main one; empty for the main document."""
        if document.uri not in self.labels:
            is_main = document is self.main
            label = "" if is_main else relative_uri(document.uri, self.main.uri)
            self.labels[document.uri] = label
            self.by_label.setdefault(label, document)
        return self.labels[document.uri]


def _check_regular_file(uri: str) -> None:
    """Reject devices and pipes, which might never end; missing files are reported by `load`."""
    if is_url(uri):
        return
    try:
        mode = Path(uri).stat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(mode):
        name = display_name(uri)
        message = f"cannot read {name}: not a regular file"
        raise document_error(Position(name, 1, 1), message)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A value in a document, with its path."""

    workspace: Workspace
    document: Document
    path: tuple[Step, ...]
    value: Any
    # The JSON Pointer as a fragment, such as "#/components/schemas/Run".
    pointer: str

    @property
    def id(self) -> str:
        """The pointer, after the relative URI of the document unless it is the main one."""
        return self.workspace.label(self.document) + self.pointer

    @property
    def position(self) -> Position:
        """File, line and column."""
        return self.document.position(self.path)

    def locate(self, problem: Problem, *, key: bool = False) -> Problem:
        """Return the problem with the position and excerpt of this value, or of its key."""
        position = self.document.position(self.path, key=key)
        lines = self.document.excerpt(self.path, position.line)
        return replace(problem, position=position, pointer=self.pointer, excerpt=lines)

    @property
    def is_ref(self) -> bool:
        """True if the value is a reference."""
        return self.ref is not None

    @property
    def ref(self) -> str | None:
        """The target of `$ref`, or of `$dynamicRef`, which is resolved statically."""
        if not isinstance(self.value, dict):
            return None
        ref = self.value.get("$ref", self.value.get("$dynamicRef"))
        return ref if isinstance(ref, str) else None

    @property
    def _omits(self) -> str:
        """Name what is missing if the reference cannot be followed."""
        return f"target of the reference {self.ref!r}"

    def child(self, key: Step) -> Cursor:
        """Return an entry that exists."""
        return Cursor(
            self.workspace,
            self.document,
            (*self.path, key),
            self.value[key],
            f"{self.pointer}/{escape_step(key)}",
        )

    def at(self, path: Iterable[Step]) -> Cursor:
        """Return the value at a relative path that exists."""
        return reduce(Cursor.child, path, self)

    def get(self, key: Step) -> Cursor | None:
        """Return an entry of an object, or None."""
        if isinstance(self.value, dict) and key in self.value:
            return self.child(key)
        return None

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

    def as_empty(self) -> Cursor:
        """Return a cursor at the same path whose value is an empty object."""
        return Cursor(self.workspace, self.document, self.path, {}, self.pointer)

    def follow(self, problems: Problems) -> Cursor:
        """Return the end of a chain of references; an empty object if it cannot be resolved."""
        seen: set[str] = set()
        current = self
        while current.is_ref:
            if current.id in seen:
                self.report_cycle(problems)
                return self.as_empty()
            seen.add(current.id)
            target = current.target(problems)
            if target is None:
                return self.as_empty()
            current = target
        return current

    def report_cycle(self, problems: Problems) -> None:
        """Warn that the reference never reaches a value."""
        message = f"circular {self._ref_keyword} {self.ref!r}"
        hint = "refer to a value that is not a reference"
        problems.omission(self, self._omits, message, hint)

    def target(self, problems: Problems) -> Cursor | None:
        """Return the direct target of the reference; None, with a warning, if there is none.

        The path of the reference may pass through other references, including this one again.
        """
        resolving = self.workspace.resolving
        if self.id in resolving or len(resolving) > MAX_NESTING:
            self.report_cycle(problems)
            return None
        resolving.add(self.id)
        try:
            return self._target(problems)
        finally:
            resolving.discard(self.id)

    def _target(self, problems: Problems) -> Cursor | None:
        ref = self.ref or ""
        file, _, fragment = ref.partition("#")
        root = self._referenced_root(file, problems)
        if root is None:
            return None
        if fragment and not fragment.startswith("/"):
            return self._find_anchor(root, unquote(fragment), problems)
        resource = None if file else self._resource()
        # A fragment is relative to the schema resource (`$id`) around the reference, but
        # many documents mean the root of the document, so try that next.
        target = resource and self._walk(resource, fragment, Problems())
        return target or self._walk(root, fragment, problems)

    @property
    def _ref_keyword(self) -> str:
        return "$ref" if "$ref" in self.value else "$dynamicRef"

    def _report_missing(self, hint: str, problems: Problems) -> None:
        message = f"target of {self._ref_keyword} {self.ref!r} does not exist"
        problems.omission(self, self._omits, message, hint)

    def _enclosing_ids(self) -> Iterator[tuple[int, str]]:
        """Iterate over each `$id` or `$self` around this value, with its depth, from the root."""
        value = self.document.tree
        for depth, step in enumerate((*self.path, None)):
            uri = _declared_uri(value)
            if uri is not None:
                yield depth, uri
            if step is not None:
                value = value[step]

    def _resource(self) -> Cursor | None:
        """Return the innermost schema resource around this value, which an `$id` declares."""
        depths = [depth for depth, _ in self._enclosing_ids()]
        if not depths:
            return None
        return self.workspace.root_of(self.document).at(self.path[: depths[-1]])

    def _base_uri(self) -> str:
        """Return the URI that references here are relative to: each `$self` and `$id` changes it."""
        base = self.document.uri
        for _, uri in self._enclosing_ids():
            base = resolve_uri(base, uri)
        return base

    def _walk(self, root: Cursor, fragment: str, problems: Problems) -> Cursor | None:
        """Return the value at a JSON Pointer below `root`; None, with a warning, if there is none."""
        cursor = root
        for raw_step in fragment.split("/")[1:]:
            step = unescape_step(unquote(raw_step))
            cursor = cursor.holder(step, problems)
            entry = cursor._step(step)
            if entry is None:
                self._report_missing(f"{cursor.pointer} has no {step!r}", problems)
                return None
            cursor = entry
        return cursor

    def holder(self, step: str, problems: Problems) -> Cursor:
        """Return the value that contains the entry: this one, or else the target of its reference."""
        is_in_target = self.is_ref and self._step(step) is None
        return self.follow(problems) if is_in_target else self

    def _find_anchor(
        self, root: Cursor, name: str, problems: Problems
    ) -> Cursor | None:
        """Return the schema with an anchor; of several, the one in the same component."""
        anchors = self.workspace.find_anchor(root.document, name)
        in_component = [c for c in anchors if c.path[:3] == self.path[:3]]
        if not anchors:
            self._report_missing(f"no schema has the anchor {name!r}", problems)
            return None
        return (in_component or anchors)[0]

    def _referenced_root(self, file: str, problems: Problems) -> Cursor | None:
        """Return the root of the document that a reference names."""
        if not file:
            return self.workspace.root_of(self.document)
        # A declared `$id` or `$self` takes precedence over a file or URL of that name.
        for name in (resolve_uri(self._base_uri(), file), unquote(file)):
            for document in (self.document, self.workspace.main):
                resources = self.workspace.find_anchor(document, f"$id {name}")
                if resources:
                    return resources[0]
        try:
            document = self.workspace.open(join_uri(self.document.uri, file))
        except DocumentError as error:
            problems.add_as_warnings(error)
            name = f"{self._ref_keyword} {self.ref!r}"
            message = f"target of {name} cannot be read; treated as Any"
            hint = "see the warning about that document"
            problems.omission(self, self._omits, message, hint)
            return None
        return self.workspace.root_of(document)

    def _step(self, step: str) -> Cursor | None:
        if not isinstance(self.value, list):
            return self.get(step)
        index = int(step) if _INDEX.fullmatch(step) else len(self.value)
        return self.child(index) if index < len(self.value) else None


def escape_step(step: Step) -> str:
    """Escape a step for a JSON Pointer."""
    return str(step).replace("~", "~0").replace("/", "~1")


def unescape_step(step: str) -> str:
    """Return the step that is escaped in a JSON Pointer."""
    return step.replace("~1", "/").replace("~0", "~")


def _declared_uri(value: Any) -> str | None:
    """Return the `$id` of a schema or the `$self` of a document."""
    if not isinstance(value, dict):
        return None
    uri = value.get("$id", value.get("$self"))
    return uri if isinstance(uri, str) and not uri.startswith("#") else None


def _anchors(cursor: Cursor, base: str) -> Iterator[tuple[str, Cursor]]:
    """Iterate over the anchors and URIs at and below a value.

    URIs are prefixed with "$id " and come twice: as written, and resolved against `base`.
    """
    value = cursor.value
    if isinstance(value, dict):
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(value.get(key), str):
                yield value[key], cursor
        if uri := _declared_uri(value):
            yield f"$id {uri}", cursor
            base = resolve_uri(base, uri)
            yield f"$id {base}", cursor
    for _, entry in cursor.items():
        yield from _anchors(entry, base)
    for entry in cursor.elements():
        yield from _anchors(entry, base)
