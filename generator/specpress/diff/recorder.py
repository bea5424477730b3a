"""Record changes: their codes, locations, symbols and edits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from specpress import ir
from specpress.diff.changes import Change, Direction, Edit
from specpress.diff.kind_tables import AREAS_OF_ACTIONS
from specpress.diff.kinds import load_kinds
from specpress.diff.sides import Side
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in both packages at which values are compared."""

    area: str
    symbol: str
    """The part of the old package as a program names it."""
    noun: str
    """The part in a message: "argument `limit`"."""
    direction: Direction
    old: str
    """The id of the value in the old document."""
    new: str
    nullable_action: str = ""
    """The action if the value may be null; the usual one if empty."""
    is_text: bool = False
    """Whether numbers are written like strings: in paths, queries, headers and cookies."""

    def at(self, old: str, new: str) -> Spot:
        """Return the same part of the packages at other places of the documents."""
        return replace(self, old=old, new=new)


@dataclass(slots=True)
class Recorder:
    """The changes between two sides, in the order in which they were found."""

    old: Side
    new: Side
    changes: dict[tuple[str, str, str], Change] = field(default_factory=dict)
    """By code, symbol and message: several operations may transfer one model."""
    owner: str | None = None
    """The object or enum in the old document whose parts are compared."""
    owners: dict[tuple[str, str, str], set[str]] = field(default_factory=dict)
    """The objects and enums that have a change, by its key."""

    def add(
        self,
        code: str,
        symbol: str,
        old: str | None,
        new: str | None,
        edit: Edit | None = None,
        /,
        **texts: object,
    ) -> None:
        """Record a change.

        Args:
            old: Id of the part in the old document; None if it has none.
            texts: The texts in the message of the kind.
        """
        kind = load_kinds()[code]
        message = kind.message.format_map({k: str(v) for k, v in texts.items()})
        key = (code, symbol, message)
        if self.owner is not None and symbol.startswith("models."):
            self.owners.setdefault(key, set()).add(self.owner)
        if key in self.changes:
            return
        self.changes[key] = Change(
            code=code,
            symbol=symbol,
            direction=kind.direction,
            message=message,
            deployed=kind.deployed,
            regenerated=kind.regenerated,
            old=None if old is None else self.old.locate(old),
            new=None if new is None else self.new.locate(new),
            edit=edit,
            subject=self._find_subject(symbol),
            was=str(texts.get("old", "")),
        )

    def _find_subject(self, symbol: str) -> str:
        """Return the attribute of the old class, if a symbol names the place of the value instead."""
        python = self.old.python
        if self.owner is None or symbol.startswith("models."):
            return ""
        name = python.names.get(python.shared_schemas.get(self.owner, self.owner))
        attribute = symbol.rpartition(".")[2]
        is_attribute = isinstance(python.types[self.owner], ir.Object)
        return f"models.{name}.{attribute}" if name and is_attribute else ""

    def add_at(self, spot: Spot, action: str, /, **texts: object) -> None:
        """Record a change of the value at a spot."""
        if spot.area not in AREAS_OF_ACTIONS.get(action, (spot.area,)):
            action = "type-changed"
        code = f"{spot.area}-{action}"
        if code in load_kinds():
            self.add(code, spot.symbol, spot.old, spot.new, noun=spot.noun, **texts)

    @contextmanager
    def inside(self, owner: str) -> Iterator[None]:
        """Record changes as those of an object or enum."""
        outer, self.owner = self.owner, owner
        try:
            yield
        finally:
            self.owner = outer

    def find_class_symbol(self, old: str, new: str) -> str | None:
        """Return the class of two objects or enums; None if the name is that of others now."""
        old_python, new_python = self.pythons
        was, is_ = old_python.format_type(old), new_python.format_type(new)
        is_kept = was == is_ or was not in new_python.class_names
        return f"models.{was}" if is_kept else None

    @property
    def pythons(self) -> tuple[PythonTypes, PythonTypes]:
        """The types of both packages."""
        return self.old.python, self.new.python
