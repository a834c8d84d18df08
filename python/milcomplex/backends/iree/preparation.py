"""Prepares modules for IREE."""

from __future__ import annotations

from collections.abc import Collection

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
    with ir.Context(), ir.Location.unknown():
        try:
            module = ir.Module.parse(mlir)
        except ir.MLIRError:
            return mlir
        for step in steps:
            step(module)
        return str(module.operation.get_asm(enable_debug_info=True))
