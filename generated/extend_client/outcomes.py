"""The outcome of an operation that changes a state which may change concurrently.

```python
match outcome(client.things.stop)("id"):
    case Done(thing): …                       # stopped
    case FinishedFirst(thing): …              # accepted, but it finished before it was stopped
    case AlreadyFinished(thing): …            # refused: it had finished or stopped before
    case InProgress(thing, is_accepted): …    # accepted or refused, and still running
```
"""

from __future__ import annotations

from ._runtime.lifecycle.outcome_types import (
    AlreadyFinished,
    Done,
    FinishedFirst,
    InProgress,
    Outcome,
)
from ._runtime.lifecycle.outcomes_async import async_outcome
from ._runtime.lifecycle.outcomes_sync import outcome

__all__ = [
    "AlreadyFinished",
    "Done",
    "FinishedFirst",
    "InProgress",
    "Outcome",
    "async_outcome",
    "outcome",
]
