"""Runs cases without one of the ways around IREE, to tell what each is for."""

from __future__ import annotations

import argparse

from milcomplex.backends.iree import compilation, preparation


def list_names() -> list[str]:
    """Return the steps of `prepare` and the flags."""
    return [*preparation.STEPS, *compilation.FLAGS]


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names one."""
    parser.add_argument("--without", choices=list_names(), help="a way around IREE to leave out")


def leave_out(name: str | None) -> None:
    """Compile without a step or a flag from now on."""
    if name in preparation.STEPS:
        del preparation.STEPS[name]
    compilation.FLAGS = tuple(flag for flag in compilation.FLAGS if flag != name)
