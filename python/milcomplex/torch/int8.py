"""Computes with 8-bit integers as 32-bit ones.

torch-mlir treats uint8 from 128 on as negative, and terminates the process at some ops of int8.
"""

from __future__ import annotations

import contextlib
from typing import Any

import torch
from torch._guards import detect_fake_mode
from torch.export import ExportedProgram
from torch.fx import Node
from torch.fx.node import map_arg

from milcomplex.torch.simplification import name_returned

aten = torch.ops.aten

# The lowest integer of each 8-bit type.
LOWEST = {torch.uint8: 0, torch.int8: -128}
# Ops whose elements are those of their operands.
MOVES = """
alias as_strided cat clone diagonal expand flip gather index index_select permute reshape roll
select slice split split_with_sizes squeeze unbind unsqueeze view
""".split()


def widen_int8(program: ExportedProgram) -> None:
    """Make 8-bit tensors int32, except for the arguments and results of a program."""
    graph = program.graph
    output = graph.output_node()
    returned: list[Any] = list(output.args[0])
    dtypes = [node.meta["val"].dtype if is_int8(node) else None for node in returned]
    # The replacement of each node.
    wide: dict[Node, Node] = {}
    for node in list(graph.nodes):
        is_changed = is_int8(node) or any(map(wide.__contains__, node.all_input_nodes))
        if is_changed and node.op != "output":
            wanted = node.meta["val"]
            if node.op == "call_function":
                node.args, node.kwargs = map_arg((node.args, node.kwargs), lambda x: wide.get(x, x))
                compute(node)
            wide[node] = fit(node, wanted)
    returned = [wide.get(node, node) for node in returned]
    for i, dtype in enumerate(dtypes):
        if dtype is not None:
            returned[i] = follow(returned[i], aten._to_copy.default, dtype=dtype)
    output.args = (tuple(returned),)
    name_returned(graph, program.graph_signature)


def is_int8(node: object) -> bool:
    """Whether a node is a tensor of 8-bit integers."""
    value = node.meta.get("val") if isinstance(node, Node) else None
    return isinstance(value, torch.Tensor) and value.dtype in LOWEST


def compute(node: Node) -> None:
    """Record the result of an op on its new operands, int32 where it would return bytes."""
    if node.kwargs.get("dtype") in LOWEST:
        node.update_kwarg("dtype", torch.int32)
    # The type is an operand of prims.convert_element_type.
    node.args = tuple(
        torch.int32 if isinstance(x, torch.dtype) and x in LOWEST else x for x in node.args
    )
    arguments, keywords = map_arg((node.args, node.kwargs), lambda x: x.meta["val"])
    with detect_fake_mode(node.meta["val"]) or contextlib.nullcontext():
        note(node, node.target(*arguments, **keywords), node)  # type: ignore[operator]


def fit(node: Node, wanted: Any) -> Node:
    """Convert the result of a node to the wanted type; for bytes, to the same integers as int32."""
    if not isinstance(wanted, torch.Tensor):
        return node
    lowest = LOWEST.get(wanted.dtype)
    dtype = wanted.dtype if lowest is None else torch.int32
    last = node
    if node.meta["val"].dtype != dtype:
        last = follow(last, aten._to_copy.default, dtype=dtype)
    packet = getattr(node.target, "overloadpacket", None)
    is_move = packet is not None and packet.__name__ in MOVES
    return last if lowest is None or is_move else wrap(last, lowest)


def wrap(node: Node, lowest: int) -> Node:
    """Return integers modulo 256, from a lowest value on."""
    if lowest != 0:
        node = follow(node, aten.sub.Scalar, lowest)
    node = follow(node, aten.bitwise_and.Scalar, 255)
    return node if lowest == 0 else follow(node, aten.add.Scalar, lowest)


def follow(node: Node, target: Any, *arguments: Any, **keywords: Any) -> Node:
    """Return a new call of an op on a node, after it."""
    with node.graph.inserting_after(node):
        result = node.graph.call_function(target, (node, *arguments), keywords)
    note(result, target(node.meta["val"], *arguments, **keywords), node)
    return result


def note(node: Node, value: Any, source: Node) -> None:
    """Record the result of a node, and the origin of another node as its own."""
    node.meta = {"val": value, "stack_trace": source.meta.get("stack_trace")}
