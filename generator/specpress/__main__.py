"""`python -m specpress`."""

from specpress.cli import main

main()
