"""Take the pictures of the documentation of the bookshop: `make docs-pictures`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from specpress.document.problems import Problems
from specpress.mock.app import Mock
from specpress.mock.serving import serve_in_background
from specpress.site.serving import SiteServer
from tests.docs.pictures import DIRECTORY
from tests.site.browser import DESKTOP, PHONE, find_obstacle, open_browser, open_page
from tests.site.building import build_bookshop

PAGE = "reference/books.html#books.get"
PICTURES = (
    ("site-desktop.png", DESKTOP, "light"),
    ("site-phone.png", PHONE, "dark"),
)


def take_all() -> Iterator[str]:
    """Take the pictures, and yield their names."""
    documentation = build_bookshop(has_mock=True)
    source = documentation.source
    mock = Mock(source.workspace, source.api, Problems()).create_app()
    app = SiteServer(documentation.files, mock, "127.0.0.1")
    with serve_in_background(app) as url, open_browser() as browser:
        for name, size, theme in PICTURES:
            with open_page(browser, size, theme) as page:
                page.goto(f"{url}/{PAGE}")
                if size == DESKTOP:
                    page.click("[id='books.get'] .run-form button")
                    page.wait_for_selector(".run-body")
                    page.mouse.move(0, 0)
                page.screenshot(path=DIRECTORY / name)
            yield name


def main() -> int:
    """Take the pictures; the exit code is 1 without a browser."""
    if obstacle := find_obstacle():
        print(obstacle)
        return 1
    print("\n".join(take_all()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
