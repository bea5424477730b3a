"""Hypothesis profiles: `ci` for every run, `long` for a search by hand (`make property`)."""

from __future__ import annotations

import os

import pytest
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

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


class FailurePrinter:
    """Prints each failure when it occurs: a long run takes two hours."""

    def __init__(self, config: pytest.Config) -> None:
        self.plugins = config.pluginmanager

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Print the text of a failure."""
        terminal = self.plugins.get_plugin("terminalreporter")
        if report.failed and terminal is not None:
            terminal.write_line(f"\n{report.nodeid}\n{report.longreprtext}")


def pytest_configure(config: pytest.Config) -> None:
    """Print failures of a long run when they occur."""
    if IS_LONG and "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(FailurePrinter(config))


if not IS_LONG:
    # Hypothesis also draws constants of the modules that a process has loaded. Which ones depends on
    # the tests before, so a test would draw other examples in each run in spite of `derandomize`.
    NO_CONSTANTS = vars(providers)["_local_constants"]
    vars(providers)["_get_local_constants"] = lambda: NO_CONSTANTS
