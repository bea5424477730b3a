"""Straight-line code: the functions that decode and encode a model, made once from its fields.

No name of the document is in the code: it speaks of fields by their number and by their names in Python;
what they are called on the wire, and their codecs, stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .codec import Decode, Encode
from .encode import finish

if TYPE_CHECKING:
    from .objects import Shape, Slot


def decoder(shape: Shape) -> Decode:
    """The function that reads a model from a JSON object."""
    lines = [
        "def decode(value, owner, key, faults, at):",
        "    if type(value) is not dict:",
        "        return faults.add(value, owner, key, 'an object', at)",
        "    get = value.get",
        f"    count = {sum(not slot.optional for slot in shape.slots)}",
        *(f"    {line}" for n, s in enumerate(shape.slots) for line in _decoded(n, s)),
        "    model = new(kind)",
        "    model.extra = {} if len(value) == count else extra(value, faults)",
        *(f"    model.{s.name} = v{n}" for n, s in enumerate(shape.slots)),
        "    return model",
    ]
    beside = _beside(shape) | {"new": object.__new__, "extra": shape.extra}
    made: Decode = _made("decode", lines, beside)
    return made


def _decoded(n: int, slot: Slot) -> Iterator[str]:
    """One field. `count` tells in the end whether `extra` has anything to hold."""
    plain = " and ".join(f"type(v{n}) is not {t.__name__}" for t in slot.bare.plain)
    work = f"v{n} = c{n}.decode(v{n}, value, k{n}, faults, a{n})"
    checked = f"if {plain}: {work}" if plain else work
    yield f"v{n} = get(k{n})"
    if slot.needed:
        yield checked
    elif slot.optional:
        yield f"if v{n} is not None:"
        yield "    count += 1"
        yield f"    {checked}"
    else:
        yield f"if v{n} is not None:"
        yield f"    {checked}"
        yield f"elif k{n} not in value:"
        yield "    count = -1"


def encoder(shape: Shape) -> Encode:
    """The function that writes a model as a JSON object."""
    lines = [
        "def encode(model):",
        "    out, extra = {}, model.extra",
        *(f"    {line}" for n, s in enumerate(shape.slots) for line in _encoded(n, s)),
        "    return finish(out, extra) if extra else out",
    ]
    made: Encode = _made("encode", lines, _beside(shape) | {"finish": finish})
    return made


def _encoded(n: int, slot: Slot) -> Iterator[str]:
    value = f"model.{slot.name}"
    if slot.needed:
        yield f"out[k{n}] = {_written(n, slot, value)}"
        return
    yield f"v{n} = {value}"
    yield f"if v{n} is not None:"
    yield f"    out[k{n}] = {_written(n, slot, f'v{n}')}"
    if not slot.optional:
        yield f"elif k{n} not in extra:"
        yield f"    out[k{n}] = None"


def _written(n: int, slot: Slot, value: str) -> str:
    return value if slot.bare.encode is None else f"c{n}.encode({value})"


def _beside(shape: Shape) -> dict[str, Any]:
    """What the code speaks of."""
    found: dict[str, Any] = {"kind": shape.model}
    for n, slot in enumerate(shape.slots):
        at = f"{shape.model.__name__}.{slot.wire}"
        found |= {f"k{n}": slot.wire, f"c{n}": slot.bare, f"a{n}": at}
    return found


def _made(name: str, lines: list[str], beside: dict[str, Any]) -> Any:
    model = beside["kind"]
    source = compile("\n".join(lines), f"<{name} {model.__name__}>", "exec")
    exec(source, beside)  # noqa: S102 -- the lines are those above
    return beside[name]
