"""A tool whose configuration can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from specpress.document.resolve import Cursor
from specpress.migrate.account import Account, Reasons
from specpress.migrate.plan import Plan


def find_no_document(root: Cursor, account: Account) -> str | None:
    """Return None: the configuration names no document."""
    return None


def read_no_document(plan: Plan) -> None:
    """Read nothing from the document."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, and what it reads."""

    name: str
    """The value of `--from`."""
    title: str
    keys: frozenset[str]
    """Keys at the root of its configuration."""
    read: Callable[[Plan, Cursor], None]
    """Reads a configuration."""
    reasons: Reasons
    """The keys of the configuration without counterpart."""
    required: frozenset[str] = frozenset()
    """Keys that each configuration has."""
    prefix: str = ""
    """The prefix of its extensions in documents; "" if it has none."""
    read_document: Callable[[Plan], None] = read_no_document
    """Reads the extensions of a document, and the names that follow from it."""
    find_document: Callable[[Cursor, Account], str | None] = find_no_document
    """Returns the document that the configuration names."""
