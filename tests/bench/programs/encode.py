"""Encode the body in a file, once decoded, with the contender named by the first argument; `--show` prints the result."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from comparing import show_json
from timing import measure

Task = Callable[[], bytes]


def specpress(raw: bytes) -> Task:
    """Encode as a call does that sends a body."""
    from extend_client._runtime.codec.codec import SENDING
    from extend_client._runtime.codec.types import encode_value
    from extend_client._runtime.json.json import dumps
    from extend_client.models import ExtractRun

    run = ExtractRun.from_json(raw)
    return lambda: dumps(encode_value("ExtractRun", run, SENDING))


def floor(raw: bytes) -> Task:
    import floor as unchecked

    run = unchecked.decode(raw)
    return lambda: unchecked.encode(run)


def pydantic(raw: bytes) -> Task:
    from bench_models import ExtractRun

    run = ExtractRun.model_validate_json(raw)
    return lambda: run.model_dump_json(by_alias=True, exclude_unset=True).encode()


def adaptix(raw: bytes) -> Task:
    from adaptix import NameStyle, Retort, name_mapping
    from records import ExtractRun

    retort = Retort(recipe=[name_mapping(name_style=NameStyle.CAMEL)])
    run, dump = retort.load(json.loads(raw), ExtractRun), retort.get_dumper(ExtractRun)
    return lambda: json.dumps(dump(run)).encode()


def msgspec(raw: bytes) -> Task:
    import msgspec
    from structs import ExtractRun

    run = msgspec.json.decode(raw, type=ExtractRun)
    encoder = msgspec.json.Encoder()
    return lambda: encoder.encode(run)


def json_only(raw: bytes) -> Task:
    value = json.loads(raw)
    return lambda: json.dumps(value).encode()


CONTENDERS = {
    "specpress": specpress,
    "floor": floor,
    "pydantic": pydantic,
    "adaptix": adaptix,
    "msgspec": msgspec,
    "json only": json_only,
}

if __name__ == "__main__":
    task = CONTENDERS[sys.argv[1]](Path(sys.argv[2]).read_bytes())
    if "--show" in sys.argv:
        show_json(task())
    else:
        measure(task)
