"""Operations: takes a request to one operation, gives the answer: the documented one, or what is wrong with the request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.mock import errors
from specpress.mock.responses import ResponseBuilder, Change, NotAcceptable, MockResponse
from specpress.mock.requests import ReceivedRequest, Rejection, RequestValidator

NOT_ACCEPTABLE = (406, 415, 400)


@dataclass(slots=True)
class MockOperation:
    """An operation that is served."""

    operation: ir.Operation
    requests: RequestValidator
    answers: ResponseBuilder

    @property
    def name(self) -> str:
        """What it is called."""
        return (
            self.operation.operation_id
            or f"{self.operation.method} {self.operation.path}"
        )

    def fault(self, asked: ReceivedRequest) -> Rejection | None:
        """What is wrong with a request."""
        return self.requests.fault(asked)

    def refused(
        self, asked: ReceivedRequest, fault: Rejection, said: Mapping[str, Any] | None = None
    ) -> MockResponse:
        """How it refuses a request; `said` are properties that the error has."""
        return errors.refused(
            self.answers, fault, asked.headers.get("accept", ""), said or {}
        )

    def reply(
        self, asked: ReceivedRequest, status: int | None = None, change: Change | None = None
    ) -> MockResponse:
        """The answer when all is well, or that of another status; `change` is done to its body.

        Raises:
            ContradictoryDocument: the document contradicts itself.
        """
        accept = asked.headers.get("accept", "")
        wanted = self.answers.success if status is None else status
        if status is not None and self.answers.key(status) is None:
            return errors.problem(
                status, f"the document does not describe the status {status}"
            )
        try:
            return self.answers.reply(wanted, accept, change)
        except NotAcceptable as error:
            if status is None:
                return self.refused(asked, Rejection(NOT_ACCEPTABLE, str(error)))
            return self.answers.reply(wanted)
