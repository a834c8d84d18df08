"""Runs cases without one of the workarounds for IREE, to find what each is for."""

from __future__ import annotations

import argparse

from milcomplex.backends.iree.workarounds import WORKAROUNDS


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names one."""
    parser.add_argument(
        "--without", choices=list(WORKAROUNDS), help="a way around IREE to leave out"
    )


def leave_out(name: str | None) -> None:
    """Compile without a workaround from now on."""
    if name is not None:
        del WORKAROUNDS[name]
