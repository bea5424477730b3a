"""Counts of the work that the client and the generator do, with a baseline per version of Python."""

from __future__ import annotations

import sys
from pathlib import Path

BASELINE = Path(__file__).with_name("baseline.json")
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
# Versions of libraries call the project's functions in slightly different numbers.
MARGIN = 0.03
