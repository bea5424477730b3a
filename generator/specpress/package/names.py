"""The names of the generated distribution, its package and its client."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.config import Settings
from specpress.python.names.project import name_project


@dataclass(frozen=True, slots=True)
class Names:
    """The names from the settings or the title of the document, as most views have them."""

    package: str
    """The import package."""
    distribution: str
    """The name in `pip install`."""
    version: str
    client: str
    """The synchronous client."""
    stem: str
    """The words of the client, as variables and fixtures spell them."""

    @property
    def fixture(self) -> str:
        """The pytest fixture with the fake of the API."""
        return f"fake_{self.stem}"


def get_names(settings: Settings, title: str) -> Names:
    """Return the names from the settings, else those from the title of the document."""
    project = name_project(settings, title)
    return Names(
        package=project.package,
        distribution=project.distribution,
        version=settings.version,
        client=project.client,
        stem=project.stem,
    )
