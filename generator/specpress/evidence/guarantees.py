"""Guarantees: the tables of the generated tests, and the guarantees that they cover."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.evidence.future_values import (
    OTHER_CONTENT,
    OTHER_NUMBER,
    UNDECLARED_KEY,
    UNKNOWN_VALUE,
    UNKNOWN_VARIANT,
)
from specpress.evidence.model_cases import ModelCases
from specpress.evidence.operation_cases import OperationCases


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A behaviour of the server, the reaction of the client, and the number of test cases."""

    server: str
    """What the server does."""
    client: str
    """What the client does then."""
    cases: int
    """Number of test cases."""


# Server and client behaviour for each change of a value.
CHANGES = {
    UNKNOWN_VALUE: (
        "an enum value that the document does not list",
        "keeps it as a member with `is_known` False",
    ),
    UNKNOWN_VARIANT: (
        "an object that matches no variant of a union",
        "keeps it as `UnknownVariant`",
    ),
    UNDECLARED_KEY: (
        "an undeclared key in a nested object",
        "keeps it in `extra` of that object",
    ),
    OTHER_NUMBER: ("a number larger than 32 bits", "decodes it exactly"),
    OTHER_CONTENT: (
        "any content where the schema allows anything",
        "returns it unchanged",
    ),
}


@dataclass(frozen=True, slots=True)
class Guarantees:
    """The tables, and the guarantees that they cover."""

    model_cases: ModelCases
    """The cases of models."""
    operation_cases: OperationCases
    """The cases of operations."""

    @property
    def has_cases(self) -> bool:
        """True if there is a test case."""
        return bool(self.model_cases.rows or self.operation_cases.rows)

    @property
    def compatible(self) -> list[Guarantee]:
        """Compatible changes of the API."""
        keys = self.model_cases.keys
        omissible = sum(key["presence"] in ("nullable", "optional") for key in keys)
        return _select_covered(
            (
                "a key that a model does not declare",
                "keeps it in `extra`",
                len(self.model_cases.rows),
            ),
            *(
                (*behaviour, sum(change in key.get("future", {}) for key in keys))
                for change, behaviour in CHANGES.items()
            ),
            (
                "an object without a nullable or optional key",
                "decodes None, and omits the key when encoding",
                omissible,
            ),
            ("null for such a key", "decodes None, and encodes null", omissible),
        )

    @property
    def contradictory(self) -> list[Guarantee]:
        """Contradictions to the document."""
        keys = self.model_cases.keys
        required = sum(key["presence"] in ("required", "constant") for key in keys)
        invalid = sum(len(key.get("invalid", ())) for key in keys)
        return _select_covered(
            ("a value of the wrong type", "raises the error", invalid),
            ("null for a key that is not nullable", "raises the error", required),
            ("an object without a required key", "raises the error", required),
        )

    @property
    def errors(self) -> list[Guarantee]:
        """Error responses."""
        rows = self.operation_cases.rows.values()
        retries = [is_retried for row in rows for is_retried in row["retries"].values()]
        return _select_covered(
            (
                "a documented error status",
                "raises the class of that status, with the decoded body",
                sum(len(row.get("errors", ())) for row in rows),
            ),
            (
                "an error that is safe to retry",
                "retries, at most `max_retries` times",
                sum(retries),
            ),
            (
                "any other error",
                "raises it without a retry",
                len(retries) - sum(retries),
            ),
            (
                "a refusal of a retry whose first attempt may have succeeded",
                "reads the state, and returns normally if the change was made",
                sum("confirmation" in row for row in rows),
            ),
        )


def _select_covered(*guarantees: tuple[str, str, int]) -> list[Guarantee]:
    return [Guarantee(*guarantee) for guarantee in guarantees if guarantee[2]]
