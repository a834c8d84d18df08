"""Loops are rejected if they carry a value that only their condition reads.

What goes wrong: if only the condition of an scf.while reads a value that it carries, the
    canonicalizer drops the result and the argument of the body. The loop then carries other values
    than it returns, which is rejected or computed wrongly.
Way around: a barrier after the loop that uses the result.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import BARRIER, list_ops
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {
  %c0 = arith.constant 0 : index
  %ones = arith.constant dense<1.0> : tensor<3xf32>
  %ten = arith.constant 10.0 : f32
  %r:2 = scf.while (%a = %x, %b = %ones) : (tensor<3xf32>, tensor<3xf32>)
      -> (tensor<3xf32>, tensor<3xf32>) {
    %n = tensor.extract %b[%c0] : tensor<3xf32>
    %c = arith.cmpf olt, %n, %ten : f32
    scf.condition(%c) %a, %b : tensor<3xf32>, tensor<3xf32>
  } do {
  ^bb0(%a: tensor<3xf32>, %b: tensor<3xf32>):
    %d = arith.addf %a, %ones : tensor<3xf32>
    %e = arith.mulf %d, %d : tensor<3xf32>
    scf.yield %d, %e : tensor<3xf32>, tensor<3xf32>
  }
  return %r#0 : tensor<3xf32>
}
""",
    [np.array([1, 2, 3], np.float32)],
    [np.array([4, 5, 6], np.float32)],
)


def use_results(module: Any) -> None:
    """Use each result of a loop in a barrier that neither an op nor the loop body uses."""
    for op in list_ops(module.operation):
        if op.name != "scf.while":
            continue
        arguments = op.regions[1].blocks[0].arguments
        for result, argument in zip(op.results, arguments, strict=True):
            if not list(result.uses) and not list(argument.uses):
                point = ir.InsertionPoint.after(op)
                ir.Operation.create(BARRIER, [result.type], [result], loc=op.location, ip=point)


WORKAROUND = Workaround(EXAMPLE, concerns=r"\bscf\.while\b", step=use_results)
