"""One operation of the mock server: its validator and its responses."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from specpress import ir
from specpress.mock import errors, pages
from specpress.mock.examples import UnknownExample
from specpress.mock.requests import ReceivedRequest, Rejection, RequestValidator
from specpress.mock.responses import (
    MockResponse,
    NotAcceptable,
    ResponseBuilder,
    Transform,
)
from specpress.schema.validation import ContradictoryDocument

NOT_ACCEPTABLE = (406, 415, 400)


@dataclass(slots=True)
class MockOperation:
    """An operation that the mock server implements."""

    operation: ir.Operation
    validator: RequestValidator
    responses: ResponseBuilder

    @property
    def name(self) -> str:
        """The operation id, or method and path without one."""
        return (
            self.operation.operation_id
            or f"{self.operation.method} {self.operation.path}"
        )

    def validate(self, request: ReceivedRequest) -> Rejection | None:
        """Return the first fault of a request."""
        return self.validator.validate(request)

    def reject(
        self,
        request: ReceivedRequest,
        rejection: Rejection,
        properties: Mapping[str, Any] | None = None,
    ) -> MockResponse:
        """Return the error response of a rejection, with additional properties in its body."""
        accept = request.headers.get("accept", "")
        return errors.reject(self.responses, rejection, accept, properties or {})

    def respond_example(
        self, request: ReceivedRequest, name: str, status: int | None
    ) -> MockResponse:
        """Return the example with a name, of a status or of the response to a valid request."""
        accept = request.headers.get("accept", "")
        chosen = self.responses.success_status if status is None else status
        try:
            return self.responses.build_example(chosen, accept, name)
        except UnknownExample as error:
            message = f"{error} of status {chosen} of {self.name}"
            return errors.problem_details(404, message)

    def respond(
        self,
        request: ReceivedRequest,
        status: int | None = None,
        transform: Transform | None = None,
    ) -> MockResponse:
        """Return the response to a valid request, or that of a given status.

        Args:
            transform: A change of the body value.

        Raises:
            ContradictoryDocument: The document describes no valid response.
        """
        accept = request.headers.get("accept", "")
        if status is None:
            try:
                return self._respond_with_success(request, accept, transform)
            except NotAcceptable as error:
                return self.reject(request, Rejection(NOT_ACCEPTABLE, str(error)))
        if self.responses.response_key(status) is None:
            return errors.problem_details(
                status, f"status {status} is not documented for {self.name}"
            )
        try:
            return self.responses.build(status, accept, transform)
        except NotAcceptable:
            # The requested status matters more than the media type.
            return self.responses.build(status)

    def _respond_with_success(
        self, request: ReceivedRequest, accept: str, transform: Transform | None
    ) -> MockResponse:
        """Return the response of success, changed for the page that the request names."""
        status, pagination = self.responses.success_status, self.operation.pagination
        if pagination is not None:
            for change in pages.list_changes(pagination, request.query):
                with suppress(ContradictoryDocument):
                    both = partial(_apply_both, transform, change)
                    return self.responses.build(status, accept, both)
        return self.responses.build(status, accept, transform)


def _apply_both(first: Transform | None, second: Transform, value: Any) -> Any:
    return second(value if first is None else first(value))
