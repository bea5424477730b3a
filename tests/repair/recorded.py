"""Repair documents in memory with recorded exchanges."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.reader import build
from specpress.repair.checker import Checker
from specpress.repair.overlay_text import write_overlay
from specpress.repair.recording import read_recordings
from specpress.repair.repairing import Repair, apply_actions, repair
from specpress.repair.routes import Routes
from specpress.schema.written_values import adapt_values


def exchange(
    body: Any = None,
    *,
    status: int = 200,
    method: str = "GET",
    url: str = "https://api.example.com/things",
    sent: Any = None,
    headers: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return an exchange of a recording, with JSON bodies."""
    content_type = {"content-type": "application/json"}
    request: dict[str, Any] = {"method": method, "url": url, "headers": {}}
    if sent is not None:
        request |= {"headers": content_type, "json": sent}
    response: dict[str, Any] = {"status": status, "headers": dict(headers or {})}
    if body is not None:
        response["headers"] = content_type | response["headers"]
        response["json"] = body
    return {"request": request, "response": response}


def recording_text(exchanges: list[dict[str, Any]]) -> str:
    """Return the text of a recording."""
    document = {"format": "specpress-recording", "version": 1, "exchanges": exchanges}
    return json.dumps(document, indent=2, ensure_ascii=False)


def repair_text(document: str, exchanges: list[dict[str, Any]]) -> Repair:
    """Repair a document in YAML or JSON."""
    with TemporaryDirectory() as directory:
        spec, file = Path(directory, "api.yaml"), Path(directory, "exchanges.json")
        spec.write_text(document, "utf-8")
        file.write_text(recording_text(exchanges), "utf-8")
        workspace = Workspace(load(spec), adapt=adapt_values)
        api = build(workspace.root, Problems())
        return repair(workspace, api, read_recordings([file]), "Repairs")


def find_contradictory(document: str, exchanges: list[dict[str, Any]]) -> set[int]:
    """Return the indexes of the exchanges that contradict a document."""
    with TemporaryDirectory() as directory:
        spec, file = Path(directory, "api.yaml"), Path(directory, "exchanges.json")
        spec.write_text(document, "utf-8")
        file.write_text(recording_text(exchanges), "utf-8")
        workspace = Workspace(load(spec), adapt=adapt_values)
        api = build(workspace.root, Problems())
        routes, checker = Routes(api), Checker(workspace, api)
        recorded = read_recordings([file])
    matched = {e.index: (e, routes.find(e)) for e in recorded}
    return {
        index
        for index, (e, route) in matched.items()
        if route is not None and checker.check(e, *route)
    }


def repaired_tree(document: str, result: Repair) -> Any:
    """Return the tree of a document with the overlay of a repair."""
    with TemporaryDirectory() as directory:
        spec = Path(directory, "api.yaml")
        spec.write_text(document, "utf-8")
        workspace = Workspace(load(spec))
        if not result.actions:
            return workspace.main.tree
        text = write_overlay("Repairs", result.actions)
        return apply_actions(workspace, text).main.tree
