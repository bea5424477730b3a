"""Serve a document on loopback and send requests to it."""

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

from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.reader import build
from specpress.reader.paging import add_pages

HEAD = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\n"


@dataclass(frozen=True, slots=True)
class ReceivedResponse:
    """A response with its headers by their names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class MockServer:
    """A running mock server."""

    url: str
    mock: Mock

    def request(
        self, method: str, target: str, body: bytes | str | None = None, **headers: str
    ) -> ReceivedResponse:
        """Send a request; `_` in the names of headers means `-`."""
        host = urlsplit(self.url).netloc
        # http.client sends the target unchanged, unlike httpx.
        connection = http.client.HTTPConnection(host, timeout=30)
        sent_headers = {name.replace("_", "-"): text for name, text in headers.items()}
        try:
            connection.request(method, target, body, sent_headers)
            response = connection.getresponse()
            received_headers = {
                name.lower(): text for name, text in response.getheaders()
            }
            return ReceivedResponse(response.status, received_headers, response.read())
        finally:
            connection.close()


def read_mock(path: Path, **settings: Any) -> Mock:
    """Return the mock of the document at `path`."""
    problems = Problems()
    workspace = Workspace(load(str(path)))
    api = add_pages(workspace.root, build(workspace.root, problems), "infer", problems)
    problems.raise_if_errors()
    return Mock(workspace, api, problems, **settings)


def mock_of(document: str, **settings: Any) -> Mock:
    """Return the mock of a document in YAML; without ``openapi``, version and title are added."""
    text = document if "openapi" in document else HEAD + document
    with TemporaryDirectory() as directory:
        path = Path(directory, "openapi.yaml")
        path.write_text(text, "utf-8")
        return read_mock(path, **settings)


@contextmanager
def serve_document(
    document: str, cors: bool = False, **settings: Any
) -> Iterator[MockServer]:
    """Serve a document in YAML; version 3.1 and a title are added if it has no ``openapi``."""
    mock = mock_of(document, **settings)
    with serving.serve_in_background(mock.create_app(cors)) as url:
        yield MockServer(url, mock)
