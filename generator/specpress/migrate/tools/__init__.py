"""The tools whose configurations can be read, and the detection of the tool from its content."""

from __future__ import annotations

from collections.abc import Mapping

from specpress.document.resolve import Cursor
from specpress.migrate.documents import list_extensions
from specpress.migrate.tools import (
    fern,
    openapi_generator,
    openapi_python_client,
    speakeasy,
    stainless,
)
from specpress.migrate.tools.tool import Tool

TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        stainless.TOOL,
        fern.TOOL,
        speakeasy.TOOL,
        openapi_python_client.TOOL,
        openapi_generator.TOOL,
    )
}


def detect_tool(root: Cursor) -> Tool | None:
    """Return the tool of a configuration, or of the extensions in a document; None if it is not clear."""
    if is_document(root):
        counts = {
            tool.name: sum(1 for _ in list_extensions(root, tool.prefix))
            for tool in TOOLS.values()
            if tool.prefix
        }
        name = max(counts, key=lambda name: counts[name])
        return TOOLS[name] if counts[name] else None
    keys = {str(key) for key, _ in root.items()}
    scores = {
        tool.name: len(keys & tool.keys)
        for tool in TOOLS.values()
        if tool.required <= keys
    }
    best = max(scores.values(), default=0)
    names = [name for name, score in scores.items() if score == best]
    return TOOLS[names[0]] if best and len(names) == 1 else None


def is_document(root: Cursor) -> bool:
    """Return whether a file is an OpenAPI document."""
    # `stainless.yml` has a mapping `openapi`.
    version = root.value.get("openapi") or root.value.get("swagger")
    has_content = root.get("info") is not None or root.get("paths") is not None
    return has_content and isinstance(version, (str, int, float))
