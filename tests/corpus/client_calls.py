"""Call each operation of a generated package on the mock of its document, in this process.

Runs in a separate process, since it imports the package. Arguments: the parent directory of the package, its name, the
name of the client class, and the path of the document. Prints the number of calls and the failed ones as JSON.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The root of the project, which contains the package `tests`.
sys.path.insert(0, str(Path(__file__).parents[2]))

from specpress import ir
from specpress.mock import routes
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest
from tests.corpus.comparison import find_difference, is_empty
from tests.corpus.package import (
    HOST,
    Arguments,
    Call,
    Exchange,
    Package,
    Skipped,
    read_package,
)

MAX_REASON_LENGTH = 400
# In the refusal of a sample that its style cannot express.
NO_STYLE = "it separates the texts here"
NO_NULL = "null cannot be sent here"
# In the response to an operation whose schema has no valid value; test_mock.py lists them.
NO_SAMPLE = "no sample of the response"


@dataclass(slots=True)
class Caller:
    """Calls the operations, and compares the requests with the arguments."""

    package: Package
    arguments: Arguments
    calls: int = 0
    skipped: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def call_all(self) -> None:
        """Call each operation with the synchronous and the asynchronous client."""
        clients = [(self.package.create_client(flag), flag) for flag in (False, True)]
        for operation in self.package.operations():
            source = self.package.server.operation(operation.method, operation.path)
            if source is None:
                self.failed.append((operation.name, "the mock has no such operation"))
                continue
            try:
                for call in self.arguments.list_calls(source, operation):
                    for client, is_async in clients:
                        self._call(operation, source, call, client, is_async)
            except Skipped:
                self.skipped += 1
            except Exception as error:  # noqa: BLE001 -- a failure is a result here
                self._fail(operation, f"no arguments: {type(error).__name__}: {error}")

    def _call(
        self,
        operation: Any,
        source: MockOperation,
        call: Call,
        client: Any,
        is_async: bool,
    ) -> None:
        self.calls += 1
        self.package.server.last = Exchange()
        base_path = next(
            routes.base_paths(self.package.server.mock.api, source.operation)
        )
        method = self.package.method(operation, client, is_async)
        try:
            result = method(**call.arguments, base_url=HOST + base_path)
            asyncio.run(_consume(result)) if is_async else _consume_sync(result)
        except Exception as error:  # noqa: BLE001 -- a failure is a result here
            if any(reason in str(error) for reason in (NO_SAMPLE, NO_STYLE, NO_NULL)):
                self.skipped += 1
                return
            if getattr(error, "status", None) != source.responses.success_status:
                self._fail(operation, f"{type(error).__name__}: {error}")
                return
        difference = self._compare(source, call)
        if difference:
            self._fail(operation, difference)

    def _fail(self, operation: Any, reason: str) -> None:
        entry = operation.name, reason[:MAX_REASON_LENGTH]
        if entry not in self.failed:
            self.failed.append(entry)

    def _compare(self, source: MockOperation, call: Call) -> str:
        last = self.package.server.last
        if last.operation is None or last.request is None:
            return "the request did not arrive"
        paths = (o.operation.path.partition("#")[0] for o in (last.operation, source))
        if len({*paths}) > 1:
            return f"the request arrived at {last.operation.name}"
        return next(self._differences(source, last.request, call), "")

    def _differences(
        self, operation: MockOperation, request: ReceivedRequest, call: Call
    ) -> Iterator[str]:
        validator, parts = operation.validator, request.parts
        for parameter in operation.operation.parameters:
            key = parameter.location, parameter.wire
            if key not in call.values or is_empty(call.values[key]):
                continue
            values = validator.read_values(parameter, parts)
            # A text and an array of only this text are serialized alike.
            texts = [v[0] for v in values if isinstance(v, list) and len(v) == 1]
            difference = find_difference(call.values[key], [*values, *texts])
            if difference and not _is_ambiguous(parameter, call.values[key]):
                yield f"{parameter.location} {parameter.wire}{difference}"
        body = validator.select_body(request.headers.get("content-type", ""))
        if call.body and body is not None:
            received = validator.read_body(body, request)
            difference = find_difference(call.body[0], [*received, received])
            if received and difference:
                yield f"body{difference}"


def _is_ambiguous(parameter: ir.Parameter, value: Any) -> bool:
    """Return whether the style of a parameter cannot express a value: blanks separate its items."""
    return parameter.style == "spaceDelimited" and " " in json.dumps(value)


async def _consume(result: Any) -> None:
    """Wait for a result, and read a stream to its end."""
    value = await result if inspect.isawaitable(result) else result
    # A page is no stream: the mock has one page, which repeats.
    if hasattr(value, "__anext__"):
        async for _ in value:
            pass


def _consume_sync(value: Any) -> None:
    if hasattr(value, "__next__"):
        for _ in value:
            pass


def main() -> None:
    """Call all operations, and print the result."""
    caller = Caller(*read_package(*sys.argv[1:]))
    caller.call_all()
    result = {"calls": caller.calls, "skipped": caller.skipped, "failed": caller.failed}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
