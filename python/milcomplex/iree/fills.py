"""Fills tensors with a number by linalg.fill: IREE 3.13 makes no valid code of some generics."""

from typing import Any

from iree.compiler import ir

from milcomplex.iree.modules import list_ops, splice

FILL = """
func.func @fill(%place: {type}) -> {type} {{
  %number = arith.constant {number}
  %filled = linalg.fill ins(%number : {element}) outs(%place : {type}) -> {type}
  return %filled : {type}
}}
"""


def replace_fills(module: Any) -> None:
    """Replace every linalg.generic of tensors that moves but constants."""
    numbers: dict[Any, str] = {}
    for op in list_ops(module.operation):
        if op.name == "arith.constant" and (number := read_splat(op)) is not None:
            numbers[op.results[0]] = number
        elif op.name == "linalg.generic" and (moved := find_moved(op)):
            if not all(value in numbers for value in moved):
                continue
            inits = list(op.operands)[-len(op.results) :]
            for result, init, value in zip(op.results, inits, moved, strict=True):
                text = FILL.format(
                    element=ir.RankedTensorType(result.type).element_type,
                    number=numbers[value],
                    type=result.type,
                )
                _, filled = splice(text, [init], op)
                numbers[filled] = numbers[value]
                result.replace_all_uses_with(filled)
            op.erase()


def read_splat(op: Any) -> str | None:
    """Return the number that all elements of a constant tensor are, as MLIR writes it."""
    attribute = op.attributes["value"]
    if not isinstance(attribute, ir.DenseElementsAttr) or not attribute.is_splat:
        return None
    return str(attribute.get_splat_value())


def find_moved(op: Any) -> list[Any]:
    """Return the operands that a linalg.generic moves to its results, if it does nothing else."""
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
