"""Options of ``specpress mock``: each invalid value is reported in one line."""

from __future__ import annotations

import logging
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from specpress.cli.mock import mock
from specpress.cli.mock_log import RequestHandler

DOCUMENT = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\npaths: {}\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--port", "65536"], "65536 is not in the range 0<=x<=65535"),
        (["--port", "-1"], "-1 is not in the range 0<=x<=65535"),
        (["--port", "http"], "'http' is not a valid integer"),
        (["--host", ""], "cannot listen on '', port 0: the host is empty"),
        (["--host", "a\0b"], "cannot listen on 'a\\x00b', port 0: "),
        (["--host", "a\u2028b"], "this is not a name of a host"),
        (["--host", "a" * 100], "cannot listen on 'aaa"),
        (["--host", "::zz"], "cannot listen on '::zz', port 0: "),
        (["--latency", "nan"], "--latency must be a number of seconds, got nan"),
        (["--latency", "inf"], "inf is not in the range 0<=x<=3600"),
        (["--latency", "-1"], "-1.0 is not in the range 0<=x<=3600"),
        (["--advance", "0"], "--advance must be 'read', 'never' or a positive number"),
        (["--advance", "-1"], "--advance must be 'read', 'never' or a positive number"),
        (["--advance", "nan"], "or a positive number of seconds, got 'nan'"),
        (["--advance", "inf"], "or a positive number of seconds, got 'inf'"),
        (["--advance", "often"], "or a positive number of seconds, got 'often'"),
        (["--every", "0"], "0 is not in the range x>=1"),
        (["--truncate", "-1"], "-1 is not in the range x>=0"),
        (["--status", "100"], "100 is not in the range 200<=x<=599"),
        (["--seed", "x"], "'x' is not a valid integer"),
    ],
)
def test_invalid_option(tmp_path: Path, options: list[str], message: str) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(DOCUMENT, "utf-8")
    result = CliRunner().invoke(mock, [str(document), "--port", "0", *options])
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    [line] = (x for x in result.output.splitlines() if x.startswith("Error: "))
    assert message in line


@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff\0", b"openapi: 9"])
def test_unreadable_document(tmp_path: Path, content: bytes | None) -> None:
    document = tmp_path / "openapi.yaml"
    if content is not None:
        document.write_bytes(content)
    result = CliRunner().invoke(mock, [str(document), "--port", "0"])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "error", [BrokenPipeError(), OSError(28, "full"), ValueError()]
)
def test_output_that_is_closed(
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A request is logged, and answered, although nothing can be printed."""

    def fail(_: str) -> None:
        raise error

    file = StringIO()
    monkeypatch.setattr(file, "write", fail, raising=False)
    handler = RequestHandler(console=Console(file=file))
    handler.handle(logging.LogRecord("specpress.mock", 20, "", 1, "GET /", (), None))
    assert capsys.readouterr() == ("", "")
