"""Select operations by the settings `include` and `exclude`, before schemas are read.

The document keeps what the selected operations need: all later stages see a smaller document.
"""

from specpress.selection.selecting import list_headers, list_schemes, select
from specpress.selection.whole_names import name_classes

__all__ = ["list_headers", "list_schemes", "name_classes", "select"]
