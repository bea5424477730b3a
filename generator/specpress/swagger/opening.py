"""Open a document: apply its overlays, and upgrade Swagger 2.0."""

from __future__ import annotations

from collections.abc import Callable

from specpress.document import overlay
from specpress.document.load import Document
from specpress.document.policy import ReadingPolicy
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.swagger import is_swagger, upgrade

# A key of an overlay, and its value for an overlay of the upgraded document.
APPLIES_TO = "x-specpress-applies-to"
UPGRADED = "upgraded"


def open_workspace(
    main: Document,
    overlays: list[Document],
    policy: ReadingPolicy,
    adapt: Callable[[Document], None],
    problems: Problems,
) -> Workspace:
    """Return the workspace of a document with its overlays; Swagger 2.0 is upgraded.

    An overlay changes a Swagger document as it is written, unless it says that it applies to the
    upgraded one.
    """
    late = [o for o in overlays if _applies_to_upgraded(o, problems)]
    if not is_swagger(main.tree):
        late = []
    for document in overlays:
        if document not in late:
            main = overlay.apply(main, document, problems)
    workspace = Workspace(main, policy=policy, adapt=adapt)
    if not is_swagger(main.tree) or problems.errors:
        return workspace
    workspace = upgrade(workspace, problems)
    for document in late:
        workspace = apply_to_main(workspace, document, problems)
    return workspace


def apply_to_main(
    workspace: Workspace, document: Document, problems: Problems
) -> Workspace:
    """Return the workspace with an overlay applied to its main document."""
    return workspace.with_main(overlay.apply(workspace.main, document, problems))


def _applies_to_upgraded(document: Document, problems: Problems) -> bool:
    value: object = document.tree.get(APPLIES_TO)
    if APPLIES_TO in document.tree and value != UPGRADED:
        at = Workspace(document).root.child(APPLIES_TO)
        message = f"`{APPLIES_TO}` must be `{UPGRADED}`"
        problems.error(at, message, "or remove it", code="wrong-value")
    return value == UPGRADED
