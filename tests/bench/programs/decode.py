"""Decode the body in a file with the contender named by the first argument."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from timing import measure

contender, raw = sys.argv[1], Path(sys.argv[2]).read_bytes()

if contender == "specpress":
    from extend_client.models import ExtractRun

    measure(lambda: ExtractRun.from_dict(json.loads(raw)))
elif contender == "extend-ai":
    from extend_ai.core.unchecked_base_model import construct_type
    from extend_ai.types.extract_run import ExtractRun as VendorRun

    measure(lambda: construct_type(type_=VendorRun, object_=json.loads(raw)))
elif contender == "pydantic":
    from models_pydantic import ExtractRun as PydanticRun

    measure(lambda: PydanticRun.model_validate_json(raw))
elif contender == "msgspec":
    import msgspec
    from structs import ExtractRun as StructRun

    decoder = msgspec.json.Decoder(StructRun)
    measure(lambda: decoder.decode(raw))
else:
    measure(lambda: json.loads(raw))
