"""Rules for the names that settings choose: each function explains why a name cannot be used."""

from __future__ import annotations

import re
import unicodedata

from specpress.python.names.lock import Part
from specpress.python.names.project import find_taken_class
from specpress.python.names.reserve import reserved

_SEPARATORS = re.compile(r"[-_.]+")
_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
MAX_LENGTH = 128
MAX_FILE_NAME = 255
MAX_FOLDERS = 100
_DUNDER = re.compile(r"__.*__|_+")


def explain(part: Part, name: str) -> str | None:
    """Explain why the package or the client cannot have a name by hand; None for other parts."""
    match part:
        case ("project", "package"):
            return explain_package(name)
        case ("project", "client"):
            return explain_client(name)
        case _:
            return None


def explain_package(name: str) -> str | None:
    """Explain why a package cannot have a name, perhaps a dotted one; None if it can."""
    if not _MODULE.fullmatch(name) or len(name) > MAX_LENGTH:
        return "it is not a Python module name"
    keywords = {keyword.casefold() for keyword in reserved("keyword")}
    for part in name.split("."):
        if part.casefold() in keywords:
            return f"{part!r} is a keyword of Python"
        if part.casefold() in reserved("device"):
            return f"{part!r} is the name of a device on Windows"
        if _DUNDER.fullmatch(part):
            return f"{part!r} is a special name of Python"
    return _explain_top_level(name.partition(".")[0])


def explain_distribution(name: str) -> str | None:
    """Explain why a distribution cannot have a name; None if it can."""
    normalized = _SEPARATORS.sub("-", name).lower()
    return _explain_top_level(normalized.replace("-", "_"), name)


def explain_client(name: str) -> str | None:
    """Explain why the client class cannot have a name; None if it can."""
    if fault := explain_class(name):
        return fault
    taken = find_taken_class(name)
    return taken and f"{taken!r} has another meaning in the package"


def explain_class(name: str) -> str | None:
    """Explain why a text is not the name of a class; None if it is."""
    if fault := _explain_identifier(name):
        return fault
    return (
        "a class begins with a capital letter" if name[0] == name[0].lower() else None
    )


def explain_argument(name: str) -> str | None:
    """Explain why an argument of the client cannot have a name; None if it can."""
    if fault := _explain_identifier(name):
        return fault
    if name.startswith("_"):
        return "an argument begins with a letter"
    if {name} & (reserved("constructor") | reserved("parameter")):
        return "each client has an argument or a name of its own that is called so"
    return None


def explain_path(text: str) -> str | None:
    """Explain why no file system has a path; None if one may have it."""
    parts = text.replace("\\", "/").split("/")
    if any(len(part.encode("utf-8", "replace")) > MAX_FILE_NAME for part in parts):
        return f"a file name has at most {MAX_FILE_NAME} bytes"
    if len(parts) > MAX_FOLDERS:
        return f"it has more than {MAX_FOLDERS} folders"
    return None


def _explain_identifier(name: str) -> str | None:
    if not name.isidentifier():
        return "it is not a Python identifier"
    normalized = unicodedata.normalize("NFKC", name)
    if normalized != name:
        return f"Python reads it as {normalized!r}"
    return f"{name!r} is a keyword of Python" if name in reserved("keyword") else None


def _explain_top_level(module: str, name: str = "") -> str | None:
    """Explain why a module at the top level, or the distribution of this name, would hide another one."""
    # Names that differ in case only share a file on case-insensitive systems.
    folded = module.casefold()
    # Each role includes the keywords.
    keywords = reserved("keyword")
    if folded in map(str.casefold, reserved("stdlib") - keywords):
        return f"{name or module!r} is a module of the standard library"
    if folded in reserved("dependency") - keywords:
        return f"{name or module!r} is the name of a dependency"
    if folded in reserved("project") - keywords:
        return f"{name or module!r} is another part of the project"
    return None
