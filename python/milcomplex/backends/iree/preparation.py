"""Prepares modules for IREE."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from iree.compiler import ir

from milcomplex.backends.iree.workaround import Workaround
from milcomplex.backends.iree.workarounds import WORKAROUNDS


def prepare(mlir: str, workarounds: Collection[Workaround] | None = None) -> str:
    """Return the text of a module that IREE compiles correctly.

    A module that no workaround concerns, or that IREE's bindings cannot parse, is returned
    unchanged.

    Parameters
    ----------
    mlir : str
        The text of a lowered module.
    workarounds : collection of Workaround, optional
        Those to apply, by default all.
    """
    if workarounds is None:
        workarounds = WORKAROUNDS.values()
    for workaround in workarounds:
        if workaround.rewrite is not None:
            mlir = workaround.rewrite(mlir)
    steps = [one.step for one in workarounds if one.step is not None and one.is_concerned(mlir)]
    if not steps:
        return mlir
    try:
        return change(mlir, steps)
    except ir.MLIRError:
        return mlir


def change(mlir: str, steps: Sequence[Callable[[Any], None]]) -> str:
    """Return the text of a module that some steps have changed.

    Raises
    ------
    iree.compiler.ir.MLIRError
        If IREE's bindings cannot parse it.
    """
    with ir.Context(), ir.Location.unknown():
        module = ir.Module.parse(mlir)
        for step in steps:
            step(module)
        return str(module.operation.get_asm(enable_debug_info=True))
