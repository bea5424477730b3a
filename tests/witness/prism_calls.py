"""Call each operation of a generated package on a running Prism.

Runs in a separate process, since it imports the package. Arguments: those of `tests/corpus/client_calls.py`, and the
URL of Prism. Prints the number of calls, the requests that Prism rejected and the responses that the client rejected.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

# The root of the project, which contains the package `tests`.
sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.corpus.package import Skipped, read_package

MAX_REASON_LENGTH = 600
# In the errors of Prism itself, which no operation documents.
ERROR_TYPE = b"https://stoplight.io/prism/errors"


def main() -> None:
    """Call all operations once, and print the result."""
    *names, url = sys.argv[1:]
    package, arguments = read_package(*names)
    client = package.create_client(False, url)
    calls, rejected, unread = 0, [], []
    for operation in package.operations():
        source = package.server.operation(operation.method, operation.path)
        if source is None:
            continue
        try:
            call = next(arguments.list_calls(source, operation))
        except (Skipped, AssertionError):
            continue
        calls += 1
        try:
            result = package.method(operation, client, False)(**call.arguments)
            for _ in result if hasattr(result, "__next__") else ():
                pass
        except Exception as error:  # noqa: BLE001 -- a failure is a result here
            violations = _list_violations(error)
            if violations:
                rejected.append((operation.name, violations[:MAX_REASON_LENGTH]))
            else:
                reason = f"{type(error).__name__}: {error}"[:MAX_REASON_LENGTH]
                unread.append((operation.name, reason))
    print(json.dumps({"calls": calls, "rejected": rejected, "unread": unread}))


def _list_violations(error: Exception) -> str:
    """Return the violations of the request that Prism lists; empty without any."""
    exchange = getattr(error, "exchange", None)
    if exchange is None:
        return ""
    listed = json.loads(exchange.headers.get("sl-violations", "[]"))
    if ERROR_TYPE in exchange.content:
        listed += json.loads(exchange.content).get("validation", [])
    return "; ".join(
        f"{'/'.join(map(str, violation['location']))}: {violation['message']}"
        for violation in listed
        if violation["location"][:1] != ["response"]
    )


if __name__ == "__main__":
    main()
