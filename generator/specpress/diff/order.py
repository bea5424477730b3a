"""The order of changes in reports: the most urgent ones first."""

from __future__ import annotations

from collections.abc import Iterable

from specpress.diff.changes import Change, Severity
from specpress.diff.kinds import load_kinds

# Areas from calls to what follows from them.
AREAS = (
    "credential",
    "server",
    "operation",
    "path-parameter",
    "query-parameter",
    "header-parameter",
    "cookie-parameter",
    "request-body",
    "request-property",
    "response-body",
    "response-property",
    "response",
    "webhook",
    "property",
    "member",
    "error",
    "error-body",
    "response-header",
    "class",
)


def sort_changes(changes: Iterable[Change]) -> list[Change]:
    """Return changes by their effect on the deployed client, on the regenerated one, and by area.

    Those that touch a program precede all others.
    """
    return sorted(changes, key=_get_key)


def _get_key(change: Change) -> tuple[bool, Severity, Severity, int, int]:
    area = load_kinds()[change.code].area
    return (
        not change.calls,
        Severity(Severity.BREAKING - change.deployed.severity),
        Severity(Severity.BREAKING - change.regenerated.severity),
        AREAS.index(area),
        -len(change.uses),
    )
