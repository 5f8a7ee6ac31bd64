"""The command line as ``python -m simulation.cli``."""

from simulation.cli import main

main()
