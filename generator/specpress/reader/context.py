"""The objects that all readers share."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.document.problems import Problems
from specpress.reader.naming import Namings


@dataclass(slots=True)
class Context:
    """The problems that readers report, and the namings of schemas."""

    problems: Problems
    namings: Namings

    def without_problems(self) -> Context:
        """Return a context for parts whose problems another reader reports."""
        return Context(Problems(), self.namings)
