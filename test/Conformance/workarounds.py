"""The target that cases run on, and without which workarounds for IREE."""

from __future__ import annotations

import argparse

from milcomplex.backends.iree.workarounds import WORKAROUNDS


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that name them."""
    parser.add_argument(
        "--target", default="native", help="as of milcomplex.Module.compile, native by default"
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=["all", *WORKAROUNDS],
        help="a way around IREE to leave out; may be given several times",
    )


def blame_target(target: str) -> str:
    """Return whose a fault of the code for a target is."""
    return "milcomplex" if target == "native" else "iree"


def leave_out(names: list[str]) -> None:
    """Compile without these workarounds from now on."""
    for name in list(WORKAROUNDS) if "all" in names else names:
        del WORKAROUNDS[name]
