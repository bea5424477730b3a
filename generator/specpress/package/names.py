"""The names of the generated distribution, its package and its client."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specpress.config import Settings
from specpress.python.names.namer import Namer
from specpress.python.names.project import name_project

PACKAGE, CLIENT = ("project", "package"), ("project", "client")


@dataclass(frozen=True, slots=True)
class Names:
    """The names from the settings or the title of the document, as most views have them."""

    package: str
    """The import package, perhaps in a namespace."""
    distribution: str
    """The name in `pip install`."""
    version: str
    client: str
    """The synchronous client."""
    stem: str
    """The words of the client, as variables and fixtures spell them."""

    @property
    def folder(self) -> str:
        """The folder of the package."""
        return self.package.replace(".", "/")

    @property
    def is_in_namespace(self) -> bool:
        """True if the package is in a namespace, which other distributions may share."""
        return "." in self.package

    @property
    def fixture(self) -> str:
        """The pytest fixture with the fake of the API."""
        return f"fake_{self.stem}"


def get_names(settings: Settings, title: str, namer: Namer) -> Names:
    """Return the names from the settings, else those of the lock or from the title of the document.

    A changed setting is intended, and so no change that the namer reports.
    """
    if settings.package is None:
        settings = replace(
            settings,
            package=namer.find_name(PACKAGE),
            client=settings.client or namer.find_name(CLIENT),
        )
    project = name_project(settings, title)
    namer.names |= {PACKAGE: project.package, CLIENT: project.client}
    return Names(
        package=project.package,
        distribution=project.distribution,
        version=settings.version,
        client=project.client,
        stem=project.stem,
    )
