"""Results of an op on single elements are confused where two are equal.

What goes wrong: ops on tensors of one element become one kernel. Where it returns a value twice,
    such as the imaginary part 0 of two real numbers, the first result takes the place of one.
Way around: each of these ops has one result, so that IREE finds equal ones before.
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
#all = affine_map<() -> ()>
func.func @main(%x: tensor<f32>, %y: tensor<f32>)
    -> (tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %a:2 = linalg.generic {indexing_maps = [#all, #all, #all], iterator_types = []}
      ins(%x : tensor<f32>) outs(%e, %e : tensor<f32>, tensor<f32>) {
  ^bb0(%u: f32, %o: f32, %p: f32):
    %r = math.sqrt %u : f32
    linalg.yield %r, %zero : f32, f32
  } -> (tensor<f32>, tensor<f32>)
  %b:2 = linalg.generic {indexing_maps = [#all, #all, #all, #all, #all], iterator_types = []}
      ins(%a#0, %a#1, %y : tensor<f32>, tensor<f32>, tensor<f32>)
      outs(%e, %e : tensor<f32>, tensor<f32>) {
  ^bb0(%u: f32, %v: f32, %w: f32, %o: f32, %p: f32):
    %r = arith.mulf %u, %w : f32
    %s = arith.addf %v, %zero : f32
    linalg.yield %r, %s : f32, f32
  } -> (tensor<f32>, tensor<f32>)
  return %a#0, %a#1, %b#0, %b#1 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
}
""",
    [np.array(9, np.float32), np.array(5, np.float32)],
    [np.array(value, np.float32) for value in (3, 0, 15, 0)],
)


def separate_results(module: Any) -> None:
    """Make an op for each result of every linalg.generic on tensors of one element."""
    for op in list_ops(module.operation):
        if (
            op.name == "linalg.generic"
            and len(op.results) > 1
            and all(map(has_one_element, op.results))
        ):
            separate(op)


def has_one_element(value: Any) -> bool:
    """Whether a value is a tensor of one element."""
    return all(size == 1 for size in ir.RankedTensorType(value.type).shape)


def separate(op: Any) -> None:
    """Replace an op whose body does not read its inits by one for each of its results."""
    first = len(op.operands) - len(op.results)
    inits = list(op.regions[0].blocks[0].arguments)[first:]
    if any(list(init.uses) for init in inits):
        return
    for i, result in enumerate(op.results):
        with op.location, ir.InsertionPoint(op):
            result.replace_all_uses_with(compute(op, first, i))
    op.erase()


def compute(op: Any, first: int, number: int) -> Any:
    """Return one result of an op, whose inits begin at an operand, by an op of its own."""
    maps = list(op.attributes["indexing_maps"])
    kept = [*range(first), first + number]
    whole = op.clone()
    block = whole.regions[0].blocks[0]
    for i in reversed(range(first, len(op.operands))):
        if i not in kept:
            block.erase_argument(i)
    old = block.operations[len(block.operations) - 1]
    with ir.InsertionPoint(old):
        ir.Operation.create("linalg.yield", [], [old.operands[number]])
    old.operation.erase()
    new = ir.Operation.create(
        "linalg.generic",
        [op.results[number].type],
        [op.operands[i] for i in kept],
        {
            "indexing_maps": ir.ArrayAttr.get([maps[i] for i in kept]),
            "iterator_types": op.attributes["iterator_types"],
            "operandSegmentSizes": ir.DenseI32ArrayAttr.get([first, 1]),
        },
        regions=1,
    )
    block.append_to(new.regions[0])
    whole.operation.erase()
    return new.result


WORKAROUND = Workaround(EXAMPLE, concerns=r"\blinalg\.generic\b", step=separate_results)
