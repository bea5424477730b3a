"""Declarations of output files: the template, its view, and the condition on which a document needs it.

A declaration names the class of its view, as in `Rendered[Readme]`, so that mypy checks its functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeAlias, TypeVar

from specpress.output.facts import Facts

SUFFIX = ".jinja"
View = TypeVar("View")
Condition: TypeAlias = Callable[[Facts], object]


@dataclass(frozen=True, slots=True)
class Copied:
    """Files that are copied unchanged."""

    templates: tuple[str, ...]
    condition: Condition | None = None
    """Condition on which a package has the files; None if every package has them."""

    def is_needed(self, facts: Facts) -> bool:
        """Return whether a package has the files."""
        return self.condition is None or bool(self.condition(facts))


# Without slots: Python 3.11 cannot call `Rendered[View]` if a frozen class has them.
@dataclass(frozen=True)
class Rendered(Generic[View]):
    """A template that prints one view."""

    template: str
    build: Callable[[Facts], View | None]
    """Builds the view; None if the document does not need the file."""
    variable: str = "view"
    """Name of the view in the template."""

    @property
    def templates(self) -> tuple[str, ...]:
        """The template, as in `Copied`."""
        return (self.template,)

    def list_views(self, facts: Facts) -> dict[str, View]:
        """Return the view by the path of its file."""
        view = self.build(facts)
        return {} if view is None else {self.template.removesuffix(SUFFIX): view}


@dataclass(frozen=True)
class RenderedEach(Generic[View]):
    """A template that prints a file for each of several views."""

    template: str
    variable: str
    """Name of the view in the template."""
    build: Callable[[Facts], Iterable[View]]
    name: Callable[[View], str]
    """Returns the name of the file of a view, without its suffix."""

    @property
    def templates(self) -> tuple[str, ...]:
        """The template, as in `Copied`."""
        return (self.template,)

    def list_views(self, facts: Facts) -> dict[str, View]:
        """Return each view by the path of its file."""
        path = PurePosixPath(self.template.removesuffix(SUFFIX))
        views = ((self.name(view), view) for view in self.build(facts))
        return {f"{path.parent}/{name}{path.suffix}": view for name, view in views}


Output: TypeAlias = Copied | Rendered[Any] | RenderedEach[Any]
