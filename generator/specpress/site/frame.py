"""What all pages have in common: title, navigation, links."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress.package.names import Names
from specpress.site.links import SiteLinks


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link in the navigation, or the title of several."""

    title: str
    """Text of the link."""
    href: str
    """Target, relative to the page; "" for a title."""
    is_current: bool = False
    """True for the page itself."""
    children: list[NavigationLink] = field(default_factory=list)
    """Links below it."""
    verb: str = ""
    """HTTP method of an operation; "" for other links."""
    is_deprecated: bool = False
    """True for a deprecated operation."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page has besides its content."""

    title: str
    """Title of the page."""
    api_title: str
    """Title of the document."""
    api_version: str
    """Version of the document."""
    names: Names
    """Names of the package, the distribution and the client."""
    navigation: list[NavigationLink]
    """The navigation."""
    links: SiteLinks
    """Links from types to their models."""
    has_mock: bool
    """True if the pages are served beside the mock server."""

    @property
    def root(self) -> str:
        """The way to the first page: empty, or `../`."""
        return self.links.root

    @property
    def connections(self) -> str:
        """The source of the content security policy to which the page may send requests."""
        return "'self'" if self.has_mock else "'none'"
