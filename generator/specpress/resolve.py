"""Resolve: cursors that know where they stand in a document, and follow references, across files too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from specpress.load import Document, load
from specpress.problems import DocumentError, Place, Problems, Step
from specpress.uris import join, relative


@dataclass(slots=True)
class Workspace:
    """The root document and the documents that it refers to, by the URI that was asked for."""

    main: Document
    documents: dict[str, Document] = field(default_factory=dict)
    allow_http: bool = False
    failed: dict[str, DocumentError] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.documents[self.main.uri] = self.main

    @property
    def root(self) -> Cursor:
        """The cursor at the root of the main document."""
        return Cursor(self, self.main, (), self.main.tree)

    def open(self, uri: str) -> Document:
        """A document by its path or its URL, asked for once.

        Raises:
            DocumentError: it cannot be read.
        """
        if uri in self.failed:
            raise self.failed[uri]
        if uri not in self.documents:
            try:
                document = load(uri, allow_http=self.allow_http)
            except DocumentError as error:
                self.failed[uri] = error
                raise
            # Where two URLs redirect to one document, it is the same document.
            self.documents[uri] = self.documents.setdefault(document.uri, document)
        return self.documents[uri]

    def label(self, document: Document) -> str:
        """What tells a document from the main one: the way from there, wherever that lies."""
        same = document is self.main
        return "" if same else relative(document.uri, self.main.uri)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A value in a document, and the way to it."""

    workspace: Workspace
    document: Document
    path: tuple[Step, ...]
    value: Any

    @property
    def pointer(self) -> str:
        """The JSON pointer, as a fragment: "#/components/schemas/Run"."""
        return "#" + "".join("/" + escape_step(step) for step in self.path)

    @property
    def id(self) -> str:
        """The pointer, with the document's relative path before it where it is not the main one."""
        return self.workspace.label(self.document) + self.pointer

    @property
    def place(self) -> Place:
        """Line and column."""
        return self.document.place(self.path)

    @property
    def excerpt(self) -> tuple[tuple[int, str], ...]:
        """The line in which it stands, and its neighbours."""
        return self.document.excerpt(self.path)

    @property
    def is_ref(self) -> bool:
        """Whether the value is a reference."""
        return isinstance(self.value, dict) and isinstance(self.value.get("$ref"), str)

    def child(self, key: Step) -> Cursor:
        """The cursor one step deeper; the key must be there."""
        return Cursor(self.workspace, self.document, (*self.path, key), self.value[key])

    def get(self, key: Step) -> Cursor | None:
        """The cursor one step deeper, or None."""
        if isinstance(self.value, dict) and key in self.value:
            return self.child(key)
        return None

    def items(self) -> Iterator[tuple[str, Cursor]]:
        """The entries of a mapping."""
        for key in self.value:
            yield key, self.child(key)

    def elements(self) -> Iterator[Cursor]:
        """The entries of a sequence."""
        for index in range(len(self.value)):
            yield self.child(index)

    def follow(self, problems: Problems) -> Cursor:
        """Where a chain of references ends; a fault gives an empty mapping in its place."""
        seen: set[str] = set()
        current = self
        while current.is_ref:
            if current.id in seen:
                problems.error(
                    self, f"the reference {self.value['$ref']!r} leads back to itself"
                )
                return Cursor(self.workspace, self.document, self.path, {})
            seen.add(current.id)
            target = current._target(problems)
            if target is None:
                return Cursor(self.workspace, self.document, self.path, {})
            current = target
        return current

    def _target(self, problems: Problems) -> Cursor | None:
        ref: str = self.value["$ref"]
        file, _, fragment = ref.partition("#")
        try:
            document = self._document(file)
        except DocumentError as error:
            problems.items.extend(error.problems)
            problems.error(self, f"the reference {ref!r} leads to what cannot be read")
            return None
        found = Cursor(self.workspace, document, (), document.tree)
        for raw in fragment.split("/")[1:]:
            step = unquote(raw).replace("~1", "/").replace("~0", "~")
            entry = found._step(step)
            if entry is None:
                problems.error(
                    self,
                    f"the reference {ref!r} leads nowhere",
                    f"there is no {step!r} in {found.pointer}",
                )
                return None
            found = entry
        return found

    def _document(self, file: str) -> Document:
        if not file:
            return self.document
        return self.workspace.open(join(self.document.uri, file))

    def _step(self, step: str) -> Cursor | None:
        if (
            isinstance(self.value, list)
            and step.isdigit()
            and int(step) < len(self.value)
        ):
            return self.child(int(step))
        return self.get(step)


def escape_step(step: Step) -> str:
    """One step of a JSON pointer."""
    return str(step).replace("~", "~0").replace("/", "~1")
