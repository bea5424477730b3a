"""The mock server answers a valid request for every operation of the corpus with a valid response."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from extend_client.errors import InvalidArgumentError
from starlette.types import ASGIApp

from specpress import ir
from specpress.document.media_types import is_json
from specpress.document.problems import DocumentError, Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest
from specpress.reader import build
from specpress.samples.samples import Unsatisfiable
from specpress.schema.validation import ContradictoryDocument
from tests.corpus.documents import Entry, entries, missing
from tests.corpus.examples import Example, ReferenceValidator
from tests.corpus.requests import RequestWriter, send
from tests.corpus.swagger import open_document

# No valid response exists: closed objects that require an undeclared property, and a
# union that lists one variant twice.
WITHOUT_VALID_RESPONSE = {
    "create_archive",
    "modify_archive",
    "retrieve_archive",
    "POST /types/unions/duplicate-types",
}
# No valid request exists: the body must have several types at once.
WITHOUT_VALID_REQUEST = {
    "POST /types/unions/duplicate-types",
    "quirks_entirelyIncompatibleAllOf",
    "quirks_partiallyUsableIncompatibleAllOf",
}
# A required array may contain nulls only, and a client refuses to serialise those.
UNSERIALISABLE = {"getUserList"}
# Responses that the reference validator rejects although they are as intended.
DISPUTED = {
    "put_folders_id#remove_shared_link": "example of the document: null beside `allOf` and `nullable`",
    "getTask": "the validator applies `type` beside `$ref`, which OpenAPI 3.0 ignores",
}
DISPUTED |= dict.fromkeys(("createTask", "getTasks"), DISPUTED["getTask"])


@dataclass(slots=True)
class ResponseCheck:
    """Checks the responses to the operations of one document."""

    mock: Mock
    app: ASGIApp
    writer: RequestWriter
    validator: ReferenceValidator

    def problem(self, operation: MockOperation) -> str | None:
        """Return the fault of the response to an operation; None if it is valid."""
        try:
            status, content_type, body = self._respond(operation)
        except ContradictoryDocument as error:
            return str(error)
        if status != operation.responses.success_status:
            return f"{status}: {body.decode('utf-8', 'replace')[:300]}"
        return self._invalid_body(operation, status, content_type, body)

    def _respond(self, operation: MockOperation) -> tuple[int, str, bytes]:
        """Return the response of the application, or of the store if no request can be written."""
        # Paths that differ in their fragment only are one path to a server.
        is_addressable = "#" not in operation.operation.path
        if (
            is_addressable
            and operation.name not in WITHOUT_VALID_REQUEST | UNSERIALISABLE
        ):
            status, headers, body = send(self.app, self.writer.write(operation))
            return status, headers.get("content-type", ""), body
        response = self.mock.store.respond(operation, ReceivedRequest({}))
        content_type = dict(response.headers).get("content-type", "")
        return response.status, content_type, response.body

    def _invalid_body(
        self, operation: MockOperation, status: int, content_type: str, body: bytes
    ) -> str | None:
        cursor = operation.responses.cursor
        media_type = _media_type(cursor, status, content_type)
        schema = media_type.get("schema") if media_type is not None else None
        if schema is None or not is_json(content_type):
            return None
        if operation.name in DISPUTED:
            return None
        if self.validator.is_valid(Example(schema.id, "", schema, json.loads(body))):
            return None
        return f"the reference validator rejects the body: {body[:300]!r}"


def _media_type(operation: Cursor, status: int, content_type: str) -> Cursor | None:
    problems = Problems()
    responses = (operation.get("responses") or operation.as_empty()).follow(problems)
    keys = (str(status), f"{status // 100}XX", "default")
    response = next((r for key in keys if (r := responses.get(key))), None)
    content = response.follow(problems).get("content") if response is not None else None
    media_type = content.get(content_type) if content is not None else None
    return media_type.follow(problems) if media_type is not None else None


@pytest.mark.skipif(bool(missing()), reason=missing() or "corpus available")
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_operation_has_a_valid_response(entry: Entry) -> None:
    built = _build(entry)
    if built is None:
        pytest.skip("the document is refused by `specpress generate`, too")
    workspace, api = built
    mock = Mock(workspace, api)
    assert len(mock.operations) == len(api.operations)
    check = ResponseCheck(
        mock,
        mock.create_app(),
        RequestWriter(mock),
        ReferenceValidator(workspace.root, patterns=True),
    )
    for operation in mock.operations:
        problem = check.problem(operation)
        is_expected = operation.name in WITHOUT_VALID_RESPONSE
        assert (problem is not None) is is_expected, f"{operation.name}: {problem}"


def test_operations_without_a_valid_request() -> None:
    """The lists of operations without a valid request contain no other operation."""
    if missing():
        pytest.skip(missing())
    unsatisfiable, unserialisable = set(), set()
    for entry in entries():
        if not any(
            part in entry.name for part in ("schema-types", "baseline_openapi_3.1")
        ):
            continue
        workspace, api = _build(entry) or pytest.fail(entry.name)
        mock = Mock(workspace, api)
        writer = RequestWriter(mock)
        for operation in mock.operations:
            try:
                writer.write(operation)
            except Unsatisfiable:
                unsatisfiable.add(operation.name)
            except InvalidArgumentError:
                unserialisable.add(operation.name)
    assert unsatisfiable == WITHOUT_VALID_REQUEST
    assert unserialisable == UNSERIALISABLE


def _build(entry: Entry) -> tuple[Workspace, ir.Api] | None:
    try:
        workspace = open_document(entry.path)
        return workspace, build(workspace.root, Problems())
    except DocumentError:
        return None
