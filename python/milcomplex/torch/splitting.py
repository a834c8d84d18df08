"""Splits ops that only move complex elements into the same on each part.

This is done on the finished graph, where a node costs a tenth of what it costs to trace it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload
from torch.export import ExportedProgram
from torch.fx import Graph, Node
from torch.utils._pytree import tree_leaves

from milcomplex.torch.decompositions import find_decompositions
from milcomplex.torch.decompositions.rules import REAL_DTYPES, Rule, Rules, is_complex
from milcomplex.torch.ops import milc
from milcomplex.torch.simplification import PARTS

# Ops that are common, and move elements of any dtype.
MOVING = """
_unsafe_view alias cat clone expand flip permute repeat reshape select slice stack t transpose
unsqueeze view
""".split()
# Those for which the order of elements in memory matters.
RESHAPES = ("_unsafe_view", "reshape", "view")
# What tells where a node comes from.
PLACE = ("stack_trace", "nn_module_stack", "source_fn_stack", "from_node")


def is_moving(op: OpOverload) -> bool:
    """Whether an op is one of those that move elements."""
    is_cast = op._overloadname == "dtype"
    return op.namespace == "aten" and op._overloadpacket.__name__ in MOVING and not is_cast


def split_later(table: Rules) -> Rules:
    """Return rules that leave whole what `split_movements` splits."""
    found = find_decompositions()
    return {
        op: leave_whole(op, rule, found.get(op)) if is_moving(op) else rule
        for op, rule in table.items()
    }


def leave_whole(op: OpOverload, rule: Rule, decomposition: Rule | None) -> Rule:
    """Return a rule that is a given one for other than complex tensors, and leaves those whole.

    Where PyTorch decomposes an op of real tensors, it does it of complex ones, too.
    """

    def apply(*arguments: Any, **keywords: Any) -> Any:
        leaves = tree_leaves((arguments, keywords))
        tensors = [leaf for leaf in leaves if isinstance(leaf, Tensor)]
        if not tensors or not all(map(is_complex, tensors)):
            return rule(*arguments, **keywords)
        if op._overloadpacket.__name__ in RESHAPES:
            # What rules return is contiguous, also where it was not when the model was traced.
            sizes = [*leaves, *tensors[0].shape]
            if any(isinstance(n, torch.SymInt) for n in sizes) or not tensors[0].is_contiguous():
                return rule(*arguments, **keywords)
            return NotImplemented
        return NotImplemented if decomposition is None else decomposition(*arguments, **keywords)

    return apply


def split_movements(program: ExportedProgram) -> None:
    """Split what moves complex elements."""
    Splitter(program.graph).run()
    program.graph_module.recompile()


class Splitter:
    """Splits the nodes of a graph, each value once."""

    def __init__(self, graph: Graph) -> None:
        """Begin with no value split."""
        self.graph = graph
        self.parts: dict[Node, tuple[Node, Node]] = {}

    def run(self) -> None:
        """Split all nodes that move complex elements."""
        for node in list(self.graph.nodes):
            if is_movement(node):
                with self.graph.inserting_before(node):
                    self.split(node, node.target)

    def split(self, node: Node, op: OpOverload) -> None:
        """Replace a node by the op on each part."""
        value = make_part(node.meta["val"])
        parts = [
            self.call(op, *self.take_part(node, index), node, value) for index in range(len(PARTS))
        ]
        joined = self.call(milc.complex.default, tuple(parts), {}, node, node.meta["val"])
        self.parts[joined] = (parts[0], parts[1])
        node.replace_all_uses_with(joined)
        self.graph.erase_node(node)

    def take_part(self, node: Node, index: int) -> tuple[Any, Any]:
        """Return the arguments of a node for one of the parts, 0 or 1."""

        def convert(operand: Node) -> Node:
            is_size = not isinstance(operand.meta["val"], Tensor)
            return operand if is_size else self.split_value(operand)[index]

        return torch.fx.map_arg(node.args, convert), torch.fx.map_arg(node.kwargs, convert)

    def split_value(self, node: Node) -> tuple[Node, Node]:
        """Return the parts of a complex value."""
        if node not in self.parts:
            value = make_part(node.meta["val"])
            re, im = (self.call(part, (node,), {}, node, value) for part in PARTS)
            self.parts[node] = (re, im)
        return self.parts[node]

    def call(self, op: OpOverload, arguments: Any, keywords: Any, like: Node, value: Any) -> Node:
        """Insert a call that stands at the line of another node, and has a given value."""
        node = self.graph.call_function(op, arguments, keywords)
        node.meta = {key: like.meta[key] for key in PLACE if key in like.meta} | {"val": value}
        return node


def is_movement(node: Node) -> bool:
    """Whether a node moves elements of complex tensors alone."""
    if not isinstance(node.target, OpOverload) or not is_moving(node.target):
        return False
    operands = [operand.meta.get("val") for operand in node.all_input_nodes]
    tensors = [value for value in operands if isinstance(value, Tensor)]
    return (
        bool(tensors)
        and all(v is not None for v in operands)
        and all(x.is_complex() for x in tensors)
    )


def make_part(value: Tensor) -> Tensor:
    """Return a tensor, of no data, of the type and the shape of a part of another."""
    return torch.empty_like(value, dtype=REAL_DTYPES[value.dtype])
