"""The pages in a headless Chromium: accessibility, layout, search, keyboard, requests to the mock server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specpress.document.problems import Problems
from specpress.mock.app import Mock
from specpress.mock.serving import serve_in_background
from specpress.site.documenting import Documentation
from specpress.site.serving import SiteServer
from tests.shared import write_files
from tests.site.browser import (
    DESKTOP,
    PHONE,
    TIMEOUT,
    find_obstacle,
    open_browser,
    open_page,
)
from tests.site.building import build_bookshop, build_extend

OBSTACLE = find_obstacle()
pytestmark = [
    pytest.mark.skipif(bool(OBSTACLE), reason=OBSTACLE),
    # One browser for all tests.
    pytest.mark.xdist_group("browser"),
]
PAGES = (
    ("bookshop", "index.html"),
    ("bookshop", "reference/orders.html"),
    ("extend", "errors.html"),
    ("extend", "lifecycles.html"),
)
MODELS = ("bookshop", "models/all.html")
# By path, by the name of a method, by a word of a description, by a model.
SEARCHES = (
    ("/books/{book_id}/cover", "books.download_cover"),
    ("PATCH /books/{book_id}", "books.update"),
    ("books.create", "books.create"),
    ("upload_cover", "books.upload_cover"),
    ("newest", "books.list"),
    ("OrderState", "OrderState"),
    ("creat", "books.create"),
)
SEARCH = "#site-search input"
OPTIONS = ".results [role=option]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the pages, which are opened as files."""
    folder = tmp_path_factory.mktemp("site")
    for name, documentation in (
        ("bookshop", build_bookshop()),
        ("extend", build_extend()),
    ):
        write_files(dict(documentation.files), folder / name)
    return folder


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    documentation: Documentation = build_extend(has_mock=True)
    source = documentation.source
    mock = Mock(source.workspace, source.api, Problems()).create_app()
    app = SiteServer(documentation.files, mock, "127.0.0.1")
    with serve_in_background(app) as url:
        yield url


