"""A headless Chromium for tests and pictures: Debian's package, driven by playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
PACKAGES = ("playwright", "axe_playwright_python")
PHONE, DESKTOP = (390, 844), (1280, 900)
# Milliseconds: no test depends on the load of the machine.
TIMEOUT = 300_000


def find_obstacle() -> str:
    """Return the reason why there is no browser; "" if there is one."""
    if CHROMIUM is None:
        return "chromium is not installed: `make docs-browser` installs it"
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        return f"{missing[0]} is not installed: `make docs-browser` installs it"
    return ""


@contextmanager
def open_browser() -> Iterator[Any]:
    """Start the browser."""
    # Imported late: without the packages, the tests are skipped.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Containers have no user namespaces, which the sandbox of Chromium needs.
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=TIMEOUT
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Any, size: tuple[int, int], theme: str) -> Iterator[Any]:
    """Open a window; messages of the console are errors."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,
    )
    context.set_default_timeout(TIMEOUT)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    try:
        yield page
        assert messages == []
    finally:
        context.close()
