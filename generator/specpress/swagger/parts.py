"""Values under construction, each with the position where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from specpress.document.load import Origin
from specpress.document.problems import Step
from specpress.document.resolve import Cursor

# The steps from the root of a document to a value.
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A value of the upgraded document, and where it is written."""

    value: Any
    origin: Origin


def find_origin(cursor: Cursor) -> Origin:
    """Return where a value is written, without the origins of its entries."""
    origin = cursor.document.origin_of(cursor.path)
    return Origin(origin.document, origin.path)


def keep(cursor: Cursor) -> Part:
    """Return a value that does not change."""
    return Part(cursor.value, cursor.document.origin_of(cursor.path).copy())


@dataclass(slots=True)
class ObjectBuilder:
    """An object under construction; `origin` is the position of the object itself."""

    origin: Origin
    value: dict[str, Any] = field(default_factory=dict)

    def add(self, key: str, part: Part | None) -> None:
        """Add an entry, unless it is None."""
        if part is not None:
            self.value[key] = part.value
            self.origin.below[key] = part.origin

    def set(self, key: str, value: Any, origin: Origin | None = None) -> None:
        """Add a value that is not written in the document; its origin is that of the object."""
        at = origin or self.origin
        self.add(key, Part(value, Origin(at.document, at.path)))

    def keep(self, holder: Cursor, keys: Iterable[str]) -> None:
        """Add entries of an object that do not change."""
        for key in keys:
            self.add(key, keep(holder.child(key)))

    def build(self) -> Part:
        """Return the object."""
        return Part(self.value, self.origin)


def build_list(parts: list[Part], origin: Origin) -> Part:
    """Return an array whose items are written anywhere."""
    items = [part.origin for part in parts]
    result = Origin(origin.document, origin.path, items=items)
    return Part([part.value for part in parts], result)


def substitute(whole: Part, parts: dict[Path, Part]) -> Part:
    """Return a value with the parts at some paths replaced.

    A path below another one is ignored: that part is in the outer one already.
    """
    outer = {
        path: part
        for path, part in parts.items()
        if not any(path[:length] in parts for length in range(len(path)))
    }
    if () in outer:
        return outer[()]
    value, origin = whole.value, whole.origin.copy()
    copied: set[Path] = set()
    for path, part in outer.items():
        value = _replace(value, origin, path, part, copied, ())
    return Part(value, origin)


def _replace(
    value: Any, origin: Origin, path: Path, part: Part, copied: set[Path], at: Path
) -> Any:
    """Return the value with a part replaced; each collection on the path is copied once."""
    if at not in copied:
        copied.add(at)
        value = value.copy()
    step, *rest = path
    if rest:
        inner = origin.enter(step)
        value[step] = _replace(
            value[step], inner, tuple(rest), part, copied, (*at, step)
        )
    else:
        value[step] = part.value
        origin.record(step, part.origin)
    return value
