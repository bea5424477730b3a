"""Upgrade small Swagger documents in tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specpress.document.load import load
from specpress.document.policy import DEFAULT_POLICY
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.schema.written_values import adapt_values
from specpress.swagger.opening import open_workspace

HEAD = "swagger: '2.0'\ninfo: {title: Pets, version: '1'}\n"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """An upgraded document with the problems of the upgrade."""

    workspace: Workspace
    problems: Problems

    @property
    def tree(self) -> Any:
        """The tree of the upgraded document."""
        return self.workspace.root.value

    @property
    def operation(self) -> Any:
        """The first operation."""
        item = next(iter(self.tree["paths"].values()))
        return next(v for k, v in item.items() if k != "parameters")

    @property
    def messages(self) -> list[str]:
        """The messages of the upgrade."""
        return [item.message for item in self.problems.items]

    def locate(self, *path: str | int) -> str:
        """Return the position of a value of the upgraded document."""
        position = self.workspace.root.at(path).position
        return f"{Path(position.file).name}:{position.line}:{position.column}"


def upgrade(directory: Path, text: str, **files: str) -> Upgraded:
    """Upgrade a document, after other files are written; `_` in their names means `.`."""
    for name, content in files.items():
        (directory / name.replace("_", ".")).write_text(content, "utf-8")
    path = directory / "swagger.yaml"
    path.write_text(HEAD + text, "utf-8")
    problems = Problems()
    main = load(str(path))
    workspace = open_workspace(main, [], DEFAULT_POLICY, adapt_values, problems)
    return Upgraded(workspace, problems)


def upgrade_operation(directory: Path, body: str, rest: str = "") -> Upgraded:
    """Upgrade a document with one operation; `body` is a flow mapping without its braces."""
    responses = (
        "" if "responses:" in body else ", responses: {'200': {description: ok}}"
    )
    return upgrade(
        directory, f"paths: {{/pets: {{post: {{{body}{responses}}}}}}}\n{rest}"
    )