@pytest.mark.parametrize(
    ("size", "theme", "pages"),
    [
        (DESKTOP, "light", (*PAGES, MODELS)),
        (PHONE, "dark", PAGES),
        # Colours do not depend on the size, and sizes not on the colours.
        (DESKTOP, "dark", PAGES[1:2]),
        (PHONE, "light", PAGES[1:2]),
    ],
    ids=["1280-light", "390-dark", "1280-dark", "390-light"],
)
def test_accessible_without_messages_and_scrolling(
    browser: Any,
    folder: Path,
    size: tuple[int, int],
    theme: str,
    pages: tuple[tuple[str, str], ...],
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with open_page(browser, size, theme) as page:
        for name, path in pages:
            page.goto((folder / name / path).as_uri())
            widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert widths[0] <= widths[1], path
            # The policy of the pages forbids requests, so axe reads no style sheets by itself.
            options = {"preload": False, "resultTypes": ["violations"]}
            # All models have the same elements: six of them are enough.
            context = ".model:nth-of-type(-n+6)" if (name, path) == MODELS else None
            result = Axe().run(page, context=context, options=options)
            violations = result.response["violations"]
            faults = [(v["id"], v["nodes"][0]["html"][:200]) for v in violations]
            assert faults == [], path


def test_search(browser: Any, folder: Path) -> None:
    with open_page(browser, DESKTOP, "light") as page:
        page.goto((folder / "bookshop/index.html").as_uri())
        for text, name in SEARCHES:
            page.keyboard.press("/")
            page.fill(SEARCH, text)
            page.wait_for_selector(f"{OPTIONS} strong:text-is('{name}')")
            titles = page.locator(f"{OPTIONS} strong").all_inner_texts()
            assert name in titles[:3], text
            page.keyboard.press("Escape")


def test_keyboard(browser: Any, folder: Path) -> None:
    with open_page(browser, DESKTOP, "light") as page:
        page.goto((folder / "bookshop/reference/books.html").as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main-content"
        page.keyboard.press("/")
        page.keyboard.type("order")
        page.wait_for_selector(OPTIONS)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        selected = page.locator(f"{OPTIONS}[aria-selected=true]")
        assert selected.count() == 1
        active = page.locator(SEARCH).get_attribute("aria-activedescendant")
        assert selected.get_attribute("id") == active
        page.keyboard.press("Escape")
        assert page.locator(".results").is_hidden()
        page.keyboard.press("/")
        page.keyboard.type("s")
        page.wait_for_selector(OPTIONS)
        first = page.locator(f"{OPTIONS} strong").first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#{first}")


def test_menu_of_a_phone(browser: Any, folder: Path) -> None:
    with open_page(browser, PHONE, "light") as page:
        page.goto((folder / "bookshop/index.html").as_uri())
        navigation = page.locator("#site-navigation")
        assert navigation.is_hidden()
        page.click(".menu-link")
        assert navigation.is_visible()
        page.click("#site-navigation >> text=orders")
        assert page.url.endswith("reference/orders.html")
        assert navigation.is_hidden()


def test_choices_apply_to_other_pages(browser: Any, folder: Path) -> None:
    with open_page(browser, DESKTOP, "light") as page:
        page.goto((folder / "bookshop/reference/books.html").as_uri())
        asynchronous = page.locator(".example[data-mode=async]").first
        assert asynchronous.is_hidden()
        page.locator(".modes button >> text=Async").first.click()
        page.click(".theme")
        assert asynchronous.is_visible()
        page.goto((folder / "bookshop/reference/orders.html").as_uri())
        assert page.locator(".example[data-mode=sync]").first.is_hidden()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_copied_code(browser: Any, folder: Path) -> None:
    with open_page(browser, DESKTOP, "light") as page:
        page.goto((folder / "extend/reference/extract_runs.html").as_uri())
        frame = page.locator(".copy-frame:has(> .example[data-mode=sync])")
        frame.hover()
        frame.locator("button").click()
        copied = "result = client.extract_runs.cancel("
        page.wait_for_function(
            "(text) => navigator.clipboard.readText().then((t) => t.startsWith(text))",
            arg=copied,
        )


def test_pages_without_javascript(browser: Any, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    page.goto((folder / "bookshop/reference/books.html").as_uri())
    for mode in ("sync", "async"):
        assert page.locator(f".example[data-mode={mode}]").first.is_visible()
    assert page.locator("button").count() == 0
    context.close()


def test_printed_page(browser: Any, folder: Path) -> None:
    with open_page(browser, DESKTOP, "light") as page:
        page.goto((folder / "bookshop/reference/books.html").as_uri())
        page.emulate_media(media="print")
        assert page.locator("#site-navigation").is_hidden()
        assert page.locator(".example[data-mode=async]").first.is_visible()
        assert page.locator(".modes").first.is_hidden()


def test_run_shows_the_response_of_the_mock_server(browser: Any, url: str) -> None:
    with open_page(browser, DESKTOP, "dark") as page:
        page.goto(f"{url}/reference/extract_runs.html")
        sent: list[Any] = []
        page.on("request", lambda request: sent.append(request))
        page.fill(".run-form label:has-text('token') input", "own-token")
        page.click(".run-form button")
        page.wait_for_selector(".run-status")
        assert page.inner_text(".run-status") == "200 OK"
        assert "content-type: application/json" in page.inner_text(".run-headers")
        assert json.loads(page.inner_text(".run-body"))["status"] == "CANCELLED"
        # The browser also asks for the icon of the page.
        (request,) = (r for r in sent if f"{url}/mock" in r.url)
        assert request.method == "POST"
        assert request.url.startswith(f"{url}/mock/extract_runs/")
        assert request.all_headers()["authorization"] == "Bearer own-token"


def test_run_in_another_state(browser: Any, url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    page.goto(f"{url}/reference/extract_runs.html")
    page.select_option(".run-form label:has-text('state') select", "FAILED")
    page.click(".run-form button")
    page.wait_for_selector(".run-status")
    assert page.inner_text(".run-status") == "400 Bad Request"
    # Other hosts are refused by the policy of the page, whatever a script does.
    script = "fetch('http://localhost:1/').then(() => 'sent', (e) => e.name)"
    violated = "new Promise((r) => addEventListener('securitypolicyviolation', (e) => r(e.effectiveDirective)))"
    assert page.evaluate(
        f"(() => {{ const v = {violated}; {script}; return v; }})()"
    ) == ("connect-src")
    context.close()
