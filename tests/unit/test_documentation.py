"""The documentation of a package: README, reference and index for language models."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest
from markdown_it import MarkdownIt
from tests.golden.generate_case import CASES, generate_case
from tests.harden.inspection import inspect_files

from specpress.config import load_settings
from specpress.output import reference_pages
from specpress.pipeline import generate

HEAD = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\n"
BOOKS = """servers: [{url: https://shop.example}]
paths:
  /books:
    post:
      operationId: create
      tags: [books]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/BookInput'}
            example: {title: Kindred, pages: 264, released: 1979-06-01}
      responses:
        '201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
  /books/{book_id}:
    parameters:
    - {name: book_id, in: path, required: true, schema: {type: string, pattern: '^b[0-9]+$'}, example: b1}
    get:
      operationId: get
      tags: [books]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '404': {description: No such book.}
    patch:
      operationId: update
      tags: [books]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/BookChange'}}}
      responses: {'204': {description: Changed.}}
components:
  schemas:
    BookInput:
      type: object
      required: [title, released]
      properties:
        title: {type: string}
        pages: {type: integer}
        released: {type: string, format: date}
    BookChange:
      type: object
      properties:
        title: {type: string}
        subtitle: {type: [string, 'null']}
    Book:
      allOf:
      - {$ref: '#/components/schemas/BookInput'}
      - {type: object, required: [id], properties: {id: {type: string, examples: [b1]}}}
"""
SECURED = """security: [%s]
components:
  securitySchemes:
    basicAuth: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: api-key}
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: https://shop.example/token, scopes: {}}}
servers: [{url: https://shop.example}]
paths: {/books: {get: {operationId: list_books, responses: {'204': {description: None.}}}}}
"""
# Lines that begin other blocks, and texts that are markup or code.
HOSTILE = """Text.

```python
iCANARYx.iNJECTED1x
```

~~~
# iNJECTED2x
---
| a | [iNJECTED3x](javascript:iNJECTED3x) | <script>iNJECTED3x</script>

[iNJECTED4x]: https://iNJECTED4x.example
1. ```python
- ![iNJECTED5x](x) `a``b` {{ 7*7191 }} {% raw %}
"""


def write(folder: Path, text: str, **settings: object) -> Mapping[str, str]:
    """Return the files of a document."""
    (folder / "openapi.yaml").write_text(HEAD + text, "utf-8")
    overrides = {"spec": str(folder / "openapi.yaml"), **settings}
    return generate(load_settings(folder, overrides)).files


def list_examples(text: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def list_headings(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [
        following.content
        for token, following in pairwise(tokens)
        if token.type == "heading_open"
    ]


def test_readme_has_examples_of_the_document(tmp_path: Path) -> None:
    readme = write(tmp_path, BOOKS)["README.md"]
    for line in (
        'result = client.books.get("b1")',
        'body={"title": "Kindred", "released": date.fromisoformat("1979-06-01")}',
        'body=models.BookInput(title="Kindred", released=date.fromisoformat("1979-06-01"))',
        "body.subtitle = None",
        'client.books.update("b1", body={"title": "title", "subtitle": None})',
        "except errors.NotFoundError as error:",
        'fake.books.get.returns({"title": "title", "released": "2026-01-02", "id": "b1"})',
        'assert call.book_id == "b1"',
    ):
        assert line in re.sub(r"\(\n\s+(.*?),?\n\s*\)", r"(\1)", readme), line
    assert all(ast.parse(example) for example in list_examples(readme))


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("{basicAuth: []}", 'Shop(basic_auth="user:password")'),
        ("{key: []}", 'Shop(api_key="your-key")'),
        ("{oauth: []}", 'Shop(token="your-token")'),
        ("{}", "Shop()"),
        (
            "{basicAuth: [], key: []}",
            'Shop(basic_auth="user:password", api_key="your-key")',
        ),
    ],
)
def test_first_call_has_its_credentials(
    tmp_path: Path, requirement: str, expected: str
) -> None:
    readme = write(tmp_path, SECURED % requirement)["README.md"]
    assert f"with {expected} as client:" in list_examples(readme)[0]


def test_each_scheme_is_explained(tmp_path: Path) -> None:
    requirements = "{basicAuth: []}, {key: []}, {oauth: []}"
    readme = write(tmp_path, SECURED % requirements)["README.md"]
    assert "| `api_key` | `SHOP_API_KEY` | key | query parameter `api-key` |" in readme
    assert "user name and password, joined by a colon" in readme
    assert 'Shop(token=ClientCredentials("client-id", "client-secret"))' in readme


def test_invalid_examples_are_replaced(tmp_path: Path) -> None:
    invalid = BOOKS.replace("example: b1", "example: x").replace("264", "many")
    page = write(tmp_path, invalid.replace("1979-06-01", "soon"))["docs/reference.md"]
    (argument,) = re.findall(r'result = client\.books\.get\("(.*)"\)', page)
    assert re.fullmatch("b[0-9]+", argument)
    assert 'date.fromisoformat("2026-01-02")' in page


def test_reference_has_each_operation_and_model(tmp_path: Path) -> None:
    files = write(tmp_path, BOOKS)
    headings = list_headings(files["docs/reference.md"])
    assert headings == [
        "Reference",
        "client.books",
        *("books.create", "books.get", "books.update"),
        *("Models", "Book", "BookChange", "BookInput"),
        "Errors",
    ]
    for name in (*headings[2:5], *headings[6:9]):
        assert name in files["llms.txt"]
    assert "- `NotFoundError` (404): No such book." in files["docs/reference.md"]


def test_reference_can_be_left_out(tmp_path: Path) -> None:
    files = write(tmp_path, BOOKS, reference=False)
    assert not {"llms.txt", "docs/reference.md"} & files.keys()
    assert "reference.md" not in files["README.md"]


def list_targets(path: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the anchor of each link to a file of the output."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for child in token.children or ():
            target = str(child.attrs.get("href", ""))
            if target and "://" not in target:
                file, _, anchor = target.partition("#")
                folder = PurePosixPath(path).parent
                yield str(folder / file) if file else path, anchor


def list_anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as GitHub derives them."""
    counts: Counter[str] = Counter()
    anchors = {""}
    for heading in list_headings(text):
        plain = re.sub(r"\[(.*)\]\(.*\)", r"\1", heading).lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        anchors.add(f"{anchor}-{counts[anchor]}" if counts[anchor] else anchor)
        counts[anchor] += 1
    return anchors


@pytest.mark.parametrize("limit", [reference_pages.MAX_LINES, 40])
def test_links_have_targets(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_pages, "MAX_LINES", limit)
    files = generate_case(CASES / "dict_inputs").files
    pages = {p: t for p, t in files.items() if p.endswith((".md", "llms.txt"))}
    assert (len([p for p in pages if "reference/" in p]) > 3) == (limit == 40)
    anchors = {
        path: list_anchors(text) for path, text in files.items() if path in pages
    }
    links = [(p, *link) for p, text in pages.items() for link in list_targets(p, text)]
    assert len(links) > 20
    for page, path, anchor in links:
        assert path in files, (page, path)
        assert anchor in anchors.get(path, {anchor}), (page, path, anchor)


def test_pages_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = generate_case(CASES / "dict_inputs").files["docs/reference.md"]
    monkeypatch.setattr(reference_pages, "MAX_LINES", 40)
    files = generate_case(CASES / "dict_inputs").files
    pages = [text for path, text in files.items() if "docs/reference" in path]
    described = [h for text in pages for h in list_headings(text)]
    missing = {*list_headings(whole)} - {*described}
    # The title of a page with a part of the methods has their first letters, too.
    assert missing <= {"Models", "client.parcels", "client.values"}
    # One operation or model may be longer than a page.
    assert max(len(text.splitlines()) for text in pages) < len(whole.splitlines()) / 2


def describe_hostile(text: str) -> str:
    """Return a document with a text in each description, name and example."""
    literal = "|2\n" + "\n".join(f"{' ' * 12}{line}" for line in text.split("\n"))
    one_line = repr(text)[1:-1].replace('"', "'")
    return f"""tags:
- name: books
  description: {literal}
paths:
  /books/{{id}}:
    get:
      operationId: get
      tags: [books]
      summary: {literal}
      description: {literal}
      parameters:
      - name: id
        in: path
        required: true
        description: {literal}
        example: {literal}
        schema: {{type: string, enum: [a, "{one_line}"]}}
      responses:
        '200':
          description: {literal}
          headers: {{X-A: {{description: "{one_line}", schema: {{type: string}}}}}}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Book'}}}}}}
        '404':
          description: {literal}
components:
  schemas:
    Book:
      type: object
      description: {literal}
      properties:
        title:
          type: string
          description: {literal}
        kind:
          type: string
          enum: ["{one_line}"]
          x-enum-descriptions: ["{one_line}"]
"""


def test_hostile_texts_are_inert(tmp_path: Path) -> None:
    expected = write(tmp_path, describe_hostile("Text."))
    files = write(tmp_path, describe_hostile(HOSTILE))
    assert [*map(str, inspect_files(files, expected))] == []
    for path in ("README.md", "docs/reference.md", "llms.txt"):
        text = files[path]
        assert list_headings(text) == list_headings(expected[path]), path
        assert len(list_examples(text)) == len(list_examples(expected[path])), path
    assert "iNJECTED5x" in files["docs/reference.md"]
