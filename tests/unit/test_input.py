"""Where documents come from: files, standard input, URLs, and what one refers to from each of them."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress import fetch as fetching
from specpress.cli import main
from specpress.config import load_settings
from specpress.fetch import fetch
from specpress.load import load
from specpress.problems import DocumentError, Problem, Problems, UnreachableError
from specpress.resolve import Workspace
from specpress.uris import join, relative, shown

SPEC = """openapi: 3.1.0
info: {title: Case, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {$ref: '%s#/Part'}}}
"""
PART = "Part: {type: object, properties: {b: {type: string}}}\n"
Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return tmp_path


class Site:
    """A server on loopback: each path has a text, or a function that answers."""

    def __init__(self) -> None:
        self.pages: dict[str, str | bytes | Answer] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.answer(self)

            def log_message(self, *_: object) -> None:
                """Nothing is said."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.host}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
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
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("location", location)
            request.send_header("content-length", "0")
            request.end_headers()

        self.pages[path] = answer


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def refused(url: str, *, allow_http: bool = True) -> str:
    with pytest.raises(DocumentError) as caught:
        fetch(url, allow_http=allow_http)
    return str(caught.value)


def test_standard_input_is_read_as_yaml_or_json(folder: Path) -> None:
    (folder / "part.yaml").write_text(PART)
    document = SPEC % "part.yaml"
    result = run("generate", "-", "-o", "a", stdin=document)
    assert result.exit_code == 0, result.output
    assert "pressed standard input into ./a" in result.output
    text = (folder / "a/api_client/models/thing.py").read_text()
    assert "Part" in text
    (folder / "api.yaml").write_text(document)
    result = run("check", "api.yaml", "-o", "a")
    assert result.exit_code == 0, result.output
    bare = '{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}}'
    assert run("generate", "-", "--package", "acme", stdin=bare).exit_code == 0
    assert (folder / "generated/acme/__init__.py").exists()


def test_a_fault_in_standard_input_has_its_place() -> None:
    result = run("generate", "-", stdin="openapi: 3.1.0\ninfo: [\n")
    assert result.exit_code == 1
    assert "<stdin>:2:8: error: not valid YAML" in result.output


def test_a_document_is_pressed_from_a_url_as_from_a_file(
    site: Site, folder: Path
) -> None:
    site.pages = {
        "/v1/acme.yaml": SPEC % "parts/part.yaml",
        "/v1/parts/part.yaml": PART,
    }
    url = f"{site.url}/v1/acme.yaml?token=secret"
    site.pages["/v1/acme.yaml?token=secret"] = site.pages["/v1/acme.yaml"]
    result = run("generate", url, "--allow-http", "-o", "a")
    assert result.exit_code == 0, result.output
    assert "pressed acme.yaml into" in result.output
    assert site.asked == ["/v1/acme.yaml?token=secret", "/v1/parts/part.yaml"]
    (folder / "parts").mkdir()
    (folder / "parts/part.yaml").write_text(PART)
    (folder / "acme.yaml").write_text(SPEC % "parts/part.yaml")
    result = run("check", "acme.yaml", "-o", "a")
    assert result.exit_code == 0, result.output


def test_the_config_may_name_a_url(site: Site, folder: Path) -> None:
    site.pages["/acme.yaml"] = SPEC % ""
    (folder / "specpress.toml").write_text(
        f'spec = "{site.url}/acme.yaml"\nallow-http = true\n'
    )
    settings = load_settings(folder, {"package": None, "overlays": ()})
    assert (settings.spec, settings.package) == (f"{site.url}/acme.yaml", "acme_client")
    assert settings.allow_http


