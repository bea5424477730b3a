"""Decode the body in a file with one of the contenders, named by the first argument."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pace import pace

who, raw = sys.argv[1], Path(sys.argv[2]).read_bytes()

if who == "specpress":
    from extend_client.models import ExtractRun

    pace(lambda: ExtractRun.from_dict(json.loads(raw)))
elif who == "extend-ai":
    from extend_ai.core.unchecked_base_model import construct_type
    from extend_ai.types.extract_run import ExtractRun as Theirs

    pace(lambda: construct_type(type_=Theirs, object_=json.loads(raw)))
elif who == "pydantic":
    from models_pydantic import ExtractRun as Pydantic

    pace(lambda: Pydantic.model_validate_json(raw))
elif who == "msgspec":
    import msgspec
    from structs import ExtractRun as Struct

    decoder = msgspec.json.Decoder(Struct)
    pace(lambda: decoder.decode(raw))
else:
    pace(lambda: json.loads(raw))
