"""Loops with invariant ops are rejected.

What goes wrong: invariant ops are moved out of a loop, after which some loops are no longer
    converted.
Way around: MLIR's own pass moves them out before.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known: the eigenvalues of a Hermitian matrix of 4 x 4, by JAX, are rejected.
"""

from typing import Any

from iree.compiler import passmanager

from milcomplex.backends.iree.workaround import Workaround

PASSES = "builtin.module(loop-invariant-code-motion)"


def move_invariants(module: Any) -> None:
    """Move invariant ops out of loops."""
    passmanager.PassManager.parse(PASSES).run(module.operation)


WORKAROUND = Workaround(None, concerns=r"\bscf\.(?:for|while)\b", step=move_invariants)
