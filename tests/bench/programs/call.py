"""Cancel a run through an in-memory HTTP transport with the contender named by the first argument.

`--show` prints the result of one call.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from comparing import show_result
from timing import measure

URL = "https://api.extend.ai/extract_runs/exr_1/cancel"
HEADERS = {"content-type": "application/json"}
Call = Callable[[], object]


def specpress(raw: bytes) -> Call:
    from extend_client import Extend

    client = Extend(token="t", transport=_build_http(raw))
    return lambda: client.extract_runs.cancel("exr_1")


def extend_ai(raw: bytes) -> Call:
    import httpx
    from extend_ai import Extend

    transport = httpx.MockTransport(
        lambda request: httpx.Response(200, content=raw, headers=HEADERS)
    )
    client = Extend(token="t", httpx_client=httpx.Client(transport=transport))
    return lambda: client.extract_runs.cancel("exr_1")


def bare(raw: bytes) -> Call:
    http = _build_http(raw)
    return lambda: json.loads(http.post(URL).content)


def _build_http(raw: bytes) -> object:
    import httpx2

    return httpx2.Client(
        transport=httpx2.MockTransport(
            lambda request: httpx2.Response(200, content=raw, headers=HEADERS)
        )
    )


CONTENDERS = {
    "specpress": specpress,
    "extend-ai": extend_ai,
    "httpx2 and json only": bare,
}

if __name__ == "__main__":
    logging.disable()
    call = CONTENDERS[sys.argv[1]](Path(sys.argv[2]).read_bytes())
    if "--show" in sys.argv:
        show_result(call())
    else:
        measure(call)
