"""`make golden`: write what is pressed now as what is expected; look at the diff before you commit it."""

from __future__ import annotations

import os
import sys

from tests.golden.press_case import cases, pinned, press_case


def main() -> None:
    """Update all cases, unless this is CI."""
    if os.environ.get("CI"):
        sys.exit(
            "golden files are not updated in CI: run `make golden` and commit the difference"
        )
    for case in cases():
        files = press_case(case)
        for name in pinned(case).keys() - files.keys():
            (case / name).unlink()
        for name, text in files.items():
            path = case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
