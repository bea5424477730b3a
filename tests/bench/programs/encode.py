"""Encode the body in a file, once decoded, with the contender named by the first argument."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timing import measure

contender, raw = sys.argv[1], Path(sys.argv[2]).read_bytes()


def encode_unchecked(n: int, field: Any) -> Iterator[str]:
    """Yield the lines of an encoder that trusts the types of plain values and enums."""
    codec = field.value_codec
    if codec.members is not None:
        yield f"out[k{n}] = v{n}._value_"
    elif codec.plain:
        yield f"out[k{n}] = v{n}"
    else:
        yield f"out[k{n}] = c{n}.encode(v{n}, encoding)"


def encode_with_specpress() -> None:
    from extend_client._runtime.codec.codec import SENDING
    from extend_client._runtime.codec.types import encode_value
    from extend_client._runtime.json.json import dumps
    from extend_client.models import ExtractRun

    run = ExtractRun.from_dict(json.loads(raw))
    measure(lambda: dumps(encode_value("ExtractRun", run, SENDING)))


if contender == "specpress":
    encode_with_specpress()
elif contender == "specpress without checks":
    from extend_client._runtime.codec import models

    vars(models)["_encode_value"] = encode_unchecked
    encode_with_specpress()
elif contender == "pydantic":
    from models_pydantic import ExtractRun as PydanticRun

    run = PydanticRun.model_validate_json(raw)
    measure(lambda: run.model_dump_json(by_alias=True))
elif contender == "msgspec":
    import msgspec
    from structs import ExtractRun as StructRun

    struct = msgspec.json.decode(raw, type=StructRun)
    encoder = msgspec.json.Encoder()
    measure(lambda: encoder.encode(struct))
else:
    value = json.loads(raw)
    measure(lambda: json.dumps(value).encode())
