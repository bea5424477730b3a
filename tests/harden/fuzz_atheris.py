"""Search for tracebacks of one target with coverage: `python -m tests.harden.fuzz_atheris TARGET`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

# Atheris has wheels for some platforms only; type checkers do not need it.
atheris = import_module("atheris")

with atheris.instrument_imports(include=["specpress"], enable_loader_override=False):
    from tests.harden.fuzz_targets import find_targets


def main() -> None:
    """Run atheris; the options after the name of the target are those of libFuzzer."""
    name, *options = sys.argv[1:]
    (target,) = find_targets([name])
    corpus = Path(".fuzz", f"corpus-{name.replace(' ', '-')}")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.list_seeds()):
        corpus.joinpath(f"seed-{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.parse)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
