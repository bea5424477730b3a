"""Run the command line with `python -m specpress`."""

from specpress.cli import main

main()
