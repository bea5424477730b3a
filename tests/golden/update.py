"""Write the output of the golden cases (`make golden`); review the difference before committing it."""

from __future__ import annotations

import os
import sys

from tests.command import settings_reference, terminal_output
from tests.docs import update as docs
from tests.golden import templates_page
from tests.golden.generate_case import all_cases, expected_files, generate_pinned_files


def main() -> None:
    """Update all cases; refused in CI."""
    if os.environ.get("CI"):
        sys.exit(
            "golden files are not updated in CI: run `make golden` and commit the difference"
        )
    for case in all_cases():
        files = generate_pinned_files(case)
        for name in expected_files(case).keys() - files.keys():
            (case / name).unlink()
        for name, text in files.items():
            path = case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    terminal_output.update()
    settings_reference.update()
    templates_page.update()
    docs.update()


if __name__ == "__main__":
    main()
