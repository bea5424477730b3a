"""Settings that name parts of the document which it does not have."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from specpress import ir
from specpress.config import Settings, locate
from specpress.config.names import explain_package
from specpress.document.problems import Problem, Step
from specpress.document.selection import Selection
from specpress.package.metadata import OF_DOCUMENT, convert_version
from specpress.selection import list_headers, list_schemes
from specpress.validate.messages import Message


def find_unknown_parts(
    settings: Settings, api: ir.Api, selection: Selection | None
) -> Iterator[Problem]:
    """Yield problems of credentials without a security scheme, and of client-wide headers of no operation.

    Those of operations that are left out are known.
    """
    schemes = {scheme.name for scheme in api.schemes}
    if selection is not None:
        schemes |= list_schemes(selection)
    yield from _report(settings, "credentials", settings.credentials, schemes)
    headers = {
        p.wire for o in api.operations for p in o.parameters if p.location == "header"
    }
    if selection is not None and not headers.issuperset(settings.client_parameters):
        headers |= list_headers(selection)
    yield from _report(
        settings, "client-parameters", settings.client_parameters, headers
    )
    yield from _check_folder(settings)
    if settings.version == OF_DOCUMENT and convert_version(api.version) is None:
        text = f"the version {api.version!r} of the document cannot be that of a Python project"
        hint = "write a version such as 1.2.0 into the settings"
        yield locate(
            settings, Message(("version",), text, hint, code="unusable-version")
        )


def _check_folder(settings: Settings) -> Iterator[Problem]:
    """Yield the problem of an output directory that has another name than the package in it."""
    if settings.layout != "package" or settings.package is None:
        return
    parts = settings.package.split(".")
    if fault := explain_package(settings.package):
        text = (
            f"the output directory cannot be the package {settings.package!r}: {fault}"
        )
    elif [*settings.output.absolute().parts[-len(parts) :]] != parts:
        text = f"the output directory must end with {'/'.join(parts)}: with this layout it is the package"
    else:
        return
    hint = "write a path such as src/acme"
    yield locate(settings, Message(("output",), text, hint, code="unusable-name"))


KINDS = {
    "credentials": "usable security scheme",
    "client-parameters": "header parameter",
}


def _report(
    settings: Settings, setting: str, used: Iterable[str], known: Collection[str]
) -> Iterator[Problem]:
    by_folded = {name.casefold(): name for name in known}
    for name in used:
        if name in known:
            continue
        close = difflib.get_close_matches(name.casefold(), sorted(by_folded), 1)
        listed = ", ".join(f"`{n}`" for n in sorted(known)[:5])
        all_known = f"the document has {listed}" if known else "remove the setting"
        hint = f"did you mean `{by_folded[close[0]]}`?" if close else all_known
        message = f"{setting}: the document has no {KINDS[setting]} {name!r}"
        path: tuple[Step, ...] = (setting, name)
        yield locate(
            settings, Message(path, message, hint, key=True, code="unknown-part")
        )
