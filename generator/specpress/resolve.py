"""Resolve: cursors that know where they stand in a document, and follow references, across files too."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from specpress.load import Document, load
from specpress.problems import (
    DocumentError,
    Place,
    Problem,
    Problems,
    Step,
    UnreachableError,
    refusal,
)
from specpress.uris import host, is_url, join, relative, resolved, shown

REFERENCES = 50
"""Through so many other references the way of one may lead."""
_INDEX = re.compile("0|[1-9][0-9]{0,9}")
"""A step of a JSON pointer into a list (RFC 6901)."""


@dataclass(slots=True)
class Workspace:
    """The root document and the documents that it refers to, by the URI that was asked for."""

    main: Document
    documents: dict[str, Document] = field(default_factory=dict)
    anchors: dict[str, dict[str, list[Cursor]]] = field(default_factory=dict)
    allow_http: bool = False
    failed: dict[str, DocumentError] = field(default_factory=dict, repr=False)
    under_way: set[str] = field(default_factory=set, repr=False)
    """The references that are being followed: the way of one may lead through others."""
    schemas: Cursor | None = field(default=None, repr=False)
    """The schemas that `components` gives names to, which may be written elsewhere."""
    ways: dict[tuple[str, tuple[Step, ...]], Any] = field(
        default_factory=dict, repr=False
    )
    """What naming found of places, kept for what stands below them."""
    labels: dict[str, str] = field(default_factory=dict, repr=False)
    labelled: dict[str, Document] = field(default_factory=dict, repr=False)
    """The documents by the labels that were given to them."""

    def __post_init__(self) -> None:
        self.documents[self.main.uri] = self.main

    @property
    def line(self) -> str:
        """The version of the specification, such as "3.1"."""
        return ".".join(str(self.main.tree.get("openapi")).split(".")[:2])

    @property
    def root(self) -> Cursor:
        """The cursor at the root of the main document."""
        return self.top(self.main)

    def top(self, document: Document) -> Cursor:
        """The cursor at the root of a document."""
        return Cursor(self, document, (), document.tree, "#")

    def anchored(self, document: Document, name: str) -> list[Cursor]:
        """What an `$anchor`, `$dynamicAnchor`, `$id` or `$self` in a document gives this name."""
        if document.uri not in self.anchors:
            found: dict[str, list[Cursor]] = {}
            for key, cursor in _anchors(self.top(document), document.uri):
                found.setdefault(key, []).append(cursor)
            self.anchors[document.uri] = found
        return self.anchors[document.uri].get(name, [])

    def open(self, uri: str) -> Document:
        """A document by its path or its URL, asked for once.

        Raises:
            DocumentError: it cannot be read.
        """
        for key in (uri, host(uri)):
            if key in self.failed:
                raise self.failed[key]
        if uri not in self.documents:
            _check_kind(uri)
            try:
                document = load(uri, allow_http=self.allow_http)
            except DocumentError as error:
                unreachable = isinstance(error, UnreachableError)
                self.failed[host(uri) if unreachable else uri] = error
                raise
            # Where two URLs redirect to one document, it is the same document.
            self.documents[uri] = self.documents.setdefault(document.uri, document)
        return self.documents[uri]

    def find(self, cursor_id: str) -> Cursor | None:
        """The cursor with an id; the way to it may lead through references."""
        label, _, fragment = cursor_id.partition("#")
        for unlabelled in () if label in self.labelled else self.documents.values():
            self.label(unlabelled)
        document = self.labelled.get(label)
        found = self.top(document) if document is not None else None
        for step in map(_unescaped, fragment.split("/")[1:]):
            if found is not None:
                found = found.holder(step, Problems())._step(step)
        return found

    def label(self, document: Document) -> str:
        """What tells a document from the main one: the way from there, wherever that lies."""
        if document.uri not in self.labels:
            same = document is self.main
            label = "" if same else relative(document.uri, self.main.uri)
            self.labels[document.uri] = label
            self.labelled.setdefault(label, document)
        return self.labels[document.uri]


def _check_kind(uri: str) -> None:
    """Refuse a device or a pipe, which might never end; what is not there at all is told when it is read."""
    if is_url(uri):
        return
    try:
        mode = Path(uri).stat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(mode):
        raise refusal(Place(shown(uri), 1, 1), f"{shown(uri)} is not a file")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A value in a document, and the way to it."""

    workspace: Workspace
    document: Document
    path: tuple[Step, ...]
    value: Any
    pointer: str
    """The JSON pointer, as a fragment: "#/components/schemas/Run"."""

    @property
    def id(self) -> str:
        """The pointer, with the document's relative path before it where it is not the main one."""
        return self.workspace.label(self.document) + self.pointer

    @property
    def place(self) -> Place:
        """Line and column."""
        return self.document.place(self.path)

    def located(self, problem: Problem, *, key: bool = False) -> Problem:
        """A problem of this value (of its key, with `key`), with its place and its lines."""
        place = self.document.place(self.path, key=key)
        lines = self.document.excerpt(self.path, place.line)
        return replace(problem, place=place, pointer=self.pointer, excerpt=lines)

    @property
    def is_ref(self) -> bool:
        """Whether the value is a reference."""
        return self.ref is not None

    @property
    def ref(self) -> str | None:
        """The reference, if the value is one; a dynamic one is followed as it stands."""
        if not isinstance(self.value, dict):
            return None
        found = self.value.get("$ref", self.value.get("$dynamicRef"))
        return found if isinstance(found, str) else None

    @property
    def _omits(self) -> str:
        """Name what is missing if the reference cannot be followed."""
        return f"target of the reference {self.ref!r}"

    def child(self, key: Step) -> Cursor:
        """The cursor one step deeper; the key must be there."""
        return Cursor(
            self.workspace,
            self.document,
            (*self.path, key),
            self.value[key],
            f"{self.pointer}/{escape_step(key)}",
        )

    def at(self, path: Iterable[Step]) -> Cursor:
        """The cursor at the end of a way; all of it must be there."""
        return reduce(Cursor.child, path, self)

    def get(self, key: Step) -> Cursor | None:
        """The cursor one step deeper, or None."""
        if isinstance(self.value, dict) and key in self.value:
            return self.child(key)
        return None

    def items(self) -> Iterator[tuple[str, Cursor]]:
        """The entries of a mapping; of anything else none."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.child(key)

    def elements(self) -> Iterator[Cursor]:
        """The entries of a sequence; of anything else none."""
        if isinstance(self.value, list):
            for index in range(len(self.value)):
                yield self.child(index)

    def emptied(self) -> Cursor:
        """The same place, as if there stood an empty mapping."""
        return Cursor(self.workspace, self.document, self.path, {}, self.pointer)

    def follow(self, problems: Problems) -> Cursor:
        """Where a chain of references ends; a fault gives an empty mapping in its place."""
        seen: set[str] = set()
        current = self
        while current.is_ref:
            if current.id in seen:
                self.tell_circle(problems)
                return self.emptied()
            seen.add(current.id)
            target = current.target(problems)
            if target is None:
                return self.emptied()
            current = target
        return current

    def tell_circle(self, problems: Problems) -> None:
        """Note that the reference leads nowhere but to itself."""
        message = f"the reference {self.ref!r} leads back to itself"
        problems.omission(self, self._omits, message, "let it end at a value")

    def target(self, problems: Problems) -> Cursor | None:
        """Where the reference leads, one step; None (and a problem) where it leads nowhere.

        The way may lead through other references, were it through this one again.
        """
        under_way = self.workspace.under_way
        if self.id in under_way or len(under_way) > REFERENCES:
            self.tell_circle(problems)
            return None
        under_way.add(self.id)
        try:
            return self._target(problems)
        finally:
            under_way.discard(self.id)

    def _target(self, problems: Problems) -> Cursor | None:
        ref = self.ref or ""
        file, _, fragment = ref.partition("#")
        top = self._top(file, problems)
        if top is None:
            return None
        if fragment and not fragment.startswith("/"):
            return self._anchored(top, unquote(fragment), problems)
        own = None if file else self._resource()
        # A fragment is one of the schema with an `$id` around it; many documents mean the whole all the same.
        inside = own and self._walk(own, fragment, Problems())
        return inside or self._walk(top, fragment, problems)

    def _named(self) -> Iterator[tuple[int, str]]:
        """The URIs that give names to what is around this value, each with how deep that stands."""
        value = self.document.tree
        for depth, step in enumerate((*self.path, None)):
            name = _name(value)
            if name is not None:
                yield depth, name
            if step is not None:
                value = value[step]

    def _resource(self) -> Cursor | None:
        """The innermost schema around this value that an `$id` makes a document of its own."""
        depths = [depth for depth, _ in self._named()]
        if not depths:
            return None
        found = self.workspace.top(self.document)
        for step in self.path[: depths[-1]]:
            found = found.child(step)
        return found

    def _base(self) -> str:
        """The URI that references are relative to, as `$self` and each `$id` on the way here say."""
        base = self.document.uri
        for _, name in self._named():
            base = resolved(base, name)
        return base

    def _walk(self, top: Cursor, fragment: str, problems: Problems) -> Cursor | None:
        found = top
        for raw in fragment.split("/")[1:]:
            step = _unescaped(unquote(raw))
            found = found.holder(step, problems)
            entry = found._step(step)
            if entry is None:
                hint = f"there is no {step!r} in {found.pointer}"
                message = f"the reference {self.ref!r} leads nowhere"
                problems.omission(self, self._omits, message, hint)
                return None
            found = entry
        return found

    def holder(self, step: str, problems: Problems) -> Cursor:
        """What holds an entry: the value itself, or where its reference leads."""
        beyond = self.is_ref and self._step(step) is None
        return self.follow(problems) if beyond else self

    def _anchored(self, top: Cursor, name: str, problems: Problems) -> Cursor | None:
        """The schema with an anchor: the one in the same component, where there are several."""
        found = self.workspace.anchored(top.document, name)
        near = [c for c in found if c.path[:3] == self.path[:3]]
        if not found:
            hint = f"no schema has the anchor {name!r}"
            message = f"the reference {self.ref!r} leads nowhere"
            problems.omission(self, self._omits, message, hint)
            return None
        return (near or found)[0]

    def _top(self, file: str, problems: Problems) -> Cursor | None:
        """The root of the document that a reference names."""
        if not file:
            return self.workspace.top(self.document)
        for name in (resolved(self._base(), file), unquote(file)):
            for document in (self.document, self.workspace.main):
                named = self.workspace.anchored(document, f"$id {name}")
                if named:
                    return named[0]
        try:
            return self.workspace.top(self._document(file))
        except DocumentError as error:
            problems.take(error)
            message = f"the reference {self.ref!r} leads to what cannot be read"
            hint = "what it stands for can be anything"
            problems.omission(self, self._omits, message, hint)
            return None

    def _document(self, file: str) -> Document:
        return self.workspace.open(join(self.document.uri, file))

    def _step(self, step: str) -> Cursor | None:
        if not isinstance(self.value, list):
            return self.get(step)
        index = int(step) if _INDEX.fullmatch(step) else len(self.value)
        return self.child(index) if index < len(self.value) else None


def escape_step(step: Step) -> str:
    """One step of a JSON pointer."""
    return str(step).replace("~", "~0").replace("/", "~1")


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _name(value: Any) -> str | None:
    """The URI that a schema, or a whole document, gives itself."""
    if not isinstance(value, dict):
        return None
    found = value.get("$id", value.get("$self"))
    return found if isinstance(found, str) and not found.startswith("#") else None


def _anchors(cursor: Cursor, base: str) -> Iterator[tuple[str, Cursor]]:
    """All anchors and URIs at and below a place, as they are written and whole, each with what it names."""
    value = cursor.value
    if isinstance(value, dict):
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(value.get(key), str):
                yield value[key], cursor
        if name := _name(value):
            yield f"$id {name}", cursor
            base = resolved(base, name)
            yield f"$id {base}", cursor
    for _, entry in cursor.items():
        yield from _anchors(entry, base)
    for entry in cursor.elements():
        yield from _anchors(entry, base)
