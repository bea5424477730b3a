"""Hypothesis profiles: `ci` for every run, `long` for a search by hand (`make property`)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers

# Nested documents are large and often filtered: that is expected, not a mistake in a test.
SUPPRESSED_CHECKS = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
]

settings.register_profile(
    "ci",
    max_examples=25,
    # No shrinking: it would take longer than all other tests; `make property` shrinks.
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=SUPPRESSED_CHECKS,
)
settings.register_profile(
    "long",
    max_examples=int(os.environ.get("EXAMPLES", "2000")),
    deadline=None,
    print_blob=True,
    suppress_health_check=SUPPRESSED_CHECKS,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

if os.environ.get("HYPOTHESIS_PROFILE") != "long":
    # Hypothesis also draws constants of the modules that a process has loaded. Which ones depends on
    # the tests before, so a test would draw other examples in each run in spite of `derandomize`.
    NO_CONSTANTS = vars(providers)["_local_constants"]
    vars(providers)["_get_local_constants"] = lambda: NO_CONSTANTS
