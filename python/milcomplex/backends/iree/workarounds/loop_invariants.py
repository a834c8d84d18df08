"""Loops in which something does not change are refused.

What goes wrong: what does not change in a loop is moved out of it, after which some loops are no
    longer converted.
Way around: it is moved out before, by MLIR's own pass.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known: the eigenvalues of a Hermitian matrix of 4 x 4, by JAX, are refused.
"""

from typing import Any

from iree.compiler import passmanager

from milcomplex.backends.iree.workaround import Workaround

PASSES = "builtin.module(loop-invariant-code-motion)"


def move_invariants(module: Any) -> None:
    """Move out of loops what does not change in them."""
    passmanager.PassManager.parse(PASSES).run(module.operation)


WORKAROUND = Workaround(None, concerns=r"\bscf\.(?:for|while)\b", step=move_invariants)
