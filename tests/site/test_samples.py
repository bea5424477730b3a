"""Code samples: a valid overlay, whose samples run against the mock server."""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from specpress.document.problems import Problems
from specpress.mock.app import Mock
from specpress.mock.serving import serve_in_background
from specpress.package.readme_credentials import BASE_URL
from specpress.pipeline import open_document
from specpress.site.samples import KEY, CodeSamples, build_samples
from tests.docs.services import build_bookshop as build_client
from tests.site.building import (
    BOOKSHOP,
    bookshop_settings,
    build_bookshop,
    build_tree,
    create_tree,
)


@cache
def _build() -> CodeSamples:
    return build_samples(build_bookshop().source)


@pytest.fixture(scope="module")
def overlaid(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the document with the overlay, which our own reader applies."""
    path = tmp_path_factory.mktemp("samples") / "samples.overlay.yaml"
    path.write_text(_build().text, "utf-8")
    problems = Problems()
    settings = replace(bookshop_settings(), overlays=(path,))
    workspace, _ = open_document(settings, problems)
    assert problems.errors == []
    return workspace.main.tree


def list_samples(tree: Any) -> Iterator[tuple[str, dict[str, str]]]:
    for path, item in tree["paths"].items():
        for method, operation in item.items():
            for sample in operation[KEY]:
                yield f"{method} {path}", sample


def test_overlay_adds_two_samples_to_each_operation(overlaid: Any) -> None:
    samples = [*list_samples(overlaid)]
    labels = [(sample["lang"], sample["label"]) for _, sample in samples]
    assert {*labels} == {("Python", "Python"), ("Python", "Python (async)")}
    assert len(samples) == 2 * _build().count > 20
    assert _build().left_out == ()
    # Nothing else changes.
    plain = json.loads(BOOKSHOP.read_text("utf-8"))
    for item in overlaid["paths"].values():
        for operation in item.values():
            del operation[KEY]
    assert overlaid == plain


@pytest.mark.filterwarnings("ignore:.*is not encrypted:UserWarning")
def test_samples_run_against_the_mock_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import yaml

    monkeypatch.setattr(sys, "path", [str(build_client()), *sys.path])
    monkeypatch.chdir(tmp_path)
    source = build_bookshop().source
    actions = yaml.safe_load(_build().text)["actions"]
    app = Mock(source.workspace, source.api, Problems()).create_app()
    with serve_in_background(app) as url:
        for action in actions:
            for sample in action["update"][KEY]:
                text = sample["source"]
                assert BASE_URL in text
                for name in re.findall(r'\bPath\("([^"]+)"\)', text):
                    Path(name).write_bytes(b"content")
                with warnings.catch_warnings(action="ignore"):
                    exec(text.replace(BASE_URL, url), {"__name__": "sample"})


def test_operations_that_an_overlay_cannot_change_are_listed() -> None:
    item = create_tree()["paths"]["/things/{id}"]
    tree = create_tree()
    tree["paths"] = {"/a\u0001/{id}": item, "/b/{id}": item}
    item["get"].pop("operationId")
    samples = build_samples(build_tree(tree).source)
    assert samples.count == 1
    assert [name for name, _ in samples.left_out] == ["GET /a\u0001/{id}"]
    assert "target: $.paths['/b/{id}'].get" in samples.text
