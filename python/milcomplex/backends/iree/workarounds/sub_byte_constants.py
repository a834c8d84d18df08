"""Constants of integers of fewer than 8 bits are rejected.

What goes wrong: a constant of i4 in a kernel becomes a global of i4, which is not lowered, and one
    outside of kernels is rejected unless it has an even number of elements.
Way around: it is a constant of i8 where linalg ops read it, in whose bodies it is truncated.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import list_ops
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
#each = affine_map<(d0) -> (d0)>
func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {
  %c = arith.constant dense<[1, -8, 7]> : tensor<3xi4>
  %e = tensor.empty() : tensor<3xf32>
  %y = linalg.generic {indexing_maps = [#each, #each, #each], iterator_types = ["parallel"]}
      ins(%c, %x : tensor<3xi4>, tensor<3xf32>) outs(%e : tensor<3xf32>) {
  ^bb0(%n: i4, %a: f32, %o: f32):
    %f = arith.sitofp %n : i4 to f32
    %s = arith.addf %f, %a : f32
    linalg.yield %s : f32
  } -> tensor<3xf32>
  return %y : tensor<3xf32>
}
""",
    [np.ones(3, np.float32)],
    [np.array([2, -7, 8], np.float32)],
)
TYPE = re.compile(r"(?<=[<x])(i[2-7])>$")


def widen_constants(module: Any) -> None:
    """Read constants of integers of fewer than 8 bits as such of 8 in the bodies of linalg ops."""
    for op in list_ops(module.operation):
        if op.name != "arith.constant" or not TYPE.search(str(op.results[0].type)):
            continue
        with op.location, ir.InsertionPoint(op):
            # Elements have a byte each in the printed form, too.
            wide = ir.Attribute.parse(TYPE.sub("i8>", str(op.attributes["value"])))
            constant = ir.Operation.create(
                "arith.constant", [wide.type], attributes={"value": wide}
            ).result
        for use in list(op.results[0].uses):
            inputs = len(use.owner.operands) - len(use.owner.results)
            if use.owner.name == "linalg.generic" and use.operand_number < inputs:
                widen_operand(use.owner, use.operand_number, constant)


def widen_operand(op: Any, number: int, constant: Any) -> None:
    """Have a linalg op read a constant of i8, and truncate its elements."""
    block = op.regions[0].blocks[0]
    argument = block.arguments[number]
    narrow = argument.type
    op.operands[number] = constant
    argument.set_type(ir.IntegerType.get_signless(8))
    with op.location, ir.InsertionPoint.at_block_begin(block):
        truncated = ir.Operation.create("arith.trunci", [narrow], [argument])
    argument.replace_all_uses_except(truncated.result, truncated)


WORKAROUND = Workaround(
    EXAMPLE, concerns=r"\barith\.constant dense<.*[<x]i[2-7]>", step=widen_constants
)
