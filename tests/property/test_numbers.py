"""JSON numbers keep their digits: parsed and written again, a number has the same text."""

from __future__ import annotations

import json
from decimal import Decimal

from extend_client._runtime.json.json import dumps, loads
from hypothesis import example, given
from hypothesis import strategies as st

DIGITS = st.text("0123456789", min_size=1, max_size=20)
INTEGERS = st.integers(0, 10**20).map(str)


@st.composite
def draw_number(draw: st.DrawFn) -> str:
    """Return the text of a number with a fraction or an exponent."""
    sign = draw(st.sampled_from(["", "-"]))
    text = sign + draw(INTEGERS)
    fraction = draw(st.sampled_from(["", ".", ".0", ".000", ".00000"]))
    text += fraction + (draw(DIGITS) if fraction else "")
    exponent = draw(st.sampled_from(["", "", "e", "E", "e+", "E-"]))
    return text + exponent + (draw(st.integers(0, 400).map(str)) if exponent else "")


@given(draw_number())
@example("0.0001")
@example("0.00001")
@example("-0.00001")
@example("0.10")
@example("1.0")
@example("-0.0")
@example("0.12345678901234")
@example("0.123456789012345")
@example("99999999999999.9")
@example("1e5")
@example("1E5")
@example("1.5e-7")
def test_numbers_keep_their_text(text: str) -> None:
    number = loads(text)
    # Python has no negative zero among the integers.
    text = "0" if text == "-0" else text
    assert dumps([number]) == f"[{text}]".encode()
    assert number == json.loads(text)
    if isinstance(number, float):
        # A number without a literal has all digits in its repr.
        literal = getattr(number, "literal", None) or repr(number)
        assert literal == text
        assert Decimal(literal) == Decimal(text)
