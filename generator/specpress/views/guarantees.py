"""The view of what is proved: the tables of the generated tests, and what of them the document is promised to mean."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.views.model_cases import Payloads
from specpress.views.operation_cases import Calls


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that a server may do, what the client does then, and how many cases there are of it."""

    server: str
    client: str
    cases: int


NEW = {
    "a new value": (
        "a value that an enum does not list",
        "keeps it, as a member whose `is_known` is False",
    ),
    "a new variant": (
        "an object that is none of the shapes of a union",
        "keeps it, as `UnknownVariant`",
    ),
    "a new key": (
        "an undeclared key in an object inside of a model",
        "keeps it in `extra` of that object",
    ),
    "a bigger number": ("a number that 32 bits cannot hold", "reads it exactly"),
    "something deeper": (
        "more inside of what the document leaves open",
        "keeps it as it came",
    ),
}
"""What may come tomorrow in place of a value: what the server sends, and what the client does."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The tables, and what follows from them."""

    payloads: Payloads
    calls: Calls

    @property
    def tables(self) -> bool:
        """Whether one of them tells of anything."""
        return bool(self.payloads.rows or self.calls.rows)

    @property
    def compatible(self) -> list[Promise]:
        """What breaks nothing: that of which there is a case."""
        told = self.payloads.told
        left_out = sum(key["is"] in ("nullable", "optional") for key in told)
        return _met(
            (
                "a key that a model does not declare",
                "keeps it in `extra`",
                len(self.payloads.rows),
            ),
            *(
                (*words, sum(new in key.get("tomorrow", {}) for key in told))
                for new, words in NEW.items()
            ),
            (
                "a model without a key that may be null or left out",
                "reads None, and writes nothing",
                left_out,
            ),
            ("null there", "reads None, and writes null", left_out),
        )

    @property
    def contradictory(self) -> list[Promise]:
        """What contradicts the document: that of which there is a case."""
        told = self.payloads.told
        needed = sum(key["is"] in ("needed", "constant") for key in told)
        wrong = sum(len(key.get("wrong", ())) for key in told)
        return _met(
            ("a value of another kind", "raises the error", wrong),
            ("null where none may be", "raises the error", needed),
            ("a model without a key that must be there", "raises the error", needed),
        )

    @property
    def answered(self) -> list[Promise]:
        """How failures are met."""
        rows = self.calls.rows.values()
        again = [told for row in rows for told in row["again"].values()]
        return _met(
            (
                "an error status that the document describes",
                "raises the class of that status, with the decoded body",
                sum(len(row.get("errors", ())) for row in rows),
            ),
            (
                "an error after which another attempt does no harm",
                "asks again, at most `max_retries` times",
                sum(again),
            ),
            ("any other error", "raises it at once", len(again) - sum(again)),
            (
                "a refusal that may come of a lost answer",
                "reads the state: if the work was done, the call succeeds",
                sum("repetition" in row for row in rows),
            ),
        )


def _met(*told: tuple[str, str, int]) -> list[Promise]:
    return [Promise(*entry) for entry in told if entry[2]]