def test_a_file_refers_to_a_url_under_the_same_rules(site: Site, folder: Path) -> None:
    site.pages["/part.yaml"] = PART
    (folder / "acme.yaml").write_text(SPEC % f"{site.url}/part.yaml")
    result = run("generate", "acme.yaml")
    assert result.exit_code == 0
    assert "is not fetched: others can read and change http" in result.output
    assert "acme.yaml:6:43: warning: the reference" in result.output
    assert run("generate", "acme.yaml", "--strict").exit_code == 1
    assert site.asked == []
    result = run("generate", "acme.yaml", "--allow-http")
    assert result.exit_code == 0, result.output
    assert site.asked == ["/part.yaml"]


def test_what_two_urls_lead_to_is_one_document(site: Site, folder: Path) -> None:
    site.pages["/deep/part.yaml"] = "Part: {$ref: 'other.yaml#/Other'}\n"
    site.pages["/deep/other.yaml"] = "Other: {type: string}\n"
    site.redirect("/a", "/deep/part.yaml")
    site.redirect("/b", f"{site.url}/deep/part.yaml#Part")
    (folder / "acme.yaml").write_text(
        f"a: {{$ref: '{site.url}/a#/Part'}}\nb: {{$ref: '{site.url}/b#/Part'}}\n"
    )
    workspace = Workspace(load("acme.yaml"), allow_http=True)
    problems = Problems()
    ends = [workspace.root.child(key).follow(problems) for key in "ab"]
    assert problems.items == []
    assert [end.id for end in ends] == [f"{site.url}/deep/other.yaml#/Other"] * 2
    assert str(ends[0].place) == f"{site.url}/deep/other.yaml:1:8"
    assert ends[0].document is ends[1].document


def test_what_cannot_be_fetched_is_asked_for_once(site: Site, folder: Path) -> None:
    (folder / "acme.yaml").write_text(
        SPEC % f"{site.url}/none" + f"    More: {{$ref: '{site.url}/none#/More'}}\n"
    )
    assert run("generate", "acme.yaml", "--allow-http").exit_code == 0
    assert site.asked == ["/none"]


def test_a_document_that_refers_back_to_the_main_one_finds_it(folder: Path) -> None:
    (folder / "part.yaml").write_text("Part: {$ref: 'acme.yaml#/End'}\n")
    (folder / "acme.yaml").write_text("a: {$ref: 'part.yaml#/Part'}\nEnd: {x: 1}\n")
    workspace = Workspace(load("acme.yaml"))
    end = workspace.root.child("a").follow(Problems())
    assert (end.id, end.value) == ("#/End", {"x": 1})


def test_http_needs_to_be_allowed(site: Site) -> None:
    told = refused(f"{site.url}/x", allow_http=False)
    assert told.startswith(f"{site.url}/x:1:1: error: {site.url}/x is not fetched")
    result = run("generate", f"{site.url}/x")
    assert result.exit_code == 1
    assert "--allow-http" in result.output
    assert site.asked == []


@pytest.mark.parametrize("url", ["ftp://h/x", "file:///etc/hosts", "gopher://h"])
def test_other_schemes_are_refused(url: str) -> None:
    assert "is not https" in refused(url)


@pytest.mark.parametrize(
    "url", ["https://[", "https://", "https://a b/", "https://x:y"]
)
def test_a_wrong_url_is_told(url: str) -> None:
    assert "cannot be fetched" in refused(url)


def test_an_answer_that_is_not_200_is_told(site: Site) -> None:
    told = refused(f"{site.url}/none")
    assert told.endswith("cannot be fetched: the server answered 404 Not Found")


def test_a_server_that_is_not_there_is_told(site: Site) -> None:
    site.server.server_close()
    told = refused(f"{site.url}/x")
    assert told.startswith(f"{site.url}/x:1:1: error: {site.url}/x cannot be fetched")


def test_redirects_are_followed_a_few_times(site: Site) -> None:
    site.pages["/5"] = "here"
    for n in range(5):
        site.redirect(f"/{n}", f"{n + 1}")
    assert fetch(f"{site.url}/0", allow_http=True) == (f"{site.url}/5", b"here")
    site.redirect("/round", "/round")
    assert refused(f"{site.url}/round").endswith("redirects more than 5 times")


