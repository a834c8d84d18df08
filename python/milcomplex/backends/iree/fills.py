"""Has reductions begin with linalg.fill: after other constants IREE 3.13 makes no valid code."""

from typing import Any

from iree.compiler import ir

from milcomplex.backends.iree.modules import list_ops, splice

FILL = """
func.func @fill(%place: {type}) -> {type} {{
  %number = arith.constant {number}
  %filled = linalg.fill ins(%number : {element}) outs(%place : {type}) -> {type}
  return %filled : {type}
}}
"""


def fill_inits(module: Any) -> None:
    """Replace what a linalg.generic reduces into where another one moves a constant there."""
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
    """Replace the inits of a linalg.generic that are moved constants."""
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
