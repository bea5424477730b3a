"""Numbers of examples: a test that judges several inputs per document draws fewer documents."""

from __future__ import annotations

import os

from hypothesis import settings


def divide_examples(inputs: int) -> settings:
    """Return the settings of a test that judges about this many inputs per document.

    `EXAMPLES` is a number of inputs, so that many documents divided by `inputs` are drawn. The runs
    of every day draw few documents, of which none is left out.
    """
    count = settings().max_examples
    is_search = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    return settings(max_examples=max(1, count // inputs) if is_search else count)
