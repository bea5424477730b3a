"""The names of the generated distribution, its package and its client."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.config import Settings
from specpress.package.metadata import get_version
from specpress.python.names.namer import Namer
from specpress.python.names.project import Chosen, name_project

# Classes beside the fake of the API.
FAKES = ("FakeOperation", "FakeResource", "FakeRoute", "FakeTransport")
PACKAGE, CLIENT = ("project", "package"), ("project", "client")


@dataclass(frozen=True, slots=True)
class Names:
    """The names from the settings or the title of the document, as most views have them."""

    package: str
    """The import package, perhaps in a namespace."""
    distribution: str
    """The name in `pip install`."""
    version: str
    """Version of the distribution."""
    client: str
    """The synchronous client."""
    stem: str
    """The words of the client, as variables and fixtures spell them."""

    @property
    def options(self) -> dict[str, str]:
        """The names by the options that set them."""
        return {
            "package": self.package,
            "distribution": self.distribution,
            "client": self.client,
        }

    @property
    def folder(self) -> str:
        """The folder of the package."""
        return self.package.replace(".", "/")

    @property
    def is_in_namespace(self) -> bool:
        """True if the package is in a namespace, which other distributions may share."""
        return "." in self.package

    @property
    def fake(self) -> str:
        """The class of the fake of the API."""
        name = f"Fake{self.client}"
        return f"{name}Client" if name in FAKES else name

    @property
    def fixture(self) -> str:
        """The pytest fixture with the fake of the API."""
        return f"fake_{self.stem}"


def get_names(settings: Settings, api: ir.Api, namer: Namer) -> Names:
    """Return the names from the settings, else those of the lock or from the title of the document.

    A changed setting is intended, and so no change that the namer reports.
    """
    by_hand, locked = namer.by_hand, namer.lock.names
    package = settings.package or by_hand.get(PACKAGE)
    client = settings.client or by_hand.get(CLIENT)
    if package is None:
        package, client = locked.get(PACKAGE), client or locked.get(CLIENT)
    project = name_project(
        Chosen(settings.spec, package, settings.distribution, client), api.title
    )
    namer.names |= {PACKAGE: project.package, CLIENT: project.client}
    return Names(
        package=project.package,
        distribution=project.distribution,
        version=get_version(settings, api.version),
        client=project.client,
        stem=project.stem,
    )
