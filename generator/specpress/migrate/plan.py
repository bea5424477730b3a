"""The plan of a migration: settings, names that the client keeps, and changes of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from specpress.document.problems import Step
from specpress.document.resolve import Cursor
from specpress.migrate.account import Account
from specpress.migrate.subject import Subject
from specpress.python.names.lock import Part
from specpress.repair.overlay_text import Action, find_obstacle, to_jsonpath


@dataclass(frozen=True, slots=True)
class Wanted:
    """The name of a part in the old client."""

    name: str
    source: Cursor
    """The key that states the name, or the part of the document from which it follows."""


@dataclass(slots=True)
class Plan:
    """What becomes of the input."""

    subject: Subject
    account: Account
    settings: dict[str, Any] = field(default_factory=dict)
    sources: dict[tuple[Step, ...], Cursor] = field(default_factory=dict)
    """The entries of the input that state settings, by the path of the setting."""
    wanted: dict[Part, Wanted] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    """Actions of an overlay."""

    without_pages: set[str] = field(default_factory=set)
    """The operations that return no pages in the old client, by their origin."""

    def set(self, key: str, value: Any, source: Cursor) -> None:
        """Write a setting that an entry of the input states."""
        self.settings[key] = value
        self.sources[(key,)] = source
        self.account.carry(source, f"setting `{key}`")

    def set_entry(self, table: str, key: str, value: Any, source: Cursor) -> None:
        """Write an entry of a table of settings."""
        self.settings.setdefault(table, {})[key] = value
        self.sources[table, key] = source
        self.account.carry(source, f"setting `{table}`")

    def exclude(self, operation_id: str | None, method: str, path: str) -> None:
        """Leave an operation out of the client."""
        entry: dict[str, Any] = (
            {"operations": [operation_id]}
            if operation_id and "*" not in operation_id
            else {"paths": [path], "methods": [method]}
        )
        entries = self.settings.setdefault("exclude", [])
        if entry not in entries:
            entries.append(entry)

    def keep(self, part: Part | None, name: str, source: Cursor) -> None:
        """Keep the name of a part; the first name that is stated has precedence."""
        if part is not None and name:
            self.wanted.setdefault(part, Wanted(name, source))

    def change(self, target: Cursor, update: dict[str, Any], reason: str) -> bool:
        """Add an action of the overlay; return False if JSONPath cannot name its target."""
        path = target.path
        if find_obstacle(path):
            return False
        self.actions.append(Action(to_jsonpath(path), reason, update))
        return True
