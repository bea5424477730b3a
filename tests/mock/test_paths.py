"""Paths match their templates as a regular expression would, but in linear time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import compile_path

from specpress.mock.paths import PathPattern

PIECES = st.lists(
    st.sampled_from(["/", "a", "-", ".", "{}", "{}", "aa"]), min_size=1, max_size=8
)


@given(pieces=PIECES, path=st.text(alphabet="/a-.", max_size=12))
def test_template_matches_as_its_regular_expression(
    pieces: list[str], path: str
) -> None:
    template = "/"
    for index, piece in enumerate(pieces):
        template += f"{{p{index}}}" if piece == "{}" else piece
    expected = compile_path(template)[0].match(f"/{path}")
    match = PathPattern(template).match(f"/{path}")
    assert (match and match.groupdict()) == (expected and expected.groupdict())


def test_many_parameters_in_a_segment() -> None:
    """A regular expression takes exponential time."""
    template = "/" + "".join(f"{{p{n}}}-" for n in range(30))
    assert PathPattern(template).match("/" + "-" * 30_000 + "a") is None
    assert PathPattern(template).match("/" + "a-" * 30_000) is not None
