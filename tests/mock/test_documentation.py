"""The examples of generated documentation call the mock server, which rejects invalid requests."""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from specpress.config import load_settings
from specpress.mock import serving
from specpress.pipeline import generate
from tests.mock.serving import read_mock
from tests.shared import write_sources

PROJECT = Path(__file__).parents[2]
DOCUMENTS = {
    "mocked_bookshop": PROJECT / "examples/bookshop/openapi.json",
    "mocked_extend": PROJECT / "spec/extend.openapi.yaml",
}
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def list_examples(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    for path, text in files.items():
        if path.endswith(".md"):
            yield from ((path, source) for source in EXAMPLE.findall(text))


def run(source: str, namespace: dict[str, Any]) -> None:
    code = compile(source, "example", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(eval(code, namespace))
    else:
        exec(code, namespace)


@pytest.mark.parametrize("package", DOCUMENTS)
def test_examples_are_valid_requests(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = DOCUMENTS[package]
    overrides = {"spec": str(document), "package": package, "client": "Acme"}
    files = dict(generate(load_settings(tmp_path, overrides)).files)
    write_sources({p: t for p, t in files.items() if p.startswith(package)}, tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "picture.png").write_bytes(b"content")
    (tmp_path / "report.pdf").write_bytes(b"content")
    module, errors = import_module(package), import_module(f"{package}.errors")
    mock = read_mock(document)
    calls = 0
    with serving.serve_in_background(mock.create_app(False)) as url:
        for name in ("Acme", "AsyncAcme"):
            original = getattr(module, name)

            def create(original: Any = original, **settings: Any) -> Any:
                return original(**{"token": "t", **settings, "base_url": url})

            monkeypatch.setattr(module, name, create)
        for path, source in list_examples(files):
            namespace = {"client": module.Acme(), "async_client": module.AsyncAcme()}
            try:
                run(source, namespace)
            except errors.APIError as error:
                # The mock server has other resources of a lifecycle than the document, and one page.
                is_missing = package == "mocked_extend" and error.status == 404
                assert is_missing or type(error).__name__ == "RepeatedPageError", path
            calls += 1
    assert calls > 5
