"""Every operation of every document of the corpus is asked validly and answered with a value of its schema."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from starlette.types import ASGIApp

from specpress import ir
from specpress.build import build
from specpress.load import load
from specpress.mock.app import Mock
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest
from specpress.mock.samples import Unsatisfiable
from specpress.mock.schemas import ContradictoryDocument
from specpress.problems import DocumentError, Problems
from specpress.resolve import Cursor, Workspace
from specpress.views.media import is_json
from tests.corpus.asking import Asker, ask
from tests.corpus.documents import Entry, entries, missing
from tests.corpus.examples import Example, Witness

NO_ANSWER = {
    "create_archive",
    "modify_archive",
    "retrieve_archive",
    "POST /types/unions/duplicate-types",
}
"""Operations whose answer cannot be: a closed object that requires what it does not declare; one variant twice."""
NO_REQUEST = {
    "POST /types/unions/duplicate-types",
    "quirks_entirelyIncompatibleAllOf",
    "quirks_partiallyUsableIncompatibleAllOf",
}
"""Operations whose body cannot be: it must be of several types at once."""
UNWRITABLE = {"getUserList"}
"""Operations that need a list of nothing but nulls, which is written as nothing at all."""
MISJUDGED = {
    "put_folders_id#remove_shared_link": "the document's own example: null beside `allOf` and `nullable`",
    "getTask": "the witness reads `type` beside `$ref`, which says nothing in 3.0",
}
MISJUDGED |= dict.fromkeys(("createTask", "getTasks"), MISJUDGED["getTask"])


@dataclass(slots=True)
class Proof:
    """Puts the operations of one document to the proof."""

    mock: Mock
    app: ASGIApp
    asker: Asker
    witness: Witness

    def wrong(self, served: MockOperation) -> str | None:
        """What is wrong with how an operation is answered; None: nothing."""
        try:
            status, content_type, body = self._answer(served)
        except ContradictoryDocument as error:
            return str(error)
        if status != served.responses.success_status:
            return f"{status}: {body.decode('utf-8', 'replace')[:300]}"
        return self._untrue(served, status, content_type, body)

    def _answer(self, served: MockOperation) -> tuple[int, str, bytes]:
        """Through the application; where the request cannot be made or may mean another operation, without."""
        if (
            "#" not in served.operation.path
            and served.name not in NO_REQUEST | UNWRITABLE
        ):
            status, headers, body = ask(self.app, self.asker.written(served))
            return status, headers.get("content-type", ""), body
        reply = self.mock.store.respond(served, ReceivedRequest({}))
        return reply.status, dict(reply.headers).get("content-type", ""), reply.body

    def _untrue(
        self, served: MockOperation, status: int, content_type: str, body: bytes
    ) -> str | None:
        """What somebody else says of a JSON body."""
        entry = self._entry(served.responses.cursor, status, content_type)
        schema = entry.get("schema") if entry is not None else None
        if schema is None or not is_json(content_type):
            return None
        value = json.loads(body)
        known = served.name in MISJUDGED
        if known or self.witness.allows(Example(schema.id, "", schema, value)):
            return None
        return f"a witness says that it is not of its schema: {body[:300]!r}"

    def _entry(
        self, operation: Cursor, status: int, content_type: str
    ) -> Cursor | None:
        problems = Problems()
        responses = (operation.get("responses") or operation.as_empty()).follow(problems)
        ways = (str(status), f"{status // 100}XX", "default")
        found = next((r for way in ways if (r := responses.get(way))), None)
        content = found.follow(problems).get("content") if found is not None else None
        entry = content.get(content_type) if content is not None else None
        return entry.follow(problems) if entry is not None else None


@pytest.mark.skipif(bool(missing()), reason=missing() or "the corpus is there")
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_operation_is_answered_truly(entry: Entry) -> None:
    read = _read(entry)
    if read is None:
        pytest.skip("it is refused by `specpress generate`, too")
    workspace, api = read
    mock = Mock(workspace, api)
    assert len(mock.operations) == len(api.operations)
    proof = Proof(mock, mock.create_app(), Asker(mock), Witness(workspace.root, True))
    for served in mock.operations:
        told = proof.wrong(served)
        assert (told is not None) is (
            served.name in NO_ANSWER
        ), f"{served.name}: {told}"


def test_what_cannot_be_asked_is_known_to_the_asker() -> None:
    """The list above holds nothing that can be asked."""
    if missing():
        pytest.skip(missing())
    cannot = set()
    for entry in entries():
        if not any(
            word in entry.name for word in ("schema-types", "baseline_openapi_3.1")
        ):
            continue
        workspace, api = _read(entry) or pytest.fail(entry.name)
        mock = Mock(workspace, api)
        asker = Asker(mock)
        for served in mock.operations:
            try:
                asker.written(served)
            except Unsatisfiable:
                cannot.add(served.name)
    assert cannot == NO_REQUEST


def _read(entry: Entry) -> tuple[Workspace, ir.Api] | None:
    try:
        workspace = Workspace(load(str(entry.path)))
        return workspace, build(workspace.root, Problems())
    except DocumentError:
        return None
