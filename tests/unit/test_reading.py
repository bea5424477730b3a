"""The boundaries of reading: files, URLs, addresses, sizes and excerpts."""

from __future__ import annotations

import asyncio
import gzip
import os
import socket
import zlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.config import Settings, load_settings
from specpress.document import addresses, files
from specpress.document import fetch as fetch_module
from specpress.document.fetch import fetch
from specpress.document.load import load
from specpress.document.policy import ReadingPolicy, RefusedError, resolve_reference
from specpress.document.problems import DocumentError, Problem, Problems
from specpress.document.unpacking import Unpacker
from specpress.pipeline import open_document
from specpress.reader import build

SPEC = """openapi: 3.1.0
info: {title: Case, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {$ref: '%s'}}}
"""
SECRET = "Part: {type: string, const: hunter2}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in `api` beside files that it must not read."""
    api = tmp_path / "api"
    (api / "parts").mkdir(parents=True)
    (api / "parts/part.yaml").write_text(SECRET)
    (tmp_path / "secret.yaml").write_text(SECRET)
    (api / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (api / "inner.yaml").symlink_to(api / "parts/part.yaml")
    (api / "up").symlink_to(tmp_path)
    (api / "loop").symlink_to(api / "loop")
    os.mkfifo(api / "pipe")
    monkeypatch.chdir(api)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return api


def list_problems(reference: str, **options: Any) -> list[Problem]:
    """Return the problems of a document with a reference."""
    Path("api.yaml").write_text(SPEC % reference)
    problems = Problems()
    workspace, _ = open_document(Settings("api.yaml", Path("out"), **options), problems)
    build(workspace.root, problems)
    workspace.report_refused(problems)
    return problems.items


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("../secret.yaml#/Part", "outside-root"),
        ("parts/../../secret.yaml#/Part", "outside-root"),
        ("%2e%2e/secret.yaml#/Part", "outside-root"),
        ("..%2Fsecret.yaml#/Part", "outside-root"),
        ("link.yaml#/Part", "outside-root"),
        ("up/secret.yaml#/Part", "outside-root"),
        ("up/api/../secret.yaml#/Part", "outside-root"),
        ("../../../../../../etc/passwd", "outside-root"),
        ("/etc/passwd", "absolute-path"),
        ("//etc/passwd", "absolute-path"),
        ("%2Fetc/passwd", "absolute-path"),
        ("/dev/stdin", "absolute-path"),
        ("C:\\secret.yaml", "absolute-path"),
        ("C:/secret.yaml", "absolute-path"),
        ("\\\\host\\share\\secret.yaml", "absolute-path"),
        ("file:///etc/passwd", "unknown-scheme"),
        ("ftp://example.com/a.yaml", "unknown-scheme"),
        ("https://example.com/a.yaml", "remote-reference"),
        ("HTTP://169.254.169.254/latest", "remote-reference"),
    ],
)
def test_refused_reference_is_a_located_error(reference: str, code: str) -> None:
    (problem,) = list_problems(reference)
    assert (problem.severity, problem.code) == ("error", code)
    assert str(problem.position) == "api.yaml:6:43"
    assert problem.hint
    assert "hunter2" not in f"{problem}{problem.excerpt}"


@pytest.mark.parametrize(
    "reference", ["pipe", "parts", "loop", "none.yaml", "a%00b", "x" * 5_000, "%ff"]
)
def test_unreadable_target_is_a_warning(reference: str) -> None:
    """A special file inside of the root is not opened for long; nothing of it is read."""
    assert [p.severity for p in list_problems(reference)] == ["warning", "warning"]


@pytest.mark.parametrize(
    ("reference", "root"),
    [
        ("parts/part.yaml#/Part", None),
        ("inner.yaml#/Part", None),
        ("./parts/../parts/part.yaml#/Part", None),
        ("../secret.yaml#/Part", ".."),
        ("link.yaml#/Part", ".."),
        ("up/secret.yaml#/Part", ".."),
    ],
)
def test_references_inside_of_the_root(reference: str, root: str | None) -> None:
    path = None if root is None else Path(root)
    assert list_problems(reference, root=path) == []


def test_file_inside_of_the_root_is_bound_by_the_same_root(folder: Path) -> None:
    (folder / "parts/more.yaml").write_text(
        "Inner: {$ref: '../inner.yaml#/Part'}\nOuter: {$ref: '../../secret.yaml#/Part'}\n"
    )
    assert list_problems("parts/more.yaml#/Inner") == []
    (problem,) = list_problems("parts/more.yaml#/Outer")
    assert (problem.code, str(problem.position)) == (
        "outside-root",
        "parts/more.yaml:2:8",
    )


def test_refused_reference_stops_the_command(folder: Path) -> None:
    (folder / "api.yaml").write_text(SPEC % "../secret.yaml#/Part")
    for command in ("generate", "check", "mock"):
        result = run(command, "api.yaml")
        assert result.exit_code == 1
        assert "api.yaml:6:43: error: target of $ref" in result.output
        assert "[outside-root]" in result.output
        assert "--root DIR" in result.output
    assert not (folder / "generated").exists()
    assert run("generate", "api.yaml", "--root", "..").exit_code == 0
    (folder / "specpress.toml").write_text('spec = "api.yaml"\nroot = ".."\n')
    settings = load_settings(folder, {})
    assert settings.root is not None
    assert settings.root.resolve() == folder.parent


