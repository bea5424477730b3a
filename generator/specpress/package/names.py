"""The names of the generated distribution, its package and its client."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.config import Settings
from specpress.python.names import snake


@dataclass(frozen=True, slots=True)
class Names:
    """The names from the settings, as most views have them."""

    package: str
    """The import package."""
    distribution: str
    """The name in `pip install`."""
    version: str
    client: str
    """The synchronous client."""

    @property
    def fixture(self) -> str:
        """The pytest fixture with the fake of the API."""
        return f"fake_{snake(self.client)}"


def get_names(settings: Settings) -> Names:
    """Return the names from the settings."""
    return Names(
        package=settings.package,
        distribution=settings.distribution,
        version=settings.version,
        client=settings.client,
    )
