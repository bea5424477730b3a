"""The table of the README that compares tools, from docs/benchmarks.md and docs/scoreboard.md.

`make bench`, `make corpus` and `make golden` write it.
"""

from __future__ import annotations

import re

from tests.bench import page
from tests.docs.blocks import DOCS, ROOT

README = ROOT / "README.md"
BEGINNING = "<!-- comparison -->\n"
END = "<!-- end of comparison -->\n"
# The columns, with the contenders of the benchmarks that they show.
COLUMNS = {
    "specpress": "specpress",
    "openapi-python-client": "openapi-python-client",
    "Redocly": "Redocly",
    "datamodel-code-generator, models only": "datamodel-code-generator (models only)",
    "Extend's SDK": "extend-ai",
    "pydantic": "pydantic",
    "adaptix": "adaptix",
    "msgspec": "msgspec",
}
# The rows, with the task and the figure of the benchmarks that they show.
ROWS = {
    "generate Extend's client": ("generate Extend's client", "seconds"),
    "generate GitHub's client": ("generate GitHub's client", "seconds"),
    "memory for GitHub's client": ("generate GitHub's client", "memory"),
    "first use of Extend's client": ("first use of the client", "milliseconds"),
    "decode a run of 3 KB": ("decode a run of 3 KB", "microseconds"),
    "encode a run of 3 KB": ("encode a run of 3 KB", "microseconds"),
    "cancel a run of 3 KB, without a network": (
        "cancel a run of 3 KB, without a network",
        "microseconds",
    ),
}


def render() -> str:
    """Return the table, and a sentence with the result of the corpus."""
    figures = _read_benchmarks()
    # Only contenders that the benchmarks have.
    contenders = {name for _, _, name in figures}
    columns = {title: name for title, name in COLUMNS.items() if name in contenders}
    lines = [
        f"| | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
    ]
    for title, (task, figure) in ROWS.items():
        cells = [figures.get((task, figure, name), "–") for name in columns.values()]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", _summarize_corpus(), ""])


def _read_benchmarks() -> dict[tuple[str, str, str], str]:
    """Return the best figures of the benchmarks, by task, figure and contender."""
    rows = page.read((DOCS / "benchmarks.md").read_text("utf-8"))
    return {(row["task"], row["figure"], row["contender"]): row["best"] for row in rows}


def _summarize_corpus() -> str:
    text = (DOCS / "scoreboard.md").read_text("utf-8")
    (figures,) = re.findall(
        r"^- specpress: (\d+ of \d+) documents pass every column, (\d+) of \d+ operations, "
        r".* (\d+ of \d+) calls on the mock",
        text,
        re.MULTILINE,
    )
    documents, operations, calls = figures
    return (
        f"{documents} documents by other people, with {operations} operations, pass every check of the "
        f"[scoreboard](docs/scoreboard.md), and {calls} calls of their clients on the mock server show no difference."
    )


def read() -> str:
    """Return the table in the README."""
    _, _, rest = README.read_text("utf-8").partition(BEGINNING)
    return rest.partition(END)[0]


def update() -> None:
    """Write the table into the README."""
    before, _, rest = README.read_text("utf-8").partition(BEGINNING)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGINNING}{render()}{END}{after}", "utf-8")