@pytest.mark.parametrize("key", ["root", "allow-remote"])
def test_settings_have_the_right_types(key: str, folder: Path) -> None:
    (folder / "specpress.toml").write_text(f'spec = "api.yaml"\n{key} = 1\n')
    result = run("generate")
    assert result.exit_code == 2
    assert key in result.output


def test_content_of_other_files_is_not_shown(folder: Path) -> None:
    (folder / "parts/env").write_text("token: [hunter2\n")
    problems = list_problems("parts/env")
    assert any("not valid YAML" in p.message for p in problems)
    assert all("hunter2" not in f"{p}{p.excerpt}" for p in problems)
    # The user named it, but it is no document.
    result = run("generate", "parts/env")
    assert result.exit_code == 1
    assert "hunter2" not in result.output
    (folder / "api.yaml").write_text("openapi: 3.1.0\nx-a: [hunter2\n")
    assert "hunter2" in run("generate", "api.yaml").output


# -- URLs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("main", "base", "reference", "code"),
    [
        ("https://h/a", "https://h/a", "b/c.yaml", ""),
        ("https://h/a", "https://h:443/a", "https://H/c.yaml", ""),
        ("https://h/a", "https://h/a", "https://h:8443/c.yaml", "other-origin"),
        ("https://h/a", "https://h/a", "http://h/c.yaml", "other-origin"),
        ("https://h/a", "https://h/a", "//other/c.yaml", "other-origin"),
        ("https://h/a", "https://h/a", "https://h@other/c.yaml", "other-origin"),
        ("https://h/a", "https://h/a", "https://h:x/c.yaml", "other-origin"),
        ("https://h/a", "https://h/a", "file:///etc/passwd", "unknown-scheme"),
        ("https://h/a", "https://h/a", "file:/etc/passwd", "unknown-scheme"),
        ("https://h/a", "https://other/a", "https://other/c", "other-origin"),
        ("/x/a", "https://other/a", "b.yaml", "remote-reference"),
    ],
)
def test_origin_of_references(main: str, base: str, reference: str, code: str) -> None:
    codes = [""]
    try:
        resolve_reference(reference, base, main, ReadingPolicy())
    except RefusedError as error:
        codes = [p.code for p in error.problems]
    assert codes == [code]


