"""The metadata of the generated distribution: version, licence, authors, links and requirements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from specpress.config import Settings

# The setting `version` that takes the version of the document.
OF_DOCUMENT = "document"
# The setting `version` that follows from the changes since the previous version.
AUTO = "auto"
DEFAULT_VERSION = "0.1.0"
# The lowest versions with which the client is tested.
BOUNDS = {
    "httpx2": ">=2.16.1",
    "pyreqwest": ">=0.15",
    "opentelemetry-api": ">=1.30",
    "pytest": ">=8.4",
}
_DATE = re.compile(r"([0-9]{4})-0?([0-9]{1,2})-0?([0-9]{1,2})")
_VERSION = re.compile(
    r"v?([0-9]+(?:\.[0-9]+)*(?:[._-]?(?:a|b|rc|alpha|beta)[._-]?[0-9]*)?)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"([^<>]*?)\s*(?:<([^<>]*)>)?")


@dataclass(frozen=True, slots=True)
class Requirements:
    """The requirements of the distribution and of its extras, with their bounds."""

    httpx2: str
    """Requirement of httpx2."""
    pyreqwest: str
    """Requirement of the extra `fast`."""
    opentelemetry: str
    """Requirement of the extra `otel`."""
    pytest: str
    """Requirement of the extra `test`."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What settings say about the distribution besides its names."""

    license: str | None
    """An SPDX expression; None for a private client."""
    authors: list[dict[str, str]]
    """The name, the email or both of each author."""
    urls: dict[str, str]
    """Links on the page of the distribution, by their labels."""
    requires_python: str
    """The range of Python versions."""
    lowest_python: str
    """The lowest Python version, such as `3.11`."""
    requirements: Requirements
    """The requirements with their bounds."""
    install: str
    """What `pip install` gets in the README."""

    @property
    def has_licence_text(self) -> bool:
        """True if the text of the licence is generated."""
        return self.license == "MIT"

    @property
    def is_installed_from_directory(self) -> bool:
        """True if pip installs the directory with the README."""
        return self.install == "."


def build_metadata(settings: Settings) -> Metadata:
    """Return the metadata in the settings."""
    return Metadata(
        settings.license,
        [_parse_author(author) for author in settings.authors],
        {**settings.urls},
        settings.requires_python,
        settings.requires_python.removeprefix(">=").partition(",")[0],
        build_requirements(settings.dependencies),
        settings.install,
    )


def build_requirements(bounds: Mapping[str, str]) -> Requirements:
    """Return the requirements, with the bounds of the settings by name."""
    requirements = (
        f"{name}{bounds.get(name, bound)}" for name, bound in BOUNDS.items()
    )
    return Requirements(*requirements)


def _parse_author(text: str) -> dict[str, str]:
    match = _AUTHOR.fullmatch(text)
    author = {"name": match[1], "email": match[2]} if match else {"name": text}
    return {key: value for key, value in author.items() if value}


def get_version(settings: Settings, of_document: str) -> str:
    """Return the version of the distribution: that of the settings, or of the document.

    An automatic version begins with the default; its next ones follow from the output directory.
    """
    if settings.version == AUTO:
        return DEFAULT_VERSION
    if settings.version != OF_DOCUMENT:
        return settings.version
    return convert_version(of_document) or DEFAULT_VERSION


def convert_version(text: str) -> str | None:
    """Return the version of a document as that of a Python project; None if it cannot be one.

    A date such as 2026-03-01 becomes 2026.3.1.
    """
    if date := _DATE.fullmatch(text.strip()):
        return ".".join(date.groups())
    version = _VERSION.fullmatch(text.strip())
    return version[1] if version else None
