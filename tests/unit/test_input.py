"""Sources of documents: files, standard input and URLs, and references between them."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.config import load_settings
from specpress.document import fetch as fetch_module
from specpress.document import files
from specpress.document.fetch import fetch
from specpress.document.load import load
from specpress.document.policy import ReadingPolicy
from specpress.document.problems import (
    DocumentError,
    Problem,
    Problems,
    UnreachableError,
)
from specpress.document.resolve import Workspace
from specpress.document.uris import display_name, join_uri, relative_uri

SPEC = """openapi: 3.1.0
info: {title: Case, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {$ref: '%s#/Part'}}}
"""
PART = "Part: {type: object, properties: {b: {type: string}}}\n"
Responder = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return tmp_path


class DocumentServer:
    """A server on loopback; each path has a body, or a function that responds."""

    def __init__(self) -> None:
        self.pages: dict[str, str | bytes | Responder] = {}
        self.requests: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append(self.path)
                server.respond(self)

            def log_message(self, *_: object) -> None:
                """Do not log requests."""

        self.http_server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.http_server.server_port}"
        self.url = f"http://{self.host}"

    def respond(self, request: BaseHTTPRequestHandler) -> None:
        page = self.pages.get(request.path)
        if callable(page):
            page(request)
            return
        body = page.encode() if isinstance(page, str) else page or b""
        request.send_response(404 if page is None else 200)
        request.send_header("content-length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def redirect(self, path: str, location: str) -> None:
        def respond(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("location", location)
            request.send_header("content-length", "0")
            request.end_headers()

        self.pages[path] = respond


@pytest.fixture
def server() -> Iterator[DocumentServer]:
    server = DocumentServer()
    thread = threading.Thread(target=server.http_server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.http_server.shutdown()
    server.http_server.server_close()
    thread.join()


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


OPEN = ReadingPolicy(allow_remote=True, allow_http=True)
# Options for documents of servers on loopback.
ALLOW = ("--allow-http", "--allow-remote")


def fetch_error(url: str, policy: ReadingPolicy = OPEN) -> str:
    with pytest.raises(DocumentError) as caught:
        fetch(url, policy)
    return str(caught.value)


def test_standard_input_as_yaml_or_json(folder: Path) -> None:
    (folder / "part.yaml").write_text(PART)
    document = SPEC % "part.yaml"
    result = run("generate", "-", "-o", "a", stdin=document)
    assert result.exit_code == 0, result.output
    assert "generated ./a from standard input" in result.output
    text = (folder / "a/case_client/models/thing.py").read_text()
    assert "Part" in text
    (folder / "api.yaml").write_text(document)
    result = run("check", "api.yaml", "-o", "a")
    assert result.exit_code == 0, result.output
    bare = '{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}}'
    assert run("generate", "-", "--package", "acme", stdin=bare).exit_code == 0
    assert (folder / "generated/acme/__init__.py").exists()


def test_error_in_standard_input_has_a_position() -> None:
    result = run("generate", "-", stdin="openapi: 3.1.0\ninfo: [\n")
    assert result.exit_code == 1
    assert "<stdin>:2:8: error: not valid YAML" in result.output


def test_url_and_file_generate_the_same_output(
    server: DocumentServer, folder: Path
) -> None:
    server.pages = {
        "/v1/acme.yaml": SPEC % "parts/part.yaml",
        "/v1/parts/part.yaml": PART,
    }
    url = f"{server.url}/v1/acme.yaml?token=secret"
    server.pages["/v1/acme.yaml?token=secret"] = server.pages["/v1/acme.yaml"]
    result = run("generate", url, *ALLOW, "-o", "a")
    assert result.exit_code == 0, result.output
    assert "generated ./a from acme.yaml" in result.output
    assert server.requests == ["/v1/acme.yaml?token=secret", "/v1/parts/part.yaml"]
    (folder / "parts").mkdir()
    (folder / "parts/part.yaml").write_text(PART)
    (folder / "acme.yaml").write_text(SPEC % "parts/part.yaml")
    result = run("check", "acme.yaml", "-o", "a")
    assert result.exit_code == 0, result.output


def test_settings_accept_a_url(server: DocumentServer, folder: Path) -> None:
    server.pages["/acme.yaml"] = SPEC % ""
    (folder / "specpress.toml").write_text(
        f'spec = "{server.url}/acme.yaml"\nallow-http = true\n'
    )
    settings = load_settings(folder, {"package": None, "overlays": ()})
    assert settings.spec == f"{server.url}/acme.yaml"
    assert settings.allow_http


def test_reference_from_a_file_to_a_url_requires_both_options(
    server: DocumentServer, folder: Path
) -> None:
    server.pages["/part.yaml"] = PART
    (folder / "acme.yaml").write_text(SPEC % f"{server.url}/part.yaml")
    for option, code in zip(ALLOW, ("remote-reference", "unencrypted"), strict=True):
        result = run("generate", "acme.yaml", option)
        assert result.exit_code == 1
        assert "acme.yaml:6:43: error: target of $ref" in result.output
        assert f"[{code}]" in result.output
    assert server.requests == []
    result = run("generate", "acme.yaml", *ALLOW)
    assert result.exit_code == 0, result.output
    assert server.requests == ["/part.yaml"]


def test_redirects_to_the_same_url_share_a_document(
    server: DocumentServer, folder: Path
) -> None:
    server.pages["/deep/part.yaml"] = "Part: {$ref: 'other.yaml#/Other'}\n"
    server.pages["/deep/other.yaml"] = "Other: {type: string}\n"
    server.redirect("/a", "/deep/part.yaml")
    server.redirect("/b", f"{server.url}/deep/part.yaml#Part")
    (folder / "acme.yaml").write_text(
        f"a: {{$ref: '{server.url}/a#/Part'}}\nb: {{$ref: '{server.url}/b#/Part'}}\n"
    )
    workspace = Workspace(load("acme.yaml"), policy=OPEN)
    problems = Problems()
    ends = [workspace.root.child(key).follow(problems) for key in "ab"]
    assert problems.items == []
    assert [end.id for end in ends] == [f"{server.url}/deep/other.yaml#/Other"] * 2
    assert str(ends[0].position) == f"{server.url}/deep/other.yaml:1:8"
    assert ends[0].document is ends[1].document


def test_missing_document_is_requested_once(
    server: DocumentServer, folder: Path
) -> None:
    (folder / "acme.yaml").write_text(
        SPEC % f"{server.url}/none" + f"    More: {{$ref: '{server.url}/none#/More'}}\n"
    )
    assert run("generate", "acme.yaml", *ALLOW).exit_code == 0
    assert server.requests == ["/none"]


def test_reference_back_to_the_main_document(folder: Path) -> None:
    (folder / "part.yaml").write_text("Part: {$ref: 'acme.yaml#/End'}\n")
    (folder / "acme.yaml").write_text("a: {$ref: 'part.yaml#/Part'}\nEnd: {x: 1}\n")
    workspace = Workspace(load("acme.yaml"))
    end = workspace.root.child("a").follow(Problems())
    assert (end.id, end.value) == ("#/End", {"x": 1})


def test_http_requires_allow_http() -> None:
    url = "http://books.invalid/x"
    message = fetch_error(url, ReadingPolicy(allow_remote=True))
    assert message.startswith(f"error: cannot fetch {url}")
    result = run("generate", url)
    assert result.exit_code == 1
    assert "--allow-http" in result.output


def test_server_on_this_computer_needs_no_option(server: DocumentServer) -> None:
    server.pages["/x"] = "text"
    server.redirect("/far", "http://books.invalid/x")
    server.redirect("/near", "/x")
    closed = ReadingPolicy()
    assert fetch(f"{server.url}/near", closed) == (f"{server.url}/x", b"text")
    assert "[unencrypted]" in fetch_error(f"{server.url}/far", closed)
    # A document of others must not lead to it, unless the user named it.
    remote = ReadingPolicy(allow_remote=True)
    with pytest.raises(DocumentError, match="unencrypted"):
        fetch(f"{server.url}/x", remote, is_reference=True)


@pytest.mark.parametrize("url", ["ftp://h/x", "file:///etc/hosts", "gopher://h"])
def test_other_schemes_are_rejected(url: str) -> None:
    assert "is not supported" in fetch_error(url)


@pytest.mark.parametrize(
    "url", ["https://[", "https://", "https://a b/", "https://x:y"]
)
def test_invalid_url_is_reported(url: str) -> None:
    assert "cannot fetch" in fetch_error(url)


def test_error_status_is_reported(server: DocumentServer) -> None:
    message = fetch_error(f"{server.url}/none")
    assert message.endswith(": the server returned 404 Not Found [http-status]")


def test_unreachable_server_is_reported(server: DocumentServer) -> None:
    server.http_server.server_close()
    message = fetch_error(f"{server.url}/x")
    assert message.startswith(f"error: cannot fetch {server.url}/x: ")


def test_programs_with_a_running_event_loop(server: DocumentServer) -> None:
    server.pages["/x"] = "here"

    async def run() -> tuple[str, bytes]:
        return fetch(f"{server.url}/x", OPEN)

    assert asyncio.run(run()) == (f"{server.url}/x", b"here")


def test_redirect_limit(server: DocumentServer) -> None:
    server.pages["/5"] = "here"
    for n in range(5):
        server.redirect(f"/{n}", f"{n + 1}")
    assert fetch(f"{server.url}/0", OPEN) == (f"{server.url}/5", b"here")
    server.redirect("/loop", "/loop")
    assert fetch_error(f"{server.url}/loop").endswith(
        "more than 5 redirects [too-many-redirects]"
    )


def test_redirect_to_another_scheme_is_rejected(server: DocumentServer) -> None:
    server.redirect("/x", "file:///etc/hosts")
    assert "scheme 'file' is not supported" in fetch_error(f"{server.url}/x")


def test_body_over_the_size_limit_is_rejected(
    server: DocumentServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1_000_000)

    def respond(request: BaseHTTPRequestHandler) -> None:
        body = gzip.compress(b" " * 5_000_000)
        request.send_response(200)
        request.send_header("content-encoding", "gzip")
        request.send_header("content-length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    server.pages = {"/plain": b" " * 2_000_000, "/packed": respond}
    for path in server.pages:
        assert fetch_error(server.url + path).endswith("larger than 1 MB [too-large]")


def test_total_time_is_limited(
    server: DocumentServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_module, "MAX_SECONDS", 0.5)

    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        # Each byte arrives in time for the read timeout: only the total ends this.
        with contextlib.suppress(OSError):
            while True:
                request.wfile.write(b"a")
                request.wfile.flush()
                time.sleep(0.1)

    server.pages["/slow"] = trickle
    assert "no response within" in fetch_error(f"{server.url}/slow")


def test_credentials_in_a_url_are_not_shown(server: DocumentServer) -> None:
    url = f"http://user:hidden@{server.host}/x?token=hidden"
    message = fetch_error(url)
    assert message.startswith(f"error: cannot fetch {server.url}/x: ")
    assert "hidden" not in message


def test_credentials_are_not_sent_to_another_host(server: DocumentServer) -> None:
    sent: list[str | None] = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        sent.append(request.headers.get("authorization"))
        request.send_response(200)
        request.send_header("content-length", "0")
        request.end_headers()

    server.pages["/x"] = respond
    server.redirect(
        "/elsewhere", f"http://localhost:{server.http_server.server_port}/x"
    )
    fetch(f"http://user:pass@{server.host}/x", OPEN)
    fetch(f"http://user:pass@{server.host}/elsewhere", OPEN)
    assert sent[0] is not None
    assert sent[1] is None


def test_fetched_document_cannot_refer_to_local_files(
    server: DocumentServer, folder: Path
) -> None:
    (folder / "part.yaml").write_text(PART)
    for reference in (f"file://{folder}/part.yaml", f"file:{folder}/part.yaml"):
        server.pages["/acme.yaml"] = SPEC % reference
        result = run("generate", f"{server.url}/acme.yaml", *ALLOW)
        assert result.exit_code == 1
        assert "acme.yaml:6:43: error: target of $ref" in result.output
        assert "[unknown-scheme]" in result.output
        assert not list(folder.rglob("part.py"))
        assert "Part" not in result.output.replace(reference + "#/Part", "")


def test_slow_libraries_are_imported_on_demand() -> None:
    import subprocess
    import sys

    code = (
        "import sys, specpress.cli, specpress.pipeline; "
        "print([m for m in ('httpx2', 'jsonpath', 'asyncio') if m in sys.modules])"
    )
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "httpx2" not in process.stdout
    assert "jsonpath" not in process.stdout


@pytest.mark.parametrize(
    ("base", "reference", "joined"),
    [
        ("https://h/a/b.yaml", "c.yaml", "https://h/a/c.yaml"),
        ("https://h/a/b.yaml", "../c%20d.yaml", "https://h/c%20d.yaml"),
        ("https://h/a/b.yaml", "/c.yaml", "https://h/c.yaml"),
        ("https://h/a/b.yaml", "//other/c.yaml", "https://other/c.yaml"),
        ("/x/b.yaml", "https://h/c.yaml", "https://h/c.yaml"),
        ("/x/b.yaml", "y/../c%20d.yaml", "/x/c d.yaml"),
    ],
)
def test_join_uri(base: str, reference: str, joined: str) -> None:
    assert join_uri(base, reference) == joined


@pytest.mark.parametrize(
    ("uri", "base", "expected"),
    [
        ("/x/a/c.yaml", "/x/b/d.yaml", "../a/c.yaml"),
        ("https://h/a/c.yaml", "https://h/b/d.yaml", "../a/c.yaml"),
        ("https://h/c.yaml?v=1", "https://h/d.yaml", "c.yaml?v=1"),
        ("https://u:p@h/c.yaml", "https://h/d.yaml", "c.yaml"),
        ("https://u:p@h/c.yaml", "https://i/d.yaml", "https://h/c.yaml"),
        ("http://h/c.yaml", "https://h/d.yaml", "http://h/c.yaml"),
        ("https://h/c.yaml", "/x/d.yaml", "https://h/c.yaml"),
    ],
)
def test_relative_uri(uri: str, base: str, expected: str) -> None:
    assert relative_uri(uri, base) == expected


def test_display_name_hides_credentials() -> None:
    assert display_name("https://u:p@h:1/a.yaml?k=v#f") == "https://h:1/a.yaml"
    assert display_name("https://[") == "invalid URL"


def test_unreachable_host_is_requested_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests: list[str] = []

    def time_out(url: str, policy: ReadingPolicy, *, is_reference: bool) -> object:
        requests.append(url)
        raise UnreachableError([Problem("timeout", code="unreachable")])

    monkeypatch.setattr("specpress.document.fetch.fetch", time_out)
    refs = [f"p{n}: {{$ref: 'https://far.example/{n}.yaml'}}\n" for n in range(3)]
    (folder / "acme.yaml").write_text("".join(refs))
    workspace, problems = Workspace(load("acme.yaml"), policy=OPEN), Problems()
    for _, entry in workspace.root.items():
        assert entry.target(problems) is None
    assert requests == ["https://far.example/0.yaml"]
    assert len(problems.warnings) == 4
