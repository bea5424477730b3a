"""Import models of the package named by the first argument, and decode a value with each.

The further arguments are the number of the first model and the number of models.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

VALUE = {
    "id": "item_1",
    "count": 3,
    "createdAt": "2026-10-01T08:00:06.871Z",
    "tags": ["new", "red"],
}


def decode(model: Any) -> Any:
    """Decode a value with a model of any generator."""
    read = getattr(model, "from_dict", None) or model.model_validate
    return read(VALUE)


module, first, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
models = import_module(module)
for index in range(first, first + number):
    value = decode(getattr(models, f"Item{index}"))
# The date is decoded too.
assert (getattr(value, "created_at", None) or value.createdAt).year == 2026
