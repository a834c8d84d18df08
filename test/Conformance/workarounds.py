"""Runs cases without some of the workarounds for IREE, to find what each is for."""

from __future__ import annotations

import argparse

from milcomplex.backends.iree.workarounds import WORKAROUNDS


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names them."""
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=["all", *WORKAROUNDS],
        help="a way around IREE to leave out; may be given several times",
    )


def leave_out(names: list[str]) -> None:
    """Compile without these workarounds from now on."""
    for name in list(WORKAROUNDS) if "all" in names else names:
        del WORKAROUNDS[name]