def test_remote_document_never_reads_local_files() -> None:
    policy = ReadingPolicy(allow_remote=True, allow_http=True, root=Path("/"))
    for reference in ("file:///etc/passwd", "file:/etc/passwd", "FILE:///etc/passwd"):
        with pytest.raises(RefusedError):
            resolve_reference(reference, "https://h/a", "/x/a.yaml", policy)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:169.254.169.254", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::169.254.169.254", False),
        ("2002:a9fe:a9fe::1", False),
    ],
)
def test_public_addresses(address: str, is_public: bool) -> None:
    assert addresses.is_public(address) is is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1:9/x",
        "http://169.254.169.254/x",
        "http://2130706433/x",
        "http://0x7f.1/x",
        "http://[fd00::1]:9/x",
        "http://[::ffff:127.0.0.1]:9/x",
        "http://0/x",
    ],
)
@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9"])
def test_private_address_needs_an_option(
    url: str, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if proxy:
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(RefusedError) as caught:
        fetch(url, ReadingPolicy(allow_http=True))
    (problem,) = caught.value.problems
    assert problem.code == "private-address"
    assert "allow_remote=True" in str(problem.hint)


def respond(body: bytes) -> httpx2.Response:
    """Return a response whose body is read as from a connection."""

    async def stream() -> AsyncIterator[bytes]:
        yield body

    return httpx2.Response(200, content=stream())


class NameServer:
    """Resolves names, each time to the next address of a list; connections end at `connected`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers = [*answers]
        self.requests: list[httpx2.Request] = []
        self.responses: list[httpx2.Response] = []
        resolve = asyncio.BaseEventLoop.getaddrinfo

        async def getaddrinfo(loop: Any, host: str, port: int, **options: Any) -> Any:
            if host.endswith(".test"):
                return [
                    (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
                    for address in self.answers.pop(0)
                ]
            return await resolve(loop, host, port, **options)

        async def send(_: Any, request: httpx2.Request) -> httpx2.Response:
            self.requests.append(request)
            return self.responses.pop(0)

        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", send)


def test_request_is_sent_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = NameServer(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    names.responses = [respond(b"openapi: 3.1.0")]
    url = "https://user:pass@api.test/a.yaml?b=c"
    assert fetch(url, ReadingPolicy()) == (url, b"openapi: 3.1.0")
    (request,) = names.requests
    assert request.url.host == "93.184.215.14"
    assert request.url.raw_path == b"/a.yaml?b=c"
    assert request.headers["host"] == "api.test"
    assert request.headers["authorization"].startswith("Basic ")
    assert request.extensions["sni_hostname"] == "api.test"


@pytest.mark.parametrize(
    ("answers", "location"),
    [
        ([["127.0.0.1"]], ""),
        ([["93.184.215.14", "10.0.0.1"]], ""),
        ([["93.184.215.14"], ["10.0.0.1"]], "https://other.test/"),
        ([["93.184.215.14"]], "https://127.0.0.1/"),
        ([["93.184.215.14"]], "https://169.254.169.254/latest/meta-data"),
        # The same name resolves to another address the second time.
        ([["93.184.215.14"], ["127.0.0.1"]], "/again"),
    ],
)
def test_names_and_redirects_that_lead_to_private_addresses(
    answers: list[list[str]], location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = NameServer(monkeypatch, *answers)
    names.responses = [httpx2.Response(302, headers={"location": location})]
    with pytest.raises(RefusedError) as caught:
        fetch("https://api.test/a.yaml", ReadingPolicy())
    assert [p.code for p in caught.value.problems] == ["private-address"]
    assert len(names.requests) == bool(location)


def test_redirect_of_a_reference_stays_at_its_origin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = NameServer(monkeypatch, *[["93.184.215.14"]] * 3)
    moved = httpx2.Response(302, headers={"location": "https://other.test/b.yaml"})
    names.responses = [moved, moved, respond(b"{}")]
    url = "https://api.test/a.yaml"
    with pytest.raises(RefusedError) as caught:
        fetch(url, ReadingPolicy(), is_reference=True)
    assert [p.code for p in caught.value.problems] == ["other-origin"]
    # The user named this document.
    assert fetch(url, ReadingPolicy())[0] == "https://other.test/b.yaml"


def test_next_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    NameServer(monkeypatch, ["93.184.215.14", "93.184.215.15"])
    hosts = []

    async def send(_: Any, request: httpx2.Request) -> httpx2.Response:
        hosts.append(request.url.host)
        if len(hosts) == 1:
            raise httpx2.ConnectError("refused", request=request)
        return respond(b"x")

    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", send)

    async def run() -> int:
        async with AsyncExitStack() as stack:
            response = await addresses.open_response(
                "https://api.test/", {}, stack, is_local=False
            )
            return response.status_code

    assert asyncio.run(run()) == 200
    assert hosts == ["93.184.215.14", "93.184.215.15"]


# -- sizes --------------------------------------------------------------------------------------


def test_size_is_limited_while_reading(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1_000)
    large = SPEC % "large.yaml" + "#" * 2_000
    (folder / "large.yaml").write_text(large)
    result = run("generate", "large.yaml")
    assert result.exit_code == 1
    assert "larger than 0.001 MB [too-large]" in result.output
    assert "[too-large]" in run("generate", "-", stdin=large).output
    problems = list_problems("large.yaml")
    assert [p.code for p in problems] == ["too-large", "unreadable-target"]


def test_endless_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="special-file"):
        load("/dev/zero")
    with pytest.raises(DocumentError, match="special-file"):
        load("pipe", is_reference=True)


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", "deflate", "x-deflate"])
def test_compressed_body_is_limited_while_unpacking(encoding: str) -> None:
    body = b" " * 50_000
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "x-deflate": zlib.compress(body)[2:-4],
    }.get(encoding, body)
    name = encoding.removeprefix("x-")
    for size in (1, 7, len(packed)):
        unpacker = Unpacker(name, 50_000)
        for start in range(0, len(packed), size):
            unpacker.add(packed[start : start + size])
        assert unpacker.finish() == body
    with pytest.raises(files.TooLargeError):
        Unpacker(name, 49_999).add(packed)


def test_bomb_is_not_unpacked() -> None:
    """100 MB of blanks are 100 KB; at most the limit and one chunk are unpacked."""
    unpacker = Unpacker("gzip", 3_000_000)
    with pytest.raises(files.TooLargeError):
        unpacker.add(gzip.compress(b" " * 50_000_000, 1))
    assert len(unpacker._data) <= 3_000_000 + files.CHUNK


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip"])
def test_unknown_or_invalid_encoding_is_an_error(encoding: str) -> None:
    with pytest.raises(ValueError, match="not"):
        unpacker = Unpacker(encoding, 10_000)
        unpacker.add(b"no gzip")
    cut = Unpacker("gzip", 10_000)
    cut.add(gzip.compress(b"x" * 100)[:20])
    with pytest.raises(ValueError, match="not complete"):
        cut.finish()
    assert fetch_module.HEADERS["accept-encoding"] == "gzip, deflate"


def test_pipes_in_place_of_settings_and_locks_do_not_block(folder: Path) -> None:
    (folder / "api.yaml").write_text(SPEC % "parts/part.yaml#/Part")
    os.mkfifo(folder / "specpress-names.lock")
    (folder / "specpress.toml").write_text('spec = "api.yaml"\n')
    result = run("generate")
    assert result.exit_code == 2
    assert "not a file" in result.output
    (folder / "specpress-names.lock").unlink()
    result = run("generate", "--config", "pipe")
    assert result.exit_code != 70
