"""The output files: each template with its view and its condition.

The modules mirror the folders of `templates/`, except that files without a view are in `copied`.
"""

from specpress.output.outputs.copied import COPIED
from specpress.output.outputs.declarations import Output
from specpress.output.outputs.package import PACKAGE
from specpress.output.outputs.project import PROJECT
from specpress.output.outputs.testing import TESTING
from specpress.output.outputs.tests import TESTS

OUTPUTS: tuple[Output, ...] = (*PROJECT, *PACKAGE, *TESTING, *TESTS, *COPIED)
