"""`make demo`: cancel a run with the generated client, then try it again."""

from __future__ import annotations

from extend_client import Extend
from extend_client.errors import BadRequestError
from rich.console import Console

from tests.sandbox.server import sandbox

out = Console(highlight=False)


def main() -> None:
    """Tell the story of a cancel on a server of this machine."""
    with sandbox() as server, Extend(token="sk_demo", base_url=server.url) as client:
        runs = ", ".join(server.life.kept)
        out.print(f"sandbox on [cyan]{server.url}[/] with runs {runs}\n")
        out.print('[bold]client.extract_runs.cancel("exr_processing")[/]')
        run = client.extract_runs.cancel("exr_processing")
        out.print(f"  status         [green]{run.status!r}[/]")
        out.print(f"  updated_at     {run.updated_at:%Y-%m-%d %H:%M:%S %Z}")
        out.print(f"  failure_reason {run.failure_reason}\n")
        out.print("[bold]the same once more[/]")
        try:
            client.extract_runs.cancel("exr_processing")
        except BadRequestError as error:
            out.print(f"  [red]{type(error).__name__}[/] {error}")
            out.print(
                f"  code {error.code}, retryable {error.retryable}, status {error.status}"
            )


if __name__ == "__main__":
    main()
