"""`make demo`: the life of a run: what a cancel does in each state, and what is told of it."""

from __future__ import annotations

from extend_client import Extend
from extend_client.errors import ExtractRunNotCancellableError
from extend_client.models import ExtractRun
from extend_client.outcomes import AlreadyOver, Done, FinishedFirst, UnderWay, outcome
from extend_client.states.extract_run import Failed, Processed
from rich.console import Console

from tests.sandbox.server import sandbox

out = Console(highlight=False, width=100)


def main() -> None:
    """Cancel the runs of a server of this machine, one in each state."""
    with sandbox() as server, Extend(token="sk_demo", base_url=server.url) as client:
        out.print(f"sandbox on [cyan]{server.url}[/], a run in each state\n")
        out.print("[bold]outcome(client.extract_runs.cancel)(id)[/]")
        for key in [*server.life.resources]:
            found = told(outcome(client.extract_runs.cancel)(key))
            out.print(f"  {key:15} {found}")
        out.print('\n[bold]client.extract_runs.cancel("exr_cancelled")[/]')
        try:
            client.extract_runs.cancel("exr_cancelled")
        except ExtractRunNotCancellableError as error:
            out.print(f"  [red]{type(error).__name__}[/], a BadRequestError")
            out.print(f"  code {error.code}, retryable {error.retryable}")


def told(found: object) -> str:
    """What became of a cancel."""
    match found:
        case Done():
            return "[green]Done[/]: it is cancelled"
        case FinishedFirst(run) | AlreadyOver(run):
            return f"[yellow]{type(found).__name__}[/]: {_state(run)}"
        case UnderWay(run):
            return f"[yellow]UnderWay[/]: {run.status.value}, not to be cancelled yet"
        case _:
            raise AssertionError(found)


def _state(run: ExtractRun) -> str:
    match run.state:
        case Processed(output=output):
            return f"PROCESSED, with its output ({type(output).__name__})"
        case Failed(failure_reason=reason):
            return f"FAILED, with its reason ({reason.value})"
        case other:
            return type(other).__name__.upper()


if __name__ == "__main__":
    main()
