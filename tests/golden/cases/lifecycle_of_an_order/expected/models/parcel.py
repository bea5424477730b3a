# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class ParcelCarrier(OpenStrEnum):
    FOOT = "foot"
    BIKE = "bike"
    TRAIN = "train"


@dataclass(slots=True, kw_only=True)
class Parcel(Model):
    """A parcel under way."""

    carrier: ParcelCarrier

    number: str
    """Matches `^[A-Z]{2}[0-9]{4}$`."""
