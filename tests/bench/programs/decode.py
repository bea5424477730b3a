"""Decode the body in a file with the contender named by the first argument; `--show` prints the result."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from comparing import show
from timing import measure

Task = Callable[[], object]


def specpress(raw: bytes) -> Task:
    """Decode as a call does: with the parser of the runtime."""
    from extend_client._runtime.json.parsing import parse_json
    from extend_client.models import ExtractRun

    return lambda: ExtractRun.from_dict(parse_json(raw))


def floor(raw: bytes) -> Task:
    import floor as unchecked

    return lambda: unchecked.decode(raw)


def extend_ai(raw: bytes) -> Task:
    from extend_ai.core.unchecked_base_model import construct_type
    from extend_ai.types.extract_run import ExtractRun

    return lambda: construct_type(type_=ExtractRun, object_=json.loads(raw))


def pydantic(raw: bytes) -> Task:
    from bench_models import ExtractRun

    return lambda: ExtractRun.model_validate_json(raw)


def adaptix(raw: bytes) -> Task:
    from adaptix import NameStyle, Retort, name_mapping
    from records import ExtractRun

    retort = Retort(recipe=[name_mapping(name_style=NameStyle.CAMEL)])
    load = retort.get_loader(ExtractRun)
    return lambda: load(json.loads(raw))


def msgspec(raw: bytes) -> Task:
    import msgspec
    from structs import ExtractRun

    decoder = msgspec.json.Decoder(ExtractRun)
    return lambda: decoder.decode(raw)


CONTENDERS = {
    "specpress": specpress,
    "floor": floor,
    "extend-ai": extend_ai,
    "pydantic": pydantic,
    "adaptix": adaptix,
    "msgspec": msgspec,
    "json only": lambda raw: lambda: json.loads(raw),
}

if __name__ == "__main__":
    task = CONTENDERS[sys.argv[1]](Path(sys.argv[2]).read_bytes())
    if "--show" in sys.argv:
        show(task())
    else:
        measure(task)
