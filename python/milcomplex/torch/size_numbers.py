"""Computes numbers that depend on dynamic sizes, `n ** 0.5`, as tensors of rank 0.

torch-mlir has only integers of this kind.
"""

from __future__ import annotations

import contextlib
import operator
from typing import Any

import torch
from torch._guards import detect_fake_mode
from torch._ops import OpOverload
from torch.export import ExportedProgram
from torch.fx import Graph, Node
from torch.fx.node import map_arg

aten = torch.ops.aten

# The ops on tensors of the functions of such numbers.
ON_TENSORS: dict[Any, OpOverload] = {
    operator.add: aten.add.Tensor,
    operator.mul: aten.mul.Tensor,
    operator.neg: aten.neg.default,
    operator.pow: aten.pow.Tensor_Tensor,
    operator.sub: aten.sub.Tensor,
    operator.truediv: aten.div.Tensor,
    torch.sym_float: aten.clone.default,
}
# The overloads for tensors of ops that accept a number.
FOR_TENSORS: dict[Any, OpOverload] = {
    aten.add.Scalar: aten.add.Tensor,
    aten.div.Scalar: aten.div.Tensor,
    aten.eq.Scalar: aten.eq.Tensor,
    aten.fill.Scalar: aten.fill.Tensor,
    aten.ge.Scalar: aten.ge.Tensor,
    aten.gt.Scalar: aten.gt.Tensor,
    aten.le.Scalar: aten.le.Tensor,
    aten.lt.Scalar: aten.lt.Tensor,
    aten.mul.Scalar: aten.mul.Tensor,
    aten.ne.Scalar: aten.ne.Tensor,
    aten.pow.Scalar: aten.pow.Tensor_Tensor,
    aten.pow.Tensor_Scalar: aten.pow.Tensor_Tensor,
    aten.sub.Scalar: aten.sub.Tensor,
}
FILLS = (aten.full.default, aten.full_like.default, aten.scalar_tensor.default)


def is_number(node: object) -> bool:
    """Whether a node is a floating-point number that depends on sizes."""
    return isinstance(node, Node) and isinstance(node.meta.get("val"), torch.SymFloat)


class Rewriter:
    """Inserts tensors before a node of a graph, and records what they are.

    Attributes
    ----------
    tensors : dict of Node to Node
        The tensor of each number.
    """

    def __init__(self, graph: Graph) -> None:
        """Accept the graph."""
        self.graph = graph
        self.tensors: dict[Node, Node] = {}
        values = [node.meta.get("val") for node in graph.nodes]
        tensors = [value for value in values if isinstance(value, torch.Tensor)]
        self.mode = detect_fake_mode(tensors) or contextlib.nullcontext()

    def call(self, source: Node, target: Any, *arguments: Any, **keywords: Any) -> Node:
        """Insert a call of an op, from the line of another node."""
        node = self.graph.call_function(target, arguments, keywords)
        self.note(node, source)
        return node

    def note(self, node: Node, source: Node) -> None:
        """Record the result of a node, and the origin of another one as its own."""
        arguments, keywords = map_arg((node.args, node.kwargs), lambda x: x.meta["val"])
        with self.mode:
            value = node.target(*arguments, **keywords)  # type: ignore[operator]
        node.meta = {"val": value, "stack_trace": source.meta.get("stack_trace")}

    def to_tensor(self, source: Node, number: Any) -> Node:
        """Return a number or a size as a tensor of doubles."""
        if number in self.tensors:
            return self.tensors[number]
        return self.call(source, aten.full.default, [], number, dtype=torch.float64)

    def compute(self, node: Node) -> None:
        """Compute a number as a tensor."""
        operands = [self.to_tensor(node, argument) for argument in node.args]
        self.tensors[node] = self.call(node, ON_TENSORS[node.target], *operands)

    def use(self, node: Node) -> None:
        """Make an op accept the tensors in place of the numbers."""
        operands = [one for one in node.all_input_nodes if one not in self.tensors]
        dtypes = [
            one.meta["val"].dtype
            for one in operands
            if isinstance(one.meta["val"], torch.Tensor) and one.meta["val"].is_floating_point()
        ]
        dtype = dtypes[0] if dtypes else torch.get_default_dtype()
        if node.target in FILLS:
            self.fill(node)
            return
        cast = {
            number: self.call(node, aten._to_copy.default, tensor, dtype=dtype)
            for number, tensor in self.tensors.items()
            if number in node.all_input_nodes
        }
        node.args, node.kwargs = map_arg((node.args, node.kwargs), lambda x: cast.get(x, x))
        if node.target in FOR_TENSORS:
            node.target = FOR_TENSORS[node.target]
            node.args = tuple(
                self.call(node, aten.full.default, [], x, dtype=dtype)
                if isinstance(x, (int, float)) and not isinstance(x, bool)
                else x
                for x in node.args
            )

    def fill(self, node: Node) -> None:
        """Expand a tensor in place of filling one with a number."""
        value = node.meta["val"]
        number: Any = node.args[-1] if node.target == aten.scalar_tensor.default else node.args[1]
        cast = self.call(node, aten._to_copy.default, self.tensors[number], dtype=value.dtype)
        if node.target == aten.full.default:
            cast = self.call(node, aten.expand.default, cast, node.args[0])
        elif node.target == aten.full_like.default:
            zeros = self.call(node, aten.zeros_like.default, node.args[0], dtype=value.dtype)
            cast = self.call(node, aten.add.Tensor, zeros, cast)
        node.replace_all_uses_with(cast)


def compute_numbers(program: ExportedProgram) -> None:
    """Compute the floating-point numbers of a program that depend on sizes as tensors."""
    graph = program.graph
    if not any(map(is_number, graph.nodes)):
        return
    rewriter = Rewriter(graph)
    for node in list(graph.nodes):
        if node.op != "call_function":
            continue
        with graph.inserting_before(node):
            if is_number(node) and node.target in ON_TENSORS:
                rewriter.compute(node)
            elif any(one in rewriter.tensors for one in node.all_input_nodes):
                rewriter.use(node)
    graph.eliminate_dead_code()
