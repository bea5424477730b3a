"""Content of files: all forms that a caller may pass, in multipart parts and as bodies."""

from __future__ import annotations

import asyncio
import gzip
import io
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from python_multipart import parse_form
from python_multipart.multipart import Field
from python_multipart.multipart import File as ReceivedFile

from tests.wire.clients import (
    TRANSPORTS,
    call,
    generate_package,
    import_submodule,
)
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /raw:
    put:
      operationId: putRaw
      tags: [t]
      requestBody: {required: true, content: {application/octet-stream: {}}}
      responses: {'204': {description: Taken.}}
    get:
      operationId: searchRaw
      tags: [t]
      requestBody: {required: true, content: {application/octet-stream: {}}}
      responses: {'204': {description: Taken.}}
  /image:
    put:
      operationId: putImage
      tags: [t]
      requestBody: {required: true, content: {image/*: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: Taken.}}
  /csv:
    put:
      operationId: putCsv
      tags: [t]
      requestBody: {required: true, content: {text/csv: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: Taken.}}
  /xml:
    put:
      operationId: putXml
      tags: [t]
      requestBody: {required: true, content: {application/vnd.acme: {schema: {type: string}}}}
      responses: {'204': {description: Taken.}}
  /number:
    put:
      operationId: putNumber
      tags: [t]
      requestBody: {required: true, content: {text/plain: {schema: {type: integer}}}}
      responses: {'204': {description: Taken.}}
  /base64:
    put:
      operationId: putBase64
      tags: [t]
      requestBody: {required: true, content: {image/jpeg: {schema: {type: string, format: byte}}}}
      responses: {'204': {description: Taken.}}
  /json:
    put:
      operationId: putJson
      tags: [t]
      requestBody: {required: true, content: {application/json: {schema: {type: string, format: byte}}}}
      responses: {'204': {description: Taken.}}
  /attachments:
    post:
      operationId: postAttachments
      tags: [t]
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, properties: {content: {type: string, format: binary}}}
      responses: {'204': {description: Taken.}}
  /free:
    post:
      operationId: postFree
      tags: [t]
      requestBody: {required: true, content: {multipart/form-data: {}}}
      responses: {'204': {description: Taken.}}
  /open:
    post:
      operationId: postOpen
      tags: [t]
      requestBody: {required: true, content: {multipart/form-data: {schema: {type: object}}}}
      responses: {'204': {description: Taken.}}
  /form:
    post:
      operationId: postForm
      tags: [t]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {$ref: '#/components/schemas/Upload'}
      responses: {'204': {description: Taken.}}
  /either:
    post:
      operationId: postEither
      tags: [t]
      requestBody:
        required: true
        content:
          application/json: {schema: {}}
          application/octet-stream: {}
      responses: {'204': {description: Taken.}}
  /other:  # With one tag, the paths would determine the resources.
    get:
      operationId: other
      tags: [others]
      parameters: [{name: data, in: query, schema: {type: string, format: binary}}]
      responses: {'204': {description: Done.}}
components:
  schemas:
    Upload:
      type: object
      properties:
        name: {type: string}
        file: {type: string, format: binary}
        files: {type: array, items: {type: string, format: binary}}
        media: {type: string, contentMediaType: image/png}
        encoded: {type: string, contentEncoding: binary}
        either:
          oneOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]
"""
SECURITY = """
  securitySchemes: {token: {type: http, scheme: bearer}}
security: [{token: []}]
"""
ACME = generate_package(DOCUMENT)
PNG = b"\x89PNG\r\n\x00"
RAW = "application/octet-stream"
# Name, filename, content type and content of a part.
Part = tuple[str, str | None, str | None, bytes]
LIBRARIES = pytest.mark.parametrize("library", TRANSPORTS)


def invalid_argument_error() -> Any:
    return import_submodule(ACME, "_runtime.codec.codec").InvalidArgumentError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cover.png"
    path.write_bytes(PNG)
    return path


def iterate() -> Iterator[bytes]:
    yield PNG[:3]
    yield b""
    yield PNG[3:]


async def iterate_async() -> AsyncIterator[bytes]:
    for chunk in iterate():
        await asyncio.sleep(0)
        yield chunk


class UploadFile:
    """A file of an ASGI framework, whose methods are coroutine functions."""

    async def read(self, size: int = -1) -> bytes:
        raise NotImplementedError


def parse_parts(server: RecordingServer) -> list[Part]:
    """Return the parts of the last request."""
    parts: list[Part] = []

    def on_field(part: Field) -> None:
        assert part.field_name is not None
        parts.append((part.field_name.decode(), None, None, part.value or b""))

    def on_file(part: ReceivedFile) -> None:
        assert part.field_name is not None
        assert part.file_name is not None
        part.file_object.seek(0)
        content, media_type = part.file_object.read(), part.content_type
        names = part.field_name.decode(), part.file_name.decode()
        parts.append((*names, media_type, content))

    headers = {"Content-Type": server.last.headers["content-type"].encode()}
    parse_form(headers, io.BytesIO(server.last.body), on_field, on_file)
    return parts


def send_form(
    server: RecordingServer, make: Callable[[], dict[str, Any]]
) -> list[Part]:
    """Send a form with new values for each call, and return its parts."""
    upload = import_submodule(ACME, "models").Upload
    call(ACME, server, lambda client: client.t.post_form(body=upload(**make())))
    return parse_parts(server)


FORMS: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "bytes": (lambda path: PNG, "file", RAW),
    "bytearray": (lambda path: bytearray(PNG), "file", RAW),
    "memoryview": (lambda path: memoryview(PNG), "file", RAW),
    "path": (lambda path: path, "cover.png", "image/png"),
    "file": (lambda path: path.open("rb"), "cover.png", "image/png"),
    "memory": (lambda path: io.BytesIO(PNG), "file", RAW),
    "gzip": (
        lambda path: gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(PNG))),
        "file",
        RAW,
    ),
    "iterator": (lambda path: iterate(), "file", RAW),
    "list iterator": (lambda path: iter([PNG[:2], PNG[2:]]), "file", RAW),
    "memoryviews": (lambda path: map(memoryview, iterate()), "file", RAW),
    "File": (lambda path: ACME.File(path, "b.gif"), "b.gif", "image/gif"),
    "File of iterator": (
        lambda path: ACME.File(iterate(), "b.gif", "x/y"),
        "b.gif",
        "x/y",
    ),
    "pair": (lambda path: ("b.gif", PNG), "b.gif", "image/gif"),
    "pair with path": (lambda path: ("b.gif", path), "b.gif", "image/gif"),
    "pair without name": (lambda path: (None, path), "cover.png", "image/png"),
    "triple": (lambda path: ("b.gif", PNG, "x/y"), "b.gif", "x/y"),
    "triple without type": (
        lambda path: ("b.gif", iterate(), None),
        "b.gif",
        "image/gif",
    ),
    "quadruple": (
        lambda path: ("b.gif", io.BytesIO(PNG), "x/y", {"X-Sum": "1"}),
        "b.gif",
        "x/y",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_part_takes_file_in_any_form(
    server: RecordingServer, path: Path, form: str
) -> None:
    make, filename, media_type = FORMS[form]
    expected = ("file", filename, media_type, PNG)
    assert send_form(server, lambda: {"file": make(path)}) == [expected]


@pytest.mark.parametrize("form", FORMS)
def test_body_takes_file_in_any_form(
    server: RecordingServer, path: Path, form: str
) -> None:
    make, _, media_type = FORMS[form]
    call(ACME, server, lambda client: client.t.put_image(body=make(path)))
    assert server.last.body == PNG
    assert server.last.headers["content-type"] == media_type


def test_headers_of_tuple_are_those_of_its_part(server: RecordingServer) -> None:
    send_form(server, lambda: {"file": ("a", b"a", "x/y", {"X-Sum": "1"})})
    assert b"\r\nX-Sum: 1\r\n" in server.last.body


def test_lists_of_files(server: RecordingServer, path: Path) -> None:
    def make() -> dict[str, Any]:
        return {
            "files": [("a.gif", b"a"), path, iterate()],
            "either": [b"b", ("c.gif", b"c", "x/y")],
        }

    assert send_form(server, make) == [
        ("files", "a.gif", "image/gif", b"a"),
        ("files", "cover.png", "image/png", PNG),
        ("files", "files", RAW, PNG),
        ("either", "either", RAW, b"b"),
        ("either", "c.gif", "x/y", b"c"),
    ]


@pytest.mark.parametrize("field", ["media", "encoded"])
def test_file_declared_by_content_keywords(server: RecordingServer, field: str) -> None:
    parts = send_form(server, lambda: {field: ("a.gif", PNG)})
    assert parts == [(field, "a.gif", "image/gif", PNG)]


def test_tuple_of_files_is_a_list(server: RecordingServer) -> None:
    assert send_form(server, lambda: {"files": (b"a", b"b")}) == [
        ("files", "files", RAW, b"a"),
        ("files", "files", RAW, b"b"),
    ]


@pytest.mark.parametrize("method", ["post_free", "post_open"])
def test_form_without_declared_fields_takes_files(
    server: RecordingServer, path: Path, method: str
) -> None:
    def make() -> dict[str, Any]:
        return {
            "name": "n",
            "data": b"\xff",
            "path": path,
            "pair": ("a.gif", b"a"),
            "pairs": [("a.gif", b"a"), ("b.gif", b"b", "x/y")],
            "texts": ("a", "b"),
            "stream": iterate(),
        }

    call(ACME, server, lambda client: getattr(client.t, method)(body=make()))
    assert parse_parts(server) == [
        ("name", None, None, b"n"),
        ("data", "data", RAW, b"\xff"),
        ("path", "cover.png", "image/png", PNG),
        ("pair", "a.gif", "image/gif", b"a"),
        ("pairs", "a.gif", "image/gif", b"a"),
        ("pairs", "b.gif", "x/y", b"b"),
        ("texts", None, None, b"a"),
        ("texts", None, None, b"b"),
        ("stream", "stream", RAW, PNG),
    ]


# -- refusals ------------------------------------------------------------------------------------


def consume() -> Iterator[bytes]:
    chunks = iterate()
    assert b"".join(chunks) == PNG
    return chunks


def consume_async() -> AsyncIterator[bytes]:
    async def consume_all() -> AsyncIterator[bytes]:
        chunks = iterate_async()
        assert [chunk async for chunk in chunks]
        return chunks

    return asyncio.run(consume_all())


def close(path: Path) -> Any:
    with path.open("rb") as file:
        return file


REFUSED: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "str": (lambda path: "cover.png", "'cover.png'", "pass Path(…) for the file"),
    "str in tuple": (lambda path: ("a.png", "text"), "'text'", "encode the text"),
    "str in File": (lambda path: ACME.File("a.png"), "'a.png'", "pass Path(…)"),
    "text file": (lambda path: path.open(), "TextIOWrapper", '"rb"'),
    "text in memory": (lambda path: io.StringIO("a"), "StringIO", '"rb"'),
    "temporary text file": (
        lambda path: tempfile.SpooledTemporaryFile(mode="w+"),  # noqa: SIM115
        "SpooledTemporaryFile",
        '"rb"',
    ),
    "closed file": (close, "BufferedReader", "the file is closed"),
    "file for writing": (
        lambda path: path.with_name("new").open("wb"),
        "BufferedWriter",
        "for reading",
    ),
    "async file": (lambda path: UploadFile(), "UploadFile", "await file.read()"),
    "exhausted generator": (lambda path: consume(), "generator", "only once"),
    "exhausted async generator": (
        lambda path: ("a", consume_async()),
        "async_generator",
        "only once",
    ),
    "list": (lambda path: [b"a", b"b"], "list", "pass iter(…)"),
    "number": (lambda path: 1, "1", ""),
    "dict": (lambda path: {}, "dict", ""),
    "filename": (lambda path: ACME.File(b"", path), "Path", ""),
    "long tuple": (lambda path: ("a", b"a", "x/y", {}, 1), "tuple", ""),
}


@pytest.mark.parametrize("form", REFUSED)
def test_other_values_are_refused_before_sending(
    server: RecordingServer, path: Path, form: str
) -> None:
    make, description, hint = REFUSED[form]
    refusal = invalid_argument_error()
    upload = import_submodule(ACME, "models").Upload

    def send_part(client: Any) -> Any:
        return client.t.post_form(body=upload(file=make(path)))

    def send_item(client: Any) -> Any:
        return client.t.post_form(body=upload(files=[b"a", make(path)]))

    def send_body(client: Any) -> Any:
        return client.t.put_raw(body=make(path))

    uses = {"body.file": send_part, "body.files[1]": send_item, "body": send_body}
    for position, use in uses.items():
        server.requests.clear()
        with ACME.Acme(base_url=server.url) as client, pytest.raises(refusal) as caught:
            use(client)
        message = str(caught.value)
        assert message.startswith(f"{position}: expected a file")
        assert description in message
        assert hint in message
        assert not server.requests


def test_str_in_union_with_files_is_refused(server: RecordingServer) -> None:
    upload = import_submodule(ACME, "models").Upload
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(invalid_argument_error(), match=r"^body\.either"),
    ):
        client.t.post_form(body=upload(either="cover.png"))
    assert not server.requests


@pytest.mark.parametrize("method", ["post_free", "post_form"])
def test_file_of_dict(server: RecordingServer, path: Path, method: str) -> None:
    def use(client: Any) -> Any:
        return getattr(client.t, method)(body={"file": ("a.gif", path)})

    call(ACME, server, use)
    assert parse_parts(server) == [("file", "a.gif", "image/gif", PNG)]


def test_received_model_with_file_is_encoded_as_received() -> None:
    upload = import_submodule(ACME, "models").Upload
    for data in ({"file": "text", "files": ["a"]}, {"either": ["a"]}):
        assert upload.from_dict(data).to_dict() == data
    assert upload(file=PNG).to_dict() == {"file": PNG}


def test_refusal_is_the_same_in_both_clients(server: RecordingServer) -> None:
    def use(client: Any) -> Any:
        return client.t.put_raw(body="cover.png")

    with ACME.Acme(base_url=server.url) as client, pytest.raises(TypeError) as caught:
        use(client)

    async def run() -> Any:
        async with ACME.AsyncAcme(base_url=server.url) as client:
            await use(client)

    with pytest.raises(ValueError, match="Path") as caught_async:
        asyncio.run(run())
    assert str(caught.value) == str(caught_async.value)
    assert not server.requests


@pytest.mark.parametrize("kind", ["missing", "directory"])
def test_file_that_cannot_be_opened_raises_before_sending(
    server: RecordingServer, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "nothing" if kind == "missing" else tmp_path
    upload = import_submodule(ACME, "models").Upload
    with ACME.Acme(base_url=server.url) as client:
        with pytest.raises(OSError, match=str(path)):
            client.t.put_raw(body=path)
        with pytest.raises(OSError, match=str(path)):
            client.t.post_form(body=upload(file=("a.png", path)))
    assert not server.requests


# -- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "body", "expected"),
    [
        ("put_csv", "a,é\n", "a,é\n".encode()),
        ("put_csv", b"a,b", b"a,b"),
        ("put_csv", io.BytesIO, b"a,b"),
        ("put_xml", "<a/>", b"<a/>"),
        ("put_xml", ("a.xml", b"<a/>"), b"<a/>"),
        ("put_number", 7, b"7"),
        ("put_number", "7", b"7"),
        ("put_number", b"7", b"7"),
        ("put_base64", PNG, b"iVBORw0KAA=="),
        ("put_json", PNG, b'"iVBORw0KAA=="'),
        ("post_either", "cover.png", b'"cover.png"'),
        ("post_either", PNG, PNG),
        ("post_either", ("a.png", PNG), PNG),
    ],
)
def test_body_with_text(
    server: RecordingServer, method: str, body: Any, expected: bytes
) -> None:
    def use(client: Any) -> Any:
        value = io.BytesIO(b"a,b") if body is io.BytesIO else body
        return getattr(client.t, method)(body=value)

    call(ACME, server, use)
    assert server.last.body == expected


def test_text_body_refuses_other_values(server: RecordingServer) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(
            invalid_argument_error(), match=r"^body: expected a str or a file"
        ),
    ):
        client.t.put_xml(body={"a": 1})
    assert not server.requests


def test_binary_format_inside_json_is_a_string(server: RecordingServer) -> None:
    model = import_submodule(ACME, "models").PostAttachmentsBody
    assert model.__annotations__["content"] == "str | None"
    call(
        ACME,
        server,
        lambda client: client.t.post_attachments(body=model(content="aGk=")),
    )
    assert server.last.body == b'{"content":"aGk="}'


def test_binary_format_in_parameter_is_a_string(server: RecordingServer) -> None:
    call(ACME, server, lambda client: client.others.other(data="a.png"))
    assert server.last.target == "/other?data=a.png"


# -- iterators -----------------------------------------------------------------------------------


@LIBRARIES
def test_async_iterator_is_sent_by_async_client(
    server: RecordingServer, library: str
) -> None:
    async def run() -> None:
        upload = import_submodule(ACME, "models").Upload
        async with ACME.AsyncAcme(base_url=server.url, transport=library) as client:
            await client.t.put_raw(body=iterate_async())
            await client.t.post_form(
                body=upload(name="n", file=("a.gif", iterate_async()))
            )

    asyncio.run(run())
    assert server.requests[0].body == PNG
    assert server.requests[0].headers["transfer-encoding"] == "chunked"
    assert parse_parts(server) == [
        ("name", None, None, b"n"),
        ("file", "a.gif", "image/gif", PNG),
    ]


@pytest.mark.parametrize("method", ["put_raw", "post_form"])
def test_async_iterator_is_refused_by_sync_client(
    server: RecordingServer, method: str
) -> None:
    upload = import_submodule(ACME, "models").Upload
    chunks = iterate_async()
    body = chunks if method == "put_raw" else upload(file=chunks)
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(
            invalid_argument_error(),
            match=r"^body: .* async_generator; a sync client cannot send an async",
        ),
    ):
        getattr(client.t, method)(body=body)
    assert not server.requests


@LIBRARIES
@pytest.mark.parametrize("status", [503, 307])
def test_iterator_is_sent_once(
    server: RecordingServer, library: str, status: int
) -> None:
    server.responses = [
        response(status, b"{}", retry_after="0", location="/image"),
        response(204),
    ]
    with (
        ACME.Acme(base_url=server.url, transport=library) as client,
        pytest.raises(ACME.APIStatusError),
    ):
        client.t.put_raw(body=iterate())
    assert [request.body for request in server.requests] == [PNG]


def test_redirected_search_does_not_send_iterator_again(
    server: RecordingServer,
) -> None:
    server.responses = [response(302, b"", location="/image"), response(204)]
    with ACME.Acme(base_url=server.url) as client, pytest.raises(ACME.APIStatusError):
        client.t.search_raw(body=iterate())
    assert [request.body for request in server.requests] == [PNG]


class Provider:
    """A token provider that counts the rejected tokens."""

    rejections = 0

    def __call__(self) -> str:
        return "token"

    def reject(self, token: str) -> None:
        self.rejections += 1


@pytest.mark.parametrize(("make", "attempts"), [(iterate, 1), (bytes, 2)])
def test_iterator_is_not_sent_again_with_renewed_credential(
    server: RecordingServer, make: Callable[[], Any], attempts: int
) -> None:
    acme = generate_package(DOCUMENT + SECURITY)
    provider = Provider()
    server.responses = [response(401, b"{}"), response(401, b"{}")]
    with (
        acme.Acme(base_url=server.url, token=provider) as client,
        pytest.raises(acme.APIStatusError),
    ):
        client.t.put_raw(body=make())
    assert provider.rejections == 1
    assert len(server.requests) == attempts


def test_second_call_with_generator_is_refused(server: RecordingServer) -> None:
    chunks = iterate()
    with ACME.Acme(base_url=server.url) as client:
        client.t.put_raw(body=chunks)
        with pytest.raises(invalid_argument_error(), match="only once"):
            client.t.put_raw(body=chunks)
    assert [request.body for request in server.requests] == [PNG]


def fail_with(error: Exception) -> Iterator[bytes]:
    yield PNG
    raise error


async def fail_async_with(error: Exception) -> AsyncIterator[bytes]:
    yield PNG
    raise error


@LIBRARIES
@pytest.mark.parametrize("error", [ValueError("row 7"), OSError("disk"), KeyError(7)])
def test_exception_of_iterator_reaches_the_caller(
    server: RecordingServer, library: str, error: Exception
) -> None:
    with (
        ACME.Acme(base_url=server.url, transport=library) as client,
        pytest.raises(type(error)) as caught,
    ):
        client.t.put_raw(body=fail_with(error))
    assert caught.value is error

    async def run(body: Any) -> None:
        async with ACME.AsyncAcme(base_url=server.url, transport=library) as client:
            with pytest.raises(type(error)) as caught:
                await client.t.put_raw(body=body)
            assert caught.value is error

    asyncio.run(run(fail_with(error)))
    asyncio.run(run(fail_async_with(error)))
    assert not server.requests  # no complete one


def test_iterator_of_text_is_refused(server: RecordingServer) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(TypeError, match="chunks of a body must be bytes, got str"),
    ):
        client.t.put_raw(body=iter(["a"]))
    assert not server.requests


def test_length_of_iterator_is_given_by_header(server: RecordingServer) -> None:
    headers = {"Content-Length": str(len(PNG))}
    call(ACME, server, lambda client: client.t.put_raw(body=iterate(), headers=headers))
    assert server.last.body == PNG
    assert server.last.headers["content-length"] == str(len(PNG))
    assert "transfer-encoding" not in server.last.headers


def test_growing_file_is_sent_up_to_its_length(
    server: RecordingServer, path: Path
) -> None:
    class Growing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            position = self.tell()
            self.seek(0, 2)
            self.write(b"more")
            self.seek(position)
            return super().read(size)

    call(ACME, server, lambda client: client.t.put_raw(body=Growing(PNG)))
    assert server.last.body == PNG
