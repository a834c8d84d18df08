"""Runs the command `milc`: `python -m milcomplex`."""

from milcomplex.cli import main

main()
