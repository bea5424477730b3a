"""Response bodies of the cancel endpoint, of any size."""

from __future__ import annotations

import json
from typing import Any


def run(fields: int) -> bytes:
    """Return a processed run with extracted fields and citations; 14 fields are about 7 KB."""
    names = [f"field_{number}" for number in range(fields)]
    output = {
        "value": {name: f"value of {name}" for name in names},
        "metadata": {
            name: _field_metadata(number) for number, name in enumerate(names)
        },
    }
    return json.dumps({**_RUN, "output": output}).encode()


def _field_metadata(number: int) -> dict[str, Any]:
    left, top = 50.5 + number, 40.1
    corners = ((left, top), (left + 90, top), (left + 90, top + 12), (left, top + 12))
    return {
        "ocrConfidence": 0.991,
        "logprobsConfidence": None,
        "reviewAgentScore": 5,
        "citations": [
            {
                "fileId": "file_1",
                "page": {"number": 1, "width": 612, "height": 792},
                "referenceText": f"Text at field {number}",
                "polygon": [{"x": x, "y": y} for x, y in corners],
            }
        ],
        "insights": [{"type": "reasoning", "content": "Printed beside the heading."}],
    }


_STAMP = "2026-10-01T08:00:06.871Z"
_FILE = {
    "object": "file",
    "id": "file_1",
    "name": "invoice.pdf",
    "type": "PDF",
    "parentFileId": None,
    "metadata": {},
    "createdAt": _STAMP,
    "updatedAt": _STAMP,
}
_RUN: dict[str, Any] = {
    "object": "extract_run",
    "id": "exr_1",
    "status": "PROCESSED",
    "initialOutput": None,
    "reviewedOutput": None,
    "failureReason": None,
    "failureMessage": None,
    "metadata": {"tenant": "acme"},
    "reviewed": False,
    "edited": False,
    "edits": None,
    "config": {
        "baseProcessor": "extraction_light",
        "schema": {"type": "object", "properties": {"total": {"type": "number"}}},
    },
    "extractor": None,
    "extractorVersion": None,
    "file": _FILE,
    "files": None,
    "parseRunId": None,
    "dashboardUrl": "https://dashboard.extend.ai/runs/exr_1",
    "usage": {"credits": 6, "totalCredits": 10},
    "createdAt": _STAMP,
    "updatedAt": _STAMP,
}
