"""Cancel a run through an in-memory HTTP transport with the contender named by the first argument."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from timing import measure

contender, raw = sys.argv[1], Path(sys.argv[2]).read_bytes()
headers = {"content-type": "application/json"}
logging.disable()

if contender == "extend-ai":
    import httpx
    from extend_ai import Extend as VendorClient

    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, content=raw, headers=headers)
    )
    vendor_client = VendorClient(
        token="t", httpx_client=httpx.Client(transport=transport)
    )
    measure(lambda: vendor_client.extract_runs.cancel("exr_1"))
else:
    import httpx2
    from extend_client import Extend

    http = httpx2.Client(
        transport=httpx2.MockTransport(
            lambda request: httpx2.Response(200, content=raw, headers=headers)
        )
    )
    if contender == "specpress":
        client = Extend(token="t", transport=http)
        measure(lambda: client.extract_runs.cancel("exr_1"))
    else:
        url = "https://api.extend.ai/extract_runs/exr_1/cancel"
        measure(lambda: json.loads(http.post(url).content))
