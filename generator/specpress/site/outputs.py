"""The files of the documentation: each template with its view, and the files that are copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from specpress.site.pages import Site
from specpress.site.views import (
    ErrorsPage,
    LifecyclesSitePage,
    ModelsPage,
    OperationsPage,
    OverviewPage,
)

FOLDER = "site/"
View = TypeVar("View")


# Without slots, as `Rendered`.
@dataclass(frozen=True)
class SitePages(Generic[View]):
    """A template that prints a page for each of several views."""

    template: str
    build: Callable[[Site], Mapping[str, View]]
    """Returns each view by the path of its page."""
    variable: str = "page"
    """Name of the view in the template."""


PAGES: tuple[SitePages[Any], ...] = (
    SitePages[OverviewPage]("site/overview.html.jinja", Site.build_overview),
    SitePages[OperationsPage]("site/operations.html.jinja", Site.build_operations),
    SitePages[ModelsPage]("site/models.html.jinja", Site.build_models),
    SitePages[ErrorsPage]("site/errors.html.jinja", Site.build_errors),
    SitePages[LifecyclesSitePage]("site/lifecycles.html.jinja", Site.build_lifecycles),
)
# The template around the content of each page.
LAYOUT = "site/layout.html.jinja"
# Files that are copied unchanged.
ASSETS = ("site/assets/icon.svg", "site/assets/site.css", "site/assets/site.js")
