"""Cancel a run over an HTTP library whose transport is in memory, with one of the contenders."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from pace import pace

who, raw = sys.argv[1], Path(sys.argv[2]).read_bytes()
headers = {"content-type": "application/json"}
logging.disable()

if who == "extend-ai":
    import httpx
    from extend_ai import Extend as Theirs

    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, content=raw, headers=headers)
    )
    theirs = Theirs(token="t", httpx_client=httpx.Client(transport=transport))
    pace(lambda: theirs.extract_runs.cancel("exr_1"))
else:
    import httpx2
    from extend_client import Extend

    http = httpx2.Client(
        transport=httpx2.MockTransport(
            lambda request: httpx2.Response(200, content=raw, headers=headers)
        )
    )
    if who == "specpress":
        client = Extend(token="t", transport=http)
        pace(lambda: client.extract_runs.cancel("exr_1"))
    else:
        url = "https://api.extend.ai/extract_runs/exr_1/cancel"
        pace(lambda: json.loads(http.post(url).content))
