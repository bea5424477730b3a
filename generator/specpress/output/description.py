"""The description of a package: its document without texts for people, and its names.

Every package has one, so that a new version can be compared with it also where the document of the old version is not
available. Positions of the document are not a part of it.
"""

from __future__ import annotations

import base64
import bz2
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from specpress.config import Settings
from specpress.document.problems import UsageError
from specpress.document.resolve import Workspace
from specpress.document.uris import is_url
from specpress.output import targets
from specpress.package.names import Names
from specpress.python.names.lock import NamesLock, parse_lock
from specpress.schema.written_values import MAPS, OPAQUE

NAME = "_description.json"
FORMAT = 1
# The name of the main document, which other names are relative to.
MAIN = "openapi.json"
MAX_BYTES = 64 * 2**20
# Texts for people, and values that no part of the interface depends on.
INVALID = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RecursionError,
)
NAME_MAPS = MAPS | {"mapping"}
OMITTED = frozenset(["description", "example", "examples", "externalDocs", "summary"])
# The settings that the names and types of a package depend on.
SETTINGS = ("pagination", "client_parameters", "credentials")


@dataclass(frozen=True, slots=True)
class Description:
    """The description of a package.

    Attributes:
        names: The package, the distribution, the client and the version.
        main: The name of the main document.
        documents: The trees of the documents by their names.
        lock: The names of parts that differ from those in the document, and the earlier names.
        settings: The settings that the interface depends on.
        content: All besides the names, compressed.
    """

    names: Mapping[str, str]
    main: str
    documents: Mapping[str, Any] = field(repr=False)
    lock: NamesLock = field(repr=False)
    settings: Mapping[str, Any]
    content: str = field(repr=False)

    @property
    def version(self) -> str:
        """The version of the package."""
        return self.names["version"]

    def has_same_interface(self, other: Description) -> bool:
        """Return whether another package has the same document and names."""
        return self.content == other.content

    def to_text(self) -> str:
        """Return the content of the file; equal descriptions have equal bytes."""
        table = {"format": FORMAT, **self.names, "content": self.content}
        return json.dumps(table, indent=1) + "\n"


def _pack(table: Mapping[str, Any]) -> str:
    """Return a table as a compressed text."""
    text = json.dumps(table, separators=(",", ":"), default=_convert)
    # The output of other compressors depends on their version.
    return base64.b85encode(bz2.compress(text.encode())).decode()


def _convert(value: Any) -> Any:
    """Return a value that JSON has: a number with more digits than a float, or a text."""
    return float(value) if isinstance(value, Decimal) else str(value)


def describe(
    workspace: Workspace, names: Names, lock: NamesLock, settings: Settings
) -> Description:
    """Return the description of a package."""
    documents = {
        _get_name(workspace.label(document)): _strip(document.tree)
        for document in workspace.documents.values()
    }
    values = asdict(settings)
    chosen = {name: values[name] for name in SETTINGS if values[name]}
    main = _get_name(workspace.label(workspace.main))
    selected = _select_names(lock)
    documents = dict(sorted(documents.items()))
    table = {
        "main": main,
        "documents": documents,
        "lock": selected.to_text(),
        "settings": chosen,
    }
    options = {**names.options, "version": names.version}
    return Description(options, main, documents, selected, chosen, _pack(table))


def _select_names(lock: NamesLock) -> NamesLock:
    """Return the lock without names that equal those in the document: the rules give them again."""
    names = {part: name for part, name in lock.names.items() if part[-1] != name}
    return NamesLock(names, lock.removed, lock.renamed)


def _get_name(label: str) -> str:
    """Return the name of a document, as a path: that of a URL is its last part."""
    name = label.rpartition("/")[2] if is_url(label) else label
    return name or MAIN


def _strip(node: Any, has_names: bool = False) -> Any:
    """Return a tree without texts for people; the keys of some objects are names."""
    if isinstance(node, list):
        return [_strip(item) for item in node]
    if not isinstance(node, dict):
        return node
    stripped = {}
    for key, value in node.items():
        if has_names:
            stripped[key] = _strip(value)
        elif key in OMITTED:
            # A response must have a description.
            if key == "description":
                stripped[key] = ""
        elif key in OPAQUE or (isinstance(key, str) and key.startswith("x-")):
            stripped[key] = value
        else:
            stripped[key] = _strip(value, key in NAME_MAPS)
    return stripped


def parse(content: bytes) -> Description | None:
    """Return the description in a file; None if it is invalid or has a later format."""
    if len(content) > MAX_BYTES:
        return None
    try:
        outer = json.loads(content)
        decompressor = bz2.BZ2Decompressor()
        packed_text = outer.pop("content")
        packed = base64.b85decode(packed_text)
        # A small file must not become a large text.
        table = json.loads(decompressor.decompress(packed, MAX_BYTES))
        is_complete = decompressor.eof and table["main"] in table["documents"]
        if outer.pop("format") != FORMAT or not is_complete:
            return None
        lock = parse_lock(table["lock"], NAME)
        names = {str(key): str(value) for key, value in outer.items()}
        if not names.keys() >= {"package", "client", "version"}:
            return None
        return Description(
            names,
            table["main"],
            table["documents"],
            lock,
            table["settings"],
            packed_text,
        )
    except (*INVALID, UsageError):
        return None


def read(path: Path) -> Description | None:
    """Return the description of the package in a directory; None without one."""
    if targets.find_obstacle(path, NAME):
        return None
    content = targets.read_content(path / NAME)
    return None if content is None else parse(content)


def find_folder(settings: Settings, folder: str) -> Path:
    """Return the directory of the package in the output; `folder` is that of the import package."""
    output = settings.output
    return output if settings.layout == "package" else output / folder


def find_in(directory: Path) -> Description | None:
    """Return the description in a directory: that of a package, or of a project with a package."""
    own = read(directory)
    if own is not None:
        return own
    paths = sorted(directory.glob(f"*/{NAME}")) + sorted(directory.glob(f"*/*/{NAME}"))
    descriptions = (read(path.parent) for path in paths)
    return next(filter(None, descriptions), None)
