"""The target that cases run on, and without which workarounds for IREE."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from iree.compiler.ir import MLIRError

from milcomplex.backends.iree import Iree
from milcomplex.backends.iree.preparation import change
from milcomplex.backends.iree.workaround import Workaround
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


def list_changes(mlir: str, target: str) -> list[str]:
    """Return the workarounds that change a module for IREE, the flags for it or the device."""
    changes = [name for name, one in WORKAROUNDS.items() if one.devices]
    chosen = {name: one for name, one in WORKAROUNDS.items() if one.is_for(target)}
    for name, workaround in chosen.items():
        if workaround.rewrite is not None:
            rewritten = workaround.rewrite(mlir)
            if reprint(rewritten) != reprint(mlir):
                changes.append(name)
            mlir = rewritten

    text = ""

    def watch(name: str, workaround: Workaround) -> Callable[[Any], None]:
        def step(module: Any) -> None:
            nonlocal text
            before = text or str(module)
            is_concerned = workaround.is_concerned(before)
            if workaround.step is not None and is_concerned:
                workaround.step(module)
                text = str(module)
            if text not in ("", before) or (workaround.flags and is_concerned):
                changes.append(name)
            text = text or before

        return step

    with suppress(MLIRError):
        change(mlir, [watch(*item) for item in chosen.items()])
    return list(dict.fromkeys(changes))


def reprint(mlir: str) -> str:
    """Return the text of a module as IREE prints it, or as it is where IREE cannot parse it."""
    try:
        return change(mlir, [])
    except MLIRError:
        return mlir


def record_retries() -> list[str]:
    """Return a list to which the workarounds that compile a module again are added from now on."""
    retries: list[str] = []
    compile_otherwise = Iree.compile_otherwise

    def record(backend: Iree, mlir: str, error: Exception) -> Iterator[Any]:
        retries.extend(
            name for name, one in WORKAROUNDS.items() if one.symptom and one.symptom in str(error)
        )
        return compile_otherwise(backend, mlir, error)

    setattr(Iree, "compile_otherwise", record)  # noqa: B010
    return retries
