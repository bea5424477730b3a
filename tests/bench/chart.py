"""docs/pictures/benchmarks.svg: a chart of some rows of the page, in the colours that the reader prefers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tests.bench import page
from tests.corpus.documents import ROOT

PATH = ROOT / "docs" / "pictures" / "benchmarks.svg"
# The bars: tasks with the figure that is shown.
SHOWN = (
    ("generate GitHub's client", "CPU seconds"),
    ("generate Extend's client", "seconds"),
    ("first use of the client", "milliseconds"),
    ("decode a run of 3 KB", "microseconds"),
    ("encode a run of 3 KB", "microseconds"),
    ("cancel a run of 3 KB, without a network", "microseconds"),
    ("cancel a run of 6 KB on loopback, 50 calls at a time", "microseconds"),
)
TITLE = "Benchmarks of specpress"
DESCRIPTION = "Bars of the best times, shorter is better; the figures are the rows of docs/benchmarks.md."
COLUMN, GAP, MARGIN = 500, 16, 16
# Left edge and full length of the bars in a column; their figures are to the right.
LEFT, LENGTH = 264, 160
LINE, HEADING, PADDING = 20, 26, 14
STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.task { font-weight: 600 }
.name { text-anchor: end }
.bar { fill: #8c959f }
.own { fill: #0969da }
.page { fill: #ffffff }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.bar { fill: #6e7681 }
.own { fill: #58a6ff }
.page { fill: #0d1117 }
}"""
Bar = tuple[str, str, float]


def draw(rows: list[dict[str, str]]) -> str:
    """Return the chart of the rows of a page; the same rows have the same chart."""
    heights = [MARGIN, MARGIN]
    shapes: list[str] = []
    for task, figure in SHOWN:
        bars = _select_bars(rows, task, figure)
        if not bars:
            continue
        column = heights.index(min(heights))
        x = MARGIN + column * (COLUMN + GAP)
        shapes += _draw_group(f"{task}: {figure}", bars, x, heights[column])
        heights[column] += HEADING + LINE * len(bars) + PADDING
    width = 2 * MARGIN + 2 * COLUMN + GAP
    return _frame(shapes, width, max(heights))


def _select_bars(rows: list[dict[str, str]], task: str, figure: str) -> list[Bar]:
    """Return the contenders of a task with the text and the number of their best figure."""
    return [
        (row["contender"], row["best"], float(row["best"].split()[0].replace(",", "")))
        for row in rows
        if (row["task"], row["figure"]) == (task, figure)
    ]


def _draw_group(task: str, bars: list[Bar], x: int, y: int) -> Iterable[str]:
    longest = max(number for _, _, number in bars)
    yield f'<text class="task" x="{x}" y="{y + 16}">{escape(task)}</text>'
    for index, (name, text, number) in enumerate(bars):
        top = y + HEADING + index * LINE
        length = max(1, round(number / longest * LENGTH))
        kind = "bar own" if name.startswith("specpress") else "bar"
        left = x + LEFT
        yield f'<text class="name" x="{left - 8}" y="{top + 12}">{escape(name)}</text>'
        yield f'<rect class="{kind}" x="{left}" y="{top + 2}" width="{length}" height="13" rx="2"/>'
        yield f'<text x="{left + length + 6}" y="{top + 12}">{escape(text)}</text>'


def _frame(shapes: list[str], width: int, height: int) -> str:
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title description">',
        f'<title id="title">{TITLE}</title>',
        f'<desc id="description">{DESCRIPTION}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="page" width="{width}" height="{height}" rx="6"/>',
        *shapes,
        "</svg>",
        "",
    ]
    return "\n".join(lines)


def render() -> str:
    """Return the chart of the page."""
    return draw(page.read(page.PATH.read_text("utf-8")))


def update() -> None:
    """Write the chart."""
    PATH.write_text(render(), "utf-8", newline="\n")
