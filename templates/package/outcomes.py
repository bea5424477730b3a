"""What became of an operation that changes a state, where others change it too.

```python
match outcome(client.things.stop)("id"):
    case Done(thing): …                       # it stopped
    case FinishedFirst(thing): …              # it came to another end before
    case AlreadyOver(thing): …                # it was over when it was asked
    case UnderWay(thing, accepted): …         # it goes on: ask again later
```
"""

from __future__ import annotations

from ._runtime.outcomes_async import async_outcome
from ._runtime.outcomes_sync import outcome
from ._runtime.outcome_types import AlreadyOver, Done, FinishedFirst, Outcome, UnderWay

__all__ = [
    "AlreadyOver",
    "Done",
    "FinishedFirst",
    "Outcome",
    "UnderWay",
    "async_outcome",
    "outcome",
]
