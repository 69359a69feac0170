"""`python -m tei_edition` is the command line."""

from tei_edition.cli.app import main

main()
