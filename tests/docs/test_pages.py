"""Each page of the guides runs, block by block, and prints what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.corpus import rivals
from tests.docs import comparison, other_tools, pictures, reference
from tests.docs.blocks import DOCS, ROOT
from tests.docs.execution import run_page
from tests.docs.pages import EXECUTED, list_blocks_not_run

# The number of blocks that no test runs, with the reasons in their pages: lower it if you can.
NOT_RUN = 6


@pytest.mark.parametrize("page", EXECUTED, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page_prints_what_it_shows(page: Path) -> None:
    for block, output in run_page(page):
        shown = [line.rstrip() for line in block.text.splitlines()]
        assert [
            line.rstrip() for line in output.splitlines()
        ] == shown, (
            f"{page.name}:{block.lines[0]}: run `make golden` if the change is intended"
        )


@pytest.mark.parametrize("tool", other_tools.MISSING)
def test_calls_of_another_client_have_the_results_of_ours(tool: str) -> None:
    if reason := other_tools.MISSING[tool]():
        pytest.skip(reason)
    theirs, ours = other_tools.run_both(other_tools.find_pages()[tool])
    assert theirs == ours


@pytest.mark.parametrize("tool", other_tools.MISSING)
def test_page_has_the_version_of_the_tool_that_runs(tool: str) -> None:
    name = tool.lower().replace(" ", "-")
    pins = (*rivals.PINNED, rivals.OPENAPI_GENERATOR)
    (pin,) = (pin for pin in pins if pin.startswith(name))
    text = other_tools.find_pages()[tool].read_text("utf-8")
    assert f"version {pin.partition('==')[2]}" in text


def test_pages_use_known_tools() -> None:
    assert other_tools.find_pages().keys() == other_tools.MISSING.keys()


def test_number_of_blocks_that_do_not_run() -> None:
    assert len(list_blocks_not_run()) == NOT_RUN


def test_pictures_show_the_current_output() -> None:
    for name, picture in pictures.render_all().items():
        text = (pictures.DIRECTORY / name).read_text("utf-8")
        assert pictures.read_text(text) == pictures.read_text(picture), "`make golden`"


def test_readme_has_the_figures_of_the_benchmarks_and_the_scoreboard() -> None:
    assert comparison.read() == comparison.render()


@pytest.mark.parametrize("name", reference.PAGES)
def test_reference_is_that_of_the_sources(name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    assert text == reference.PAGES[name](), "run `make golden`"


def test_index_has_a_link_to_every_page() -> None:
    links = {
        *re.findall(r"\]\(([\w./-]+\.md)\)", (DOCS / "index.md").read_text("utf-8"))
    }
    pages = [
        *DOCS.glob("*.md"),
        *DOCS.glob("guides/*.md"),
        *DOCS.glob("coming-from/*.md"),
    ]
    names = {page.relative_to(DOCS).as_posix() for page in pages} - {"index.md"}
    assert names - links == set()


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150
