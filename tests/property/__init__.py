"""Property tests: documents made by hypothesis, pressed, and put to the proof.

Two profiles (see `conftest.py`): `ci`, the default, has few examples and is the same each time; `make
property` (`HYPOTHESIS_PROFILE=long`) searches for as long as it takes, and differs from run to run.
"""
