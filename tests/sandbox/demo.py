"""Cancel a run in each of its states (`make demo`)."""

from __future__ import annotations

from extend_client import Extend
from extend_client.errors import ExtractRunNotCancellableError
from extend_client.models import ExtractRun
from extend_client.outcomes import (
    AlreadyFinished,
    Done,
    FinishedFirst,
    InProgress,
    outcome,
)
from extend_client.states.extract_run import Failed, Processed
from rich.console import Console

from tests.sandbox.server import run_sandbox

out = Console(highlight=False, width=100)


def main() -> None:
    """Cancel the runs of a sandbox on this machine, one in each state."""
    with (
        run_sandbox() as server,
        Extend(token="sk_demo", base_url=server.url) as client,
    ):
        out.print(f"sandbox on [cyan]{server.url}[/], a run in each state\n")
        out.print("[bold]outcome(client.extract_runs.cancel)(id)[/]")
        for key in [*server.runs.resources]:
            result = outcome(client.extract_runs.cancel)(key)
            out.print(f"  {key:15} {describe(result)}")
        out.print('\n[bold]client.extract_runs.cancel("exr_cancelled")[/]')
        try:
            client.extract_runs.cancel("exr_cancelled")
        except ExtractRunNotCancellableError as error:
            out.print(f"  [red]{type(error).__name__}[/], a BadRequestError")
            out.print(f"  code {error.code}, retryable {error.retryable}")


def describe(result: object) -> str:
    """Describe the outcome of a cancellation."""
    match result:
        case Done():
            return "[green]Done[/]: cancelled"
        case FinishedFirst(run) | AlreadyFinished(run):
            return f"[yellow]{type(result).__name__}[/]: {_describe_state(run)}"
        case InProgress(run):
            return f"[yellow]InProgress[/]: {run.status.value}, cannot be cancelled yet"
        case _:
            raise AssertionError(result)


def _describe_state(run: ExtractRun) -> str:
    match run.state:
        case Processed(output=output):
            return f"PROCESSED with output ({type(output).__name__})"
        case Failed(failure_reason=reason):
            return f"FAILED with reason ({reason.value})"
        case other:
            return type(other).__name__.upper()


if __name__ == "__main__":
    main()
