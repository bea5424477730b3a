"""Serves a document that a test writes down, on loopback, and asks it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from specpress.build import build
from specpress.load import load
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.problems import Problems
from specpress.resolve import Workspace

HEAD = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\n"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Service:
    """A document that is served."""

    url: str
    mock: Mock

    def ask(
        self, method: str, target: str, body: bytes | str | None = None, **headers: str
    ) -> Told:
        """Send a request; in names of headers `_` stands for `-`."""
        host = urlsplit(self.url).netloc
        connection = http.client.HTTPConnection(host, timeout=30)
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        try:
            connection.request(method, target, body, sent)
            answer = connection.getresponse()
            told = {name.lower(): text for name, text in answer.getheaders()}
            return Told(answer.status, told, answer.read())
        finally:
            connection.close()


def read(path: Path, **settings: Any) -> Mock:
    """The mock of a document."""
    problems = Problems()
    workspace = Workspace(load(str(path)))
    api = build(workspace.root, problems)
    problems.raise_if_errors()
    return Mock(workspace, api, problems, **settings)


@contextmanager
def served(document: str, cors: bool = False, **settings: Any) -> Iterator[Service]:
    """Serve a document (YAML; without `openapi` it gets version 3.1 and a title)."""
    text = document if "openapi:" in document else HEAD + document
    with TemporaryDirectory() as folder:
        path = Path(folder, "openapi.yaml")
        path.write_text(text, "utf-8")
        made = read(path, **settings)
        with serving.background(made.app(cors)) as url:
            yield Service(url, made)
