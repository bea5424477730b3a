"""The error about settings that are not valid."""

from __future__ import annotations

from dataclasses import replace

from specpress.document.problems import Problem, UsageError


class SettingsError(UsageError):
    """Settings are not valid: `problems` lists their faults, with positions in the settings file."""

    def __init__(self, problems: list[Problem]) -> None:
        lines = (
            str(replace(p, message=f"{p.message}; {p.hint}") if p.hint else p)
            for p in problems
        )
        super().__init__("\n".join(lines), code=problems[0].code)
        self.problems = problems
