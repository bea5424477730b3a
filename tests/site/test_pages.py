"""The pages of `specpress docs`: links, sizes, contents, and texts that stay texts."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from specpress.site import layout
from specpress.site.documenting import Documentation, document
from specpress.site.markdown import render_markdown
from specpress.site.vendored import DIRECTORY, FOLDER, LICENCES, VENDORED
from tests.docs.blocks import ROOT
from tests.harden.pages import Page, inspect_pages
from tests.site.building import (
    SCHEMES,
    bookshop_settings,
    build_bookshop,
    build_extend,
    build_tree,
    create_tree,
    settings_for,
)

GITHUB = ROOT / ".corpus/package/generated/api.github.com.json"
MAX_PAGE = 300_000
HOSTILE = """# <script>alert(1)</script>

<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](java&#10;script:alert(1)) [c](data:text/html,x)
![d](javascript:alert(1)) <javascript:alert(1)> [e]: javascript:alert(1)
~~s~~ 1. [f](//evil.example) [g](https://example.com/?a="onclick=alert(1)) `</code><script>` & " ' </dd>

| a | b |
|---|---|
| <b onmouseover=alert(1)>x</b> | [h](vbscript:x) |

| a | b | c |
|:--|:-:|--:|
| a | b | c |

```"><script>
</code></pre><script>
```
"""


def list_pages(documentation: Documentation) -> dict[str, Page]:
    files = documentation.files.items()
    return {path: Page(text) for path, text in files if path.endswith(".html")}


def find_dead_links(documentation: Documentation) -> list[str]:
    """Return the links that lead to no file or to no anchor."""
    pages = list_pages(documentation)
    anchors = {path: {*page.list_values("id")} for path, page in pages.items()}
    dead = []
    for path, page in pages.items():
        for link in [*page.list_values("href"), *page.list_values("src")]:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            name = unquote(parts.path)
            base = posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(base, name)) if name else path
            is_dead = target not in documentation.files or (
                parts.fragment and unquote(parts.fragment) not in anchors[target]
            )
            dead += [f"{path}: {link}"] if is_dead else []
    return dead


@pytest.mark.parametrize("build", [build_bookshop, build_extend])
def test_links_have_targets(build: Any) -> None:
    documentation = build()
    assert find_dead_links(documentation) == []
    entries = _read_search(documentation)
    anchors = {
        f"{path}#{anchor}"
        for path, page in list_pages(documentation).items()
        for anchor in page.list_values("id")
    }
    assert {unquote(entry[1]) for entry in entries} <= anchors


@pytest.mark.parametrize("build", [build_bookshop, build_extend])
def test_ids_are_unique(build: Any) -> None:
    for path, page in list_pages(build()).items():
        ids = page.list_values("id")
        assert len(ids) == len({*ids}), path


def _read_search(documentation: Documentation) -> list[list[str]]:
    text = documentation.files["assets/search-index.js"]
    content = text.removeprefix("window.searchEntries = ").removesuffix(";\n")
    entries: list[list[str]] = json.loads(content)
    return entries


def test_each_operation_and_model_is_described_and_found() -> None:
    documentation = build_bookshop()
    reference = documentation.site.reference
    operations = [o for r in reference.resources for o in r.operations]
    titles = [entry[0] for entry in _read_search(documentation)]
    for name in (*(o.name for o in operations), *(m.name for m in reference.models)):
        target = documentation.site.layout.targets[name].partition("#")[0]
        assert f'id="{name}"' in documentation.files[target]
        assert titles.count(name) == 1
    books = documentation.files["reference/books.html"]
    assert 'href="../models/all.html#Book"' in books
    assert "async_client" in books
    assert 'href="../errors.html#NotFoundError"' in books


def test_deprecated_parts_are_marked() -> None:
    tree = create_tree(deprecated=True)
    schema = {"type": "object", "deprecated": True, "properties": {"a": {}}}
    tree["components"] = {
        "schemas": {"Old": schema, "New": {**schema, "deprecated": False}}
    }
    files = build_tree(tree).files
    mark = '<p class="note">Deprecated.</p>'
    assert files["reference/things.html"].count(mark) == 1
    assert 'class="deprecated"' in files["index.html"]
    old = files["models/all.html"].partition('id="Old"')[2]
    assert files["models/all.html"].count(mark) == old.count(mark) == 1


def test_document_without_operations() -> None:
    tree = {**create_tree(), "paths": {}}
    documentation = build_tree(tree)
    assert find_dead_links(documentation) == []
    assert set(list_pages(documentation)) == {"index.html", "errors.html"}


def test_equal_documents_have_equal_pages() -> None:
    again = document(bookshop_settings())
    assert again.files == build_bookshop().files


def test_lifecycle_is_drawn() -> None:
    text = build_extend().files["lifecycles.html"]
    assert "<svg" in text
    assert "Starts in PENDING" in text
    assert "PROCESSING to CANCELLED by extract_runs.cancel" in text


def test_page_of_each_security_scheme() -> None:
    tree = create_tree(security=[{name: []} for name in SCHEMES])
    tree["components"] = {"securitySchemes": SCHEMES}
    text = unescape(re.sub("<[^>]+>", "", build_tree(tree).files["index.html"]))
    for words in (
        'Acme(bearer="your-token")',
        'Acme(basic_auth="user:password")',
        'Acme(key="your-key")',
        "query parameter key.",
        "ClientCredentials(",
        "AsyncClientCredentials(",
        "A token.",
    ):
        assert words in text, words


def test_hostile_texts_are_inert() -> None:
    tree = create_tree(description=HOSTILE, summary=HOSTILE, deprecated=True)
    tree["info"] |= {"title": HOSTILE, "version": HOSTILE, "description": HOSTILE}
    tree["tags"] = [{"name": "things", "description": HOSTILE}]
    tree["servers"][0]["description"] = HOSTILE
    item = tree["paths"]["/things/{id}"]["get"]
    item["parameters"][0]["description"] = HOSTILE
    schema = {
        "type": "object",
        "description": HOSTILE,
        "properties": {
            "a": {"type": "string", "enum": [HOSTILE, "b"], "description": HOSTILE}
        },
    }
    item["responses"]["200"] = {
        "description": HOSTILE,
        "content": {"application/json": {"schema": schema}},
    }
    item["responses"]["404"] = {"description": HOSTILE}
    for has_mock in (False, True):
        documentation = build_tree(tree, has_mock)
        assert [*inspect_pages(documentation.files)] == []
        assert find_dead_links(documentation) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "<p>plain</p>"),
        ("[a](https://b.example)", '<p><a href="https://b.example" rel="noopener noreferrer">a</a></p>'),
        ("[a](javascript:b)", "<p>a</p>"),
        ("[a](/relative)", "<p>a</p>"),
        ("![a](https://b.example/c.png)", '<p><a href="https://b.example/c.png" rel="noopener noreferrer">a</a></p>'),
        ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
        ("a<br>b", "<p>a b</p>"),
        ("> [!NOTE]\n> a", "<blockquote>\n<p><strong>Note</strong> \na</p>\n</blockquote>"),
        ("### a\n# b\n## c", "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>"),
        ("a\x00\x1b[1m\u202eb", "<p>a[1mb</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown(text: str, expected: str) -> None:
    assert render_markdown(text) == expected


@pytest.mark.parametrize("limit", [4_000, 20_000])
def test_large_pages_are_divided(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(layout, "MAX_BYTES", limit)
    documentation = document(bookshop_settings())
    assert find_dead_links(documentation) == []
    assert len(list_pages(documentation)) > len(list_pages(build_bookshop()))


def test_estimated_sizes_are_upper_limits() -> None:
    """The division into pages depends on estimates, because links depend on the division."""
    for documentation in (build_bookshop(), build_extend()):
        for part in documentation.site.layout.operations:
            text = documentation.files[part.path]
            content = text.partition('<main id="main-content"')[2]
            estimate = sum(map(layout._measure_operation, part.operations))
            assert len(content.encode()) < estimate + 1_000, part.path
        for group in documentation.site.layout.models:
            content = documentation.files[group.path].partition("<main ")[2]
            estimate = sum(map(layout._measure_model, group.models))
            assert len(content.encode()) < estimate + 1_000, group.path


@pytest.mark.skipif(not GITHUB.exists(), reason="`make corpus` fetches the document")
def test_pages_of_a_large_document() -> None:
    documentation = document(settings_for(GITHUB))
    sizes = {p: len(t.encode()) for p, t in documentation.files.items()}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    assert {path for path, size in pages.items() if size > MAX_PAGE} == set()
    assert find_dead_links(documentation) == []


def test_vendored_files_are_unchanged() -> None:
    names = {file.name for file in VENDORED} | {LICENCES}
    assert {path.name for path in DIRECTORY.iterdir()} == names
    licences = (DIRECTORY / LICENCES).read_text("utf-8")
    table = (ROOT / "docs/documentation-site.md").read_text("utf-8")
    for file in VENDORED:
        content = (DIRECTORY / file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.digest
        assert f"{file.name}: " in licences
        assert f"{file.version}\n" in licences
        row = f"| `{FOLDER}{file.name}` | {file.project} {file.version} | {file.licence} | `{file.digest}` |"
        assert row in table


def test_policy_forbids_other_hosts() -> None:
    for has_mock, source in ((False, "'none'"), (True, "'self'")):
        page = list_pages(build_bookshop(has_mock))["reference/books.html"]
        policy, *_ = page.list_values("content")
        assert f"connect-src {source};" in policy
        assert bool(page.list_values("data-request")) is has_mock


def test_wheel_has_vendored_files() -> None:
    """hatchling packs all files of the folder of the package."""
    package = Path(layout.__file__).parents[1]
    assert DIRECTORY.is_relative_to(package)
