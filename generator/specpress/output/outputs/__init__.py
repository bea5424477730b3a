"""The output files: each template with its view and its condition.

The modules mirror the folders of `templates/`, except that files without a view are in `copied`.
"""

from dataclasses import replace

from specpress.output.outputs.copied import COPIED
from specpress.output.outputs.declarations import Copied, Output
from specpress.output.outputs.package import PACKAGE
from specpress.output.outputs.project import PROJECT
from specpress.output.outputs.testing import TESTING
from specpress.output.outputs.tests import TESTS

OUTPUTS: tuple[Output, ...] = (*PROJECT, *PACKAGE, *TESTING, *TESTS, *COPIED)
FOLDER = "package/"


def list_package_outputs() -> tuple[Output, ...]:
    """Return the outputs in the folder of the import package."""
    return tuple(
        replace(output, templates=names) if isinstance(output, Copied) else output
        for output in OUTPUTS
        if (names := tuple(n for n in output.templates if n.startswith(FOLDER)))
    )
