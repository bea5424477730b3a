"""Problems for programs: collected while a command runs, and printed on standard output when it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import click

from specpress import __version__
from specpress.cli.explanations import load_pages
from specpress.document.problems import Position, Problem
from specpress.terminal import printable_line

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_KEY = "specpress.problems"


@dataclass(slots=True)
class ProblemLog:
    """The problems and the result of a command, and their format."""

    write: Callable[[ProblemLog], str]
    problems: list[Problem] = field(default_factory=list)
    result: Mapping[str, Any] | None = None
    is_printed: bool = False
    """True if a run was printed, and no other one has begun."""


def start(ctx: click.Context, problem_format: str) -> None:
    """Collect the problems of a command; print them in a format when it ends."""
    log = ProblemLog(FORMATS[problem_format])
    ctx.meta[_KEY] = log
    # The root ends last: an error that a command raises is a problem, too.
    root = ctx.find_root()
    root.call_on_close(lambda: None if log.is_printed else _flush(log))


def is_started() -> bool:
    """Return whether the problems of the current command are collected."""
    return _find_log() is not None


def _flush(log: ProblemLog) -> None:
    """Print the problems and the result of a run, and forget them."""
    click.echo(log.write(log), nl=False)
    log.problems, log.result, log.is_printed = [], None, True


def add(problems: Sequence[Problem]) -> bool:
    """Add problems to the log of the current command; return whether they are printed only there."""
    log = _find_log()
    if log is None:
        return False
    log.problems += problems
    log.is_printed = False
    return log.write is not write_github


def prints_on_stdout() -> bool:
    """Return whether standard output is only for the problems of the current command."""
    log = _find_log()
    return log is not None and log.write is not write_github


def set_result(result: Mapping[str, Any]) -> None:
    """Set the result of the current command, if it is printed."""
    if (log := _find_log()) is not None:
        log.result, log.is_printed = result, False


def extend_result(entries: Mapping[str, Any]) -> None:
    """Add entries to the result of the current command, if it is printed."""
    if (log := _find_log()) is not None:
        log.result = {**(log.result or {}), **entries}


def add_api_result(name: str, result: Mapping[str, Any]) -> None:
    """Add the result for one of several APIs, if it is printed."""
    if (log := _find_log()) is not None:
        known = (log.result or {}).get("apis", {})
        set_result({"apis": {**known, name: result}})


def flush() -> None:
    """Print the problems of the current command now: it continues with another run."""
    if (log := _find_log()) is not None:
        _flush(log)


def _find_log() -> ProblemLog | None:
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else ctx.meta.get(_KEY)


def write_json(log: ProblemLog) -> str:
    """Return an object with the problems and the result."""
    problems = [_to_object(problem) for problem in log.problems]
    table = {"version": 1, "problems": problems, "result": log.result}
    return json.dumps(table, ensure_ascii=True) + "\n"


def _to_object(problem: Problem) -> dict[str, Any]:
    at = problem.position
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "file": at and at.file,
        "line": at and at.line,
        "column": at and at.column,
        "pointer": problem.pointer,
        "omits": problem.omits,
    }


def write_sarif(log: ProblemLog) -> str:
    """Return a log in SARIF 2.1.0; its rules are the pages of `explain`."""
    codes = sorted({problem.code for problem in log.problems})
    driver = {
        "name": "specpress",
        "version": __version__,
        "rules": [_describe_rule(code) for code in codes],
    }
    results = [_to_result(p, codes.index(p.code)) for p in log.problems]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    table = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(table, ensure_ascii=True) + "\n"


def _describe_rule(code: str) -> dict[str, Any]:
    page = load_pages()[code]
    sentence, _, _ = page.meaning.partition(". ")
    return {
        "id": code,
        "shortDescription": {"text": f"{sentence.rstrip('.')}."},
        "fullDescription": {"text": page.meaning},
        "help": {"text": page.fix},
    }


def _to_result(problem: Problem, rule: int) -> dict[str, Any]:
    hint = f" ({problem.hint})" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.severity),
        "message": {"text": f"{problem.message}{hint}"},
    }
    if at := problem.position:
        place = {
            "artifactLocation": {"uri": quote(at.file, safe="/:")},
            "region": {"startLine": at.line, "startColumn": at.column},
        }
        result["locations"] = [{"physicalLocation": place}]
    return result


def write_github(log: ProblemLog) -> str:
    """Return a workflow command of GitHub for each problem, which annotates its line."""
    return "".join(f"{_to_command(problem)}\n" for problem in log.problems)


def _to_command(problem: Problem) -> str:
    hint = f" (hint: {problem.hint})" if problem.hint else ""
    title, text = f"specpress {problem.code}", problem.message + hint
    return format_command(str(problem.severity), title, problem.position, text)


def format_command(level: str, title: str, at: Position | None, text: str) -> str:
    """Return a workflow command of GitHub, which annotates a line of a file."""
    properties = {"title": title}
    if at:
        properties = {
            "file": at.file,
            "line": str(at.line),
            "col": str(at.column),
            **properties,
        }
    listed = ",".join(f"{k}={_escape_property(v)}" for k, v in properties.items())
    return f"::{level} {listed}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return printable_line(text).replace("%", "%25")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[ProblemLog], str]] = {
    "json": write_json,
    "sarif": write_sarif,
    "github": write_github,
}
