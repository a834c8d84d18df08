"""Loops lose a buffer where two loop-carried values have the same init.

What goes wrong: an scf.while that begins with one tensor for two values, and exchanges them, fails
    with a binding that has no buffer.
Way around: all inits but the first are copies.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.aliasing import is_fresh, write_copy
from milcomplex.backends.iree.modules import list_ops, splice
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<3xf32>, %n: tensor<i32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %zero = arith.constant dense<0> : tensor<i32>
  %one = arith.constant dense<1> : tensor<i32>
  %r:3 = scf.while (%i = %zero, %a = %x, %b = %x)
      : (tensor<i32>, tensor<3xf32>, tensor<3xf32>)
      -> (tensor<i32>, tensor<3xf32>, tensor<3xf32>) {
    %k = tensor.extract %i[] : tensor<i32>
    %m = tensor.extract %n[] : tensor<i32>
    %c = arith.cmpi slt, %k, %m : i32
    scf.condition(%c) %i, %a, %b : tensor<i32>, tensor<3xf32>, tensor<3xf32>
  } do {
  ^bb0(%i: tensor<i32>, %a: tensor<3xf32>, %b: tensor<3xf32>):
    %j = arith.addi %i, %one : tensor<i32>
    %s = arith.addf %a, %b : tensor<3xf32>
    scf.yield %j, %b, %s : tensor<i32>, tensor<3xf32>, tensor<3xf32>
  }
  return %r#1, %r#2 : tensor<3xf32>, tensor<3xf32>
}
""",
    [np.array([1, 2, 3], np.float32), np.array(3, np.int32)],
    [np.array([3, 6, 9], np.float32), np.array([5, 10, 15], np.float32)],
)


def copy_inits(module: Any) -> None:
    """Copy inits of an scf.while that occur twice, except for constants."""
    for op in list_ops(module.operation):
        if op.name != "scf.while":
            continue
        seen = set()
        for i, value in enumerate(op.operands):
            if not isinstance(value.type, ir.RankedTensorType) or is_fresh(value):
                continue
            if value in seen:
                op.operands[i] = splice(write_copy(value.type), [value], op)[1]
            seen.add(value)


WORKAROUND = Workaround(EXAMPLE, concerns=r"\bscf\.while\b", step=copy_inits)
