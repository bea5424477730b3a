"""Files in the output directory that are attacked: those that a user edited, which are printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.harden.commands import project_folder, run_command
from tests.harden.inputs import OUTPUT, Input, Project, build_project

EDITED = f"{OUTPUT}/README.md"


def list_edited_outputs() -> Iterator[Input]:
    """Yield an edited file, for each command that prints what was edited."""
    for command in ("generate", "check"):

        def build(text: str, command: str = command) -> Project:
            edit = text.encode("utf-8", "surrogatepass")
            content = _generated()[EDITED]
            return build_project(
                {**_generated(), EDITED: content + edit + b"\n"}, (command,)
            )

        yield Input(f"edited file, {command}", build)


@cache
def _generated() -> dict[str, bytes]:
    """Return the output without payloads, with its manifest."""
    with project_folder() as folder:
        _, result, after = run_command(build_project(), folder)
    assert result.exit_code == 0, result.output
    prefix = "outer/project/"
    return {
        path.removeprefix(prefix): content
        for path, content in after.items()
        if path.startswith(prefix)
    }
