"""Names of classes that are the same as in a client of the whole document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specpress import ir
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.python.class_names import keep_classes
from specpress.python.names.lock import Part
from specpress.python.names.namer import Namer
from specpress.python.types import PythonTypes
from specpress.reader import build


def name_classes(workspace: Workspace, api: ir.Api, namer: Namer) -> Mapping[Part, str]:
    """Return the names of the classes in a client of the whole document.

    Equal schemas share a class, and names that several schemas claim are longer: the names depend on
    all schemas. The whole document is only read if the names lock does not have all names yet.
    """
    selection = workspace.selection
    if selection is None:
        return {}
    if _assign(api, namer).keys() <= namer.lock.names.keys():
        return {}
    whole = selection.root.workspace
    unread = replace(
        whole,
        adapt=workspace.adapt,
        anchors={},
        roots={},
        by_label={},
        targets={},
        resources={},
    )
    return _assign(build(unread.root, Problems()), namer)


def _assign(api: ir.Api, namer: Namer) -> Mapping[Part, str]:
    """Return the names of classes that a run would assign."""
    own = Namer(namer.lock, namer.by_hand, namer.major)
    PythonTypes(keep_classes(api, own), namer=own)
    return {part: name for part, name in own.names.items() if part[0] == "class"}
