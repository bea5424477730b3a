"""Measurements of decoding and encoding: the same body with each contender, compared before it is timed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench import body
from tests.bench.generators import (
    MODELS_ONLY,
    PROGRAMS,
    RIVAL_BIN,
    SPECPRESS_ENV,
    write_extend,
)
from tests.bench.measure import PRINTED, Contender, Measurement
from tests.corpus import rivals

# Extracted fields of a run by the size of its body.
SIZES = {"2 KB": 2, "3 KB": 5, "6 KB": 12, "7 KB": 14}
CONVERTED = ("2 KB", "3 KB", "7 KB")
# Contenders that build objects of the same fields: their results are equal.
SAME_TASK = ("specpress", "floor", "extend-ai", "pydantic", "adaptix", "msgspec")
RIVALS = ("pydantic", "adaptix", "msgspec")
DECODING = {
    "specpress": "checks every value; keeps unknown keys and values, and the digits of numbers; dates are datetimes",
    "floor": "checks nothing, ignores unknown keys; dates are datetimes: json, constructors and fromisoformat, by hand",
    "extend-ai": "checks nothing; keeps unknown keys; dates are datetimes",
    "pydantic": "checks every value with a parser in Rust; ignores unknown keys; dates are datetimes",
    "adaptix": "checks every value of dataclasses by hand; ignores unknown keys; dates are datetimes",
    "msgspec": "checks every value of Structs by hand in C; ignores unknown keys; dates are datetimes",
    "json only": "builds dicts; dates are text",
}
ENCODING = {
    "specpress": "checks every value; writes unknown keys, and the digits of numbers",
    "floor": "checks nothing: dicts by hand, isoformat and json",
    "pydantic": "checks nothing, warns of other types; in Rust",
    "adaptix": "checks nothing",
    "msgspec": "checks nothing; in C",
    "json only": "writes dicts",
}


def decode(folder: Path, size: str) -> Measurement:
    """Return the decoding of a body, from bytes to the model."""
    return _convert(folder, size, "decode", DECODING)


def encode(folder: Path, size: str) -> Measurement:
    """Return the encoding of a model, from the model to bytes."""
    return _convert(folder, size, "encode", ENCODING)


def _convert(
    folder: Path, size: str, verb: str, described: dict[str, str]
) -> Measurement:
    raw = write_body(folder, size)
    contenders = tuple(
        contender(folder, verb, name, raw, about)
        for name, about in described.items()
        if name not in RIVALS or not rivals.missing()
    )
    return Measurement(verb, f"{verb} a run of {size}", contenders, (PRINTED,))


def contender(
    folder: Path, verb: str, name: str, raw: Path, about: str = ""
) -> Contender:
    """Return a contender that converts a body, with the option that prints its result."""
    interpreter, environment = sys.executable, SPECPRESS_ENV
    if name in RIVALS:
        interpreter = str(RIVAL_BIN / "python")
        models = MODELS_ONLY.generate(write_extend(folder), folder)
        environment = {"PYTHONPATH": str(models.parent)}
    command = (interpreter, str(PROGRAMS / f"{verb}.py"), name, str(raw))
    showing = ("--show",) if name in SAME_TASK else ()
    return Contender(name, command, environment, about, showing)


def write_body(folder: Path, size: str) -> Path:
    """Write the body of a run."""
    path = folder / f"run-{size.replace(' ', '-')}.json"
    path.write_bytes(body.run(SIZES[size]))
    return path
