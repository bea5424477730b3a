"""Property tests: Hypothesis generates OpenAPI documents, and every generated package must keep the guarantees.

Two profiles (see `conftest.py`): `ci`, the default, runs few and always the same examples; `make property`
(`HYPOTHESIS_PROFILE=long`) runs many random ones and shrinks failures.
"""