def test_a_redirect_is_under_the_rules_too(site: Site) -> None:
    site.redirect("/x", "file:///etc/hosts")
    assert "file is not https" in refused(f"{site.url}/x")


def test_what_is_too_large_is_refused_while_it_is_read(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1_000_000)

    def answer(request: BaseHTTPRequestHandler) -> None:
        body = gzip.compress(b" " * 5_000_000)
        request.send_response(200)
        request.send_header("content-encoding", "gzip")
        request.send_header("content-length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    site.pages = {"/plain": b" " * 2_000_000, "/packed": answer}
    for path in site.pages:
        assert refused(site.url + path).endswith("is larger than 1 MB")


def test_the_whole_has_a_time_limit(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.5)

    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(20):
            request.wfile.write(b"a")
            request.wfile.flush()
            time.sleep(0.1)

    site.pages["/slow"] = trickle
    began = time.perf_counter()
    assert "took more than" in refused(f"{site.url}/slow")
    assert time.perf_counter() - began < 1.5


def test_what_is_secret_in_a_url_is_not_shown(site: Site) -> None:
    url = f"http://user:hidden@{site.host}/x?token=hidden"
    told = refused(url)
    assert told.startswith(f"{site.url}/x:1:1: error: ")
    assert "hidden" not in told


def test_a_name_and_a_password_are_sent_to_their_host_only(site: Site) -> None:
    sent: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        sent.append(request.headers.get("authorization"))
        request.send_response(200)
        request.send_header("content-length", "0")
        request.end_headers()

    site.pages["/x"] = answer
    site.redirect("/elsewhere", f"http://localhost:{site.server.server_port}/x")
    fetch(f"http://user:pass@{site.host}/x", allow_http=True)
    fetch(f"http://user:pass@{site.host}/elsewhere", allow_http=True)
    assert sent[0] is not None
    assert sent[1] is None


def test_a_fetched_document_does_not_reach_into_this_machine(
    site: Site, folder: Path
) -> None:
    (folder / "part.yaml").write_text(PART)
    for reference in (f"file://{folder}/part.yaml", f"file:{folder}/part.yaml"):
        site.pages["/acme.yaml"] = SPEC % reference
        result = run("generate", f"{site.url}/acme.yaml", "--allow-http")
        assert result.exit_code == 0
        assert "acme.yaml:6:43: warning: the reference" in result.output
        assert not list(folder.rglob("part.py"))
        assert "Part" not in result.output.replace(reference + "#/Part", "")


def test_the_fetching_library_is_imported_when_a_url_is_fetched() -> None:
    import subprocess
    import sys

    code = (
        "import sys, specpress.cli, specpress.press; "
        "print([m for m in ('httpx2', 'jsonpath', 'asyncio') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "httpx2" not in done.stdout
    assert "jsonpath" not in done.stdout


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
def test_join(base: str, reference: str, joined: str) -> None:
    assert join(base, reference) == joined


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
def test_the_way_between_documents_is_the_same_everywhere(
    uri: str, base: str, expected: str
) -> None:
    assert relative(uri, base) == expected


def test_shown_hides_what_may_be_secret() -> None:
    assert shown("https://u:p@h:1/a.yaml?k=v#f") == "https://h:1/a.yaml"
    assert shown("https://[") == "a wrong URL"


def test_a_host_that_does_not_answer_is_asked_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def silent(url: str, *, allow_http: bool) -> tuple[str, bytes]:
        asked.append(url)
        raise UnreachableError([Problem("took too long")])

    monkeypatch.setattr("specpress.fetch.fetch", silent)
    refs = [f"p{n}: {{$ref: 'https://far.example/{n}.yaml'}}\n" for n in range(3)]
    (folder / "acme.yaml").write_text("".join(refs))
    workspace, problems = Workspace(load("acme.yaml")), Problems()
    for _, entry in workspace.root.items():
        assert entry.target(problems) is None
    assert asked == ["https://far.example/0.yaml"]
    assert len(problems.warnings) == 4
