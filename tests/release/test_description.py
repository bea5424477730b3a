"""The description of a package: what is read from it, and what is refused."""

from __future__ import annotations

import base64
import bz2
import json
from pathlib import Path

import pytest

from specpress.output import description
from tests.diff.test_command import OLD
from tests.property.packages import PACKAGE, generate_from_bytes, settings_for

FILE = f"{PACKAGE}/{description.NAME}"


def pack(table: object) -> bytes:
    """Return the content of a file with a table."""
    content = base64.b85encode(bz2.compress(json.dumps(table).encode())).decode()
    names = {"format": 1, "package": "a", "client": "A", "version": "1"}
    return json.dumps({**names, "content": content}).encode()


def test_texts_for_people_are_omitted() -> None:
    text = OLD.replace(
        "pages: {type: integer}", "pages: {type: integer, description: Hidden}"
    )
    text = text.replace("title: {type: string}", "description: {type: string}")
    generated = generate_from_bytes(text.encode())
    described = description.parse(generated.files[FILE].encode())
    assert described is not None
    tree = json.dumps(described.documents)
    assert "Hidden" not in tree
    # Here it is the name of a property.
    assert '"description": {"type": "string"}' in tree
    assert described.to_text() == generated.files[FILE]


def test_a_document_in_several_files(tmp_path: Path) -> None:
    schema = "type: object\nproperties: {id: {type: string}}\n"
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/book.yaml").write_text(schema, "utf-8")
    start = OLD.index("    Book:\n")
    document = tmp_path / "openapi.yaml"
    document.write_text(f"{OLD[:start]}    Book: {{$ref: schemas/book.yaml}}\n")
    from specpress.pipeline import generate

    files = generate(settings_for(str(document))).files
    described = description.parse(files[FILE].encode())
    assert described is not None
    assert [*described.documents] == ["openapi.json", "schemas/book.yaml"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        pack([]),
        pack({"main": "x", "documents": {}, "lock": "", "settings": {}}),
        pack({"main": "x", "documents": {"x": 1}, "lock": "broken", "settings": {}}),
        pack({"main": "x", "documents": {"x": 1}})[:-40] + b'"}',
        json.dumps({"format": 2, "content": ""}).encode(),
    ],
)
def test_invalid_files(content: bytes) -> None:
    assert description.parse(content) is None


def test_large_content_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"main": "x", "documents": {"x": "y" * 10000}, "lock": "", "settings": {}}
    assert description.parse(pack(table)) is not None
    monkeypatch.setattr(description, "MAX_BYTES", 9000)
    assert description.parse(pack(table)) is None


@pytest.mark.parametrize("name", ["../x.json", "/x.json", ".hidden", "a\\b", ""])
def test_names_that_lead_out_of_the_directory(name: str, tmp_path: Path) -> None:
    from specpress.diff.operands import write_documents
    from specpress.document.problems import UsageError

    table = {"main": name, "documents": {name: {}}, "lock": "", "settings": {}}
    described = description.parse(pack(table))
    assert described is not None
    with pytest.raises(UsageError, match="its description is not valid"):
        write_documents("package", described, tmp_path / "inner")
