"""Numbers of examples: a test that judges several inputs per document draws fewer documents."""

from __future__ import annotations

import os

from hypothesis import settings

IS_SEARCH = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def divide_examples(inputs: int) -> settings:
    """Return the settings of a test that judges about this many inputs per document.

    `EXAMPLES` is a number of inputs, so a search draws that many documents divided by `inputs`. The
    runs of every day draw few documents, and are not divided.
    """
    count = settings().max_examples
    return settings(max_examples=max(1, count // inputs) if IS_SEARCH else count)


def multiply_daily_examples(factor: int) -> settings:
    """Return the settings of a test that draws more documents in the runs of every day."""
    count = settings().max_examples
    return settings(max_examples=count if IS_SEARCH else count * factor)
