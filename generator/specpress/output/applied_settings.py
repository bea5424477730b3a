"""Settings that name parts of the document which it does not have."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from specpress import ir
from specpress.config import Settings, locate
from specpress.document.problems import Problem, Step
from specpress.document.selection import Selection
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


KINDS = {
    "credentials": "security scheme that the client implements",
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
