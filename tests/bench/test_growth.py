"""The exponent of the growth, and the documents that it is measured with."""

from __future__ import annotations

import pytest

from tests.bench import synthetic
from tests.bench.generation import fit_exponent


@pytest.mark.parametrize("exponent", [0.5, 1.0, 1.1, 2.0])
def test_exponent_is_that_of_the_part_that_grows(exponent: float) -> None:
    seconds = {size: 0.6 + 1e-4 * size**exponent for size in (0, 1_000, 10_000)}
    assert fit_exponent(seconds) == pytest.approx(exponent)


def test_constant_part_would_hide_the_growth() -> None:
    # Without the empty document it would be 0.36.
    assert fit_exponent({0: 0.9, 1_000: 1.0, 10_000: 2.3}) == pytest.approx(
        1.146, abs=1e-3
    )


def test_document_has_the_number_of_schemas() -> None:
    document = synthetic.document(25)
    assert len(document["components"]["schemas"]) == 25
    assert len(document["paths"]) == 3
    assert synthetic.document(0)["paths"] == {}
