"""Switches with several results are rejected.

What goes wrong: the default region of an scf.index_switch with several tensors as results, each of
    which becomes a buffer and its size, is not converted.
Way around: nested scf.ifs.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import list_ops
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%i: tensor<i32>, %x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
  %n = tensor.extract %i[] : tensor<i32>
  %k = arith.index_cast %n : i32 to index
  %r:2 = scf.index_switch %k -> tensor<3xf32>, tensor<3xf32>
  case 0 {
    %a = arith.addf %x, %x : tensor<3xf32>
    scf.yield %a, %x : tensor<3xf32>, tensor<3xf32>
  }
  case 1 {
    %a = arith.subf %x, %x : tensor<3xf32>
    scf.yield %a, %x : tensor<3xf32>, tensor<3xf32>
  }
  default {
    %a = arith.mulf %x, %x : tensor<3xf32>
    scf.yield %x, %a : tensor<3xf32>, tensor<3xf32>
  }
  return %r#0, %r#1 : tensor<3xf32>, tensor<3xf32>
}
""",
    [np.array(0, np.int32), np.array([1, 2, 3], np.float32)],
    [np.array([2, 4, 6], np.float32), np.array([1, 2, 3], np.float32)],
)
EQUAL = 0


def convert_switches(module: Any) -> None:
    """Replace every scf.index_switch with scf.ifs."""
    for op in list_ops(module.operation):
        if op.name == "scf.index_switch":
            convert_switch(op)


def convert_switch(op: Any) -> None:
    """Replace an scf.index_switch with an scf.if per case, each in the else region of the last."""
    default, *bodies = op.regions
    types = [result.type for result in op.results]
    i1, i64 = (ir.IntegerType.get_signless(bits) for bits in (1, 64))
    branches: list[Any] = []
    with op.location:
        point = ir.InsertionPoint(op)
        for number, body in zip(op.attributes["cases"], bodies, strict=True):
            index = ir.IndexType.get()
            value = ir.IntegerAttr.get(index, number)
            case = ir.Operation.create(
                "arith.constant", [index], attributes={"value": value}, ip=point
            )
            is_equal = ir.Operation.create(
                "arith.cmpi",
                [i1],
                [op.operands[0], case.result],
                {"predicate": ir.IntegerAttr.get(i64, EQUAL)},
                ip=point,
            )
            branch = ir.Operation.create("scf.if", types, [is_equal.result], regions=2, ip=point)
            body.blocks[0].append_to(branch.regions[0])
            if branches:
                ir.Operation.create("scf.yield", [], list(branch.results), ip=point)
            branches.append(branch)
            if len(branches) < len(bodies):
                point = ir.InsertionPoint(branch.regions[1].blocks.append())
    if not branches:
        # Without cases there is the default alone.
        *body, last = default.blocks[0].operations
        for inner in body:
            inner.operation.move_before(op)
        results = list(last.operation.operands)
    else:
        default.blocks[0].append_to(branches[-1].regions[1])
        results = list(branches[0].results)
    for old, new in zip(op.results, results, strict=True):
        old.replace_all_uses_with(new)
    op.erase()


WORKAROUND = Workaround(EXAMPLE, concerns=r"\bscf\.index_switch\b", step=convert_switches)
