"""Reductions into a broadcast constant are rejected.

What goes wrong: a reduction into a tensor that another op fills with a constant becomes invalid
    code where both ops have two results.
Way around: the init of the reduction is filled by linalg.fill.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.modules import list_ops, splice
from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
#scalar = affine_map<(d0) -> ()>
#row = affine_map<(d0) -> (d0)>
#each = affine_map<(d0, d1) -> (d0, d1)>
#sum = affine_map<(d0, d1) -> (d0)>
func.func @main(%x: tensor<2x3xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %c = arith.constant dense<0.0> : tensor<f32>
  %e = tensor.empty() : tensor<2xf32>
  %zeros:2 = linalg.generic
      {indexing_maps = [#scalar, #scalar, #row, #row], iterator_types = ["parallel"]}
      ins(%c, %c : tensor<f32>, tensor<f32>) outs(%e, %e : tensor<2xf32>, tensor<2xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32, %p: f32):
    linalg.yield %a, %b : f32, f32
  } -> (tensor<2xf32>, tensor<2xf32>)
  %sums:2 = linalg.generic
      {indexing_maps = [#each, #sum, #sum], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<2x3xf32>) outs(%zeros#0, %zeros#1 : tensor<2xf32>, tensor<2xf32>) {
  ^bb0(%a: f32, %o: f32, %p: f32):
    %s = arith.addf %o, %a : f32
    %d = arith.subf %p, %a : f32
    linalg.yield %s, %d : f32, f32
  } -> (tensor<2xf32>, tensor<2xf32>)
  return %sums#0, %sums#1 : tensor<2xf32>, tensor<2xf32>
}
""",
    [np.arange(6, dtype=np.float32).reshape(2, 3)],
    [np.array([3, 12], np.float32), np.array([-3, -12], np.float32)],
)

FILL = """
func.func @fill(%place: {type}) -> {type} {{
  %number = arith.constant {number}
  %filled = linalg.fill ins(%number : {element}) outs(%place : {type}) -> {type}
  return %filled : {type}
}}
"""


def fill_inits(module: Any) -> None:
    """Replace the inits of reductions that another linalg.generic fills with a constant."""
    numbers: dict[Any, str] = {}
    for op in list_ops(module.operation):
        if op.name == "arith.constant" and (number := read_splat(op)) is not None:
            numbers[op.results[0]] = number
        elif op.name == "linalg.generic":
            moved = zip(op.results, find_moved(op), strict=False)
            numbers.update((result, numbers[value]) for result, value in moved if value in numbers)
            if "reduction" in str(op.attributes["iterator_types"]):
                fill_inits_of(op, numbers)


def fill_inits_of(op: Any, numbers: dict[Any, str]) -> None:
    """Replace the inits of a linalg.generic that are broadcast constants."""
    for i in range(len(op.operands) - len(op.results), len(op.operands)):
        init = op.operands[i]
        if init not in numbers or init.owner.operation.name != "linalg.generic":
            continue
        text = FILL.format(
            element=ir.RankedTensorType(init.type).element_type,
            number=numbers[init],
            type=init.type,
        )
        producer = init.owner.operation
        places = list(producer.operands)[-len(producer.results) :]
        place = places[list(producer.results).index(init)]
        op.operands[i] = splice(text, [place], op)[1]


def read_splat(op: Any) -> str | None:
    """Return the value of all elements of a constant tensor, as MLIR prints it."""
    attribute = op.attributes["value"]
    if not isinstance(attribute, ir.DenseElementsAttr) or not attribute.is_splat:
        return None
    return str(attribute.get_splat_value())


def find_moved(op: Any) -> list[Any]:
    """Return the operands that a linalg.generic copies to its results, if it does nothing else."""
    block = op.regions[0].blocks[0]
    *others, last = block.operations
    arguments = list(block.arguments)
    if others or not op.results:
        return []
    yielded = list(last.operation.operands)
    maps = [ir.AffineMapAttr(map).value for map in ir.ArrayAttr(op.attributes["indexing_maps"])]
    is_whole = all(map.is_projected_permutation for map in maps[-len(op.results) :])
    if not is_whole or any(value not in arguments for value in yielded):
        return []
    return [op.operands[arguments.index(value)] for value in yielded]


WORKAROUND = Workaround(EXAMPLE, concerns=r"\blinalg\.generic\b", step=fill_inits)
