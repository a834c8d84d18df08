"""Inserts calls of real ops into a graph.

A *part* is a node of the graph, or a tensor that is known. An op of known tensors only is computed
at once; equal calls are inserted once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch._dispatch.python import enable_python_dispatcher
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx import Graph, GraphModule, Node
from torch.fx.experimental.proxy_tensor import make_fx
from torch.fx.experimental.symbolic_shapes import statically_known_true
from torch.utils import _pytree as pytree

from milcomplex.torch.realization.ranges import read_range, write_range
from milcomplex.torch.realization.values import (
    COPIES,
    Part,
    compress,
    get_value,
)

aten = torch.ops.aten
VIEWS = (aten.view.default, aten._unsafe_view.default, aten.view_copy.default)
RANGES: dict[Any, Callable[..., Any]] = {
    aten.slice.Tensor: read_range,
    aten.slice_scatter.default: write_range,
}
# Their operands are broadcast.
BROADCASTING = frozenset(
    [
        *(
            getattr(aten, name).Tensor
            for name in ("add", "div", "eq", "ge", "gt", "le", "lt", "mul", "ne", "sub")
        ),
        aten.atan2.default,
        aten.logical_and.default,
        aten.logical_or.default,
        aten.maximum.default,
        aten.minimum.default,
        aten.where.self,
    ]
)
# What PyTorch records of where a node comes from.
PROVENANCE = ("stack_trace", "nn_module_stack", "source_fn_stack", "torch_fn")


class Builder:
    """Inserts nodes before the one at hand, and collects the constants that they need.

    Attributes
    ----------
    constants, targets : dict
        The tensor of each placeholder that was added, and what it is called in the state.
    origins : dict
        The node in the place of which each inserted one is.
    """

    def __init__(self, graph: Graph, mode: FakeTensorMode) -> None:
        """Insert into a graph whose values are those of `mode`."""
        self.graph = graph
        self.mode = mode
        self.constants: dict[Node, Tensor] = {}
        self.targets: dict[Node, str] = {}
        self.names: dict[int, str] = {}
        self.added: set[Node] = set()
        self.origins: dict[Node, Node] = {}
        self._calls: dict[Any, Any] = {}
        self._origin: Node | None = None

    def move_to(self, node: Node) -> None:
        """Insert before a node, whose place in the model is that of what is inserted."""
        self._origin = node
        # Until another one is chosen.
        self.graph.inserting_before(node)

    def name(self, value: Tensor, name: str) -> Tensor:
        """Name a known tensor, for the case that it becomes a constant."""
        self.names[id(value)] = name
        # The number stands for the tensor as long as that lives.
        self._calls[("named", id(value))] = value
        return value

    def call(self, op: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
        """Return the result of an op: known where its operands are."""
        if op in COPIES:
            return arguments[0]
        if op in VIEWS:
            op = aten.reshape.default
        if op == aten.expand.default or op == aten.reshape.default:
            sizes = arguments[1]
            before = get_value(arguments[0]).shape
            if len(sizes) == len(before) and all(
                statically_known_true(get_value(n) == m) or (n == -1 and op == aten.expand.default)
                for n, m in zip(sizes, before, strict=True)
            ):
                return arguments[0]
        if op in RANGES and not keywords:
            simpler = RANGES[op](self.call, self.added, arguments)
            if simpler is not None:
                return simpler
        if op in BROADCASTING:
            arguments = self._drop_expansions(op, arguments)
        arguments = self._merge(op, arguments)
        leaves, spec = pytree.tree_flatten((arguments, keywords))
        is_random = torch.Tag.nondeterministic_seeded in getattr(op, "tags", ())
        if not is_random and not any(isinstance(leaf, Node) for leaf in leaves):
            with torch.no_grad():
                return compute(op, *arguments, **keywords)
        leaves = [self.insert_tensor(x) if isinstance(x, Tensor) else x for x in leaves]
        key = (op, spec, tuple((type(x), x) for x in leaves))
        if key in self._calls and not is_random:
            return self._calls[key]
        arguments, keywords = pytree.tree_unflatten(leaves, spec)
        # Without its dispatcher some ops of PyTorch, such as constant_pad_nd, make sizes static.
        with self.mode, enable_python_dispatcher(), torch.no_grad():
            value = op(
                *pytree.tree_map(get_value, arguments), **pytree.tree_map(get_value, keywords)
            )
        if isinstance(value, (bool, int, float)):
            return value
        node = self.graph.call_function(op, arguments, keywords)
        self._describe(node, value)
        self._calls[key] = node
        return node

    def insert(self, op: Any, arguments: tuple[Any, ...], value: Any) -> Node:
        """Insert a call whose value is known."""
        node = self.graph.call_function(op, arguments)
        self._describe(node, value)
        return node

    def trace(self, function: Callable[..., Any], parts: Sequence[Part]) -> GraphModule:
        """Return the graph of a function of real tensors."""
        with self.mode, enable_python_dispatcher(), torch.no_grad():
            values = [
                part.meta["val"]
                if isinstance(part, Node)
                else self.mode.from_tensor(part, static_shapes=True)
                for part in parts
            ]
            return make_fx(function)(*values)

    def _is_own(self, part: Any, op: Any) -> bool:
        """Whether a part is an inserted call of an op."""
        return isinstance(part, Node) and part in self.added and part.target == op

    def _merge(self, op: Any, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the operands of an op that also does what moved the elements of its operand."""
        source: Any = arguments[0] if arguments else None
        if op == aten.reshape.default and self._is_own(source, aten.permute.default):
            inner, order = source.args
            if self._is_own(inner, aten.unsqueeze.default):
                # An axis of size 1 makes no difference to a reshape.
                whole, axis = inner.args
                axis = axis % len(order)
                kept = [n - (n > axis) for n in order if n != axis]
                return self.call(aten.permute.default, whole, kept), *arguments[1:]
        if op == aten.permute.default and self._is_own(source, op):
            inner, order = source.args
            return inner, [order[n] for n in arguments[1]]
        return arguments

    def _describe(self, node: Node, value: Any) -> None:
        """Record the value of a new node, and where it comes from."""
        node.meta["val"] = value
        self.added.add(node)
        if self._origin is not None:
            self.origins[node] = self._origin
            for key in PROVENANCE:
                if key in self._origin.meta:
                    node.meta[key] = self._origin.meta[key]

    def _drop_expansions(self, op: Any, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        """Replace expanded operands by what they are expanded from, where the op does it too."""

        def shrink(part: Any) -> Any:
            if isinstance(part, Tensor) and part.dim() > 0:
                return compress(part)
            while (
                isinstance(part, Node) and part in self.added and part.target == aten.expand.default
            ):
                part = part.args[0]
            return part

        smaller = tuple(map(shrink, arguments))
        shapes = [
            torch.broadcast_shapes(
                *(v.shape for v in map(get_value, given) if isinstance(v, Tensor))
            )
            for given in (arguments, smaller)
        ]
        return smaller if list(shapes[0]) == list(shapes[1]) else arguments

    def insert_tensor(self, value: Tensor) -> Node:
        """Return a node for a known tensor: a constant, or a call where all elements are equal."""
        key = ("tensor", id(value))
        if key in self._calls:
            return self._calls[key][0]
        node = self._insert_constant(value)
        self._calls[key] = (node, value)
        return node

    def _insert_constant(self, value: Tensor) -> Node:
        small = compress(value)
        if small.numel() == 1 and value.numel() > 1 and not value.requires_grad:
            return self._insert_fill(small.item(), value)
        if 0 < small.numel() <= value.numel() // 2:
            return self.call(aten.expand.default, self.insert_tensor(small), list(value.shape))
        name = self.names.get(id(value))
        # Also of axes of size 1 no stride is 0, which ExecuTorch rejects.
        value = value.clone(memory_format=torch.contiguous_format)
        for node, known in self.constants.items():
            if known.dtype == value.dtype and have_same_bits(known, value):
                return node
        if name is None:
            name = f"milc_{sum(target.startswith('milc_') for target in self.targets.values())}"
        first = next(n for n in self.graph.nodes if n.op != "placeholder" or n.meta.get("is_input"))
        with self.graph.inserting_before(first):
            node = self.graph.placeholder(f"c_{name.replace('.', '_')}")
        node.meta["val"] = self.mode.from_tensor(value, static_shapes=True)
        self.constants[node] = value
        self.targets[node] = name
        return node

    def _insert_fill(self, number: float, like: Tensor) -> Node:
        shape = list(like.shape)
        key = ("fill", str(number), tuple(shape), like.dtype)
        if key in self._calls:
            return self._calls[key]
        node = self.graph.call_function(
            aten.full.default, (shape, number), {"dtype": like.dtype, "device": like.device}
        )
        with self.mode:
            self._describe(node, torch.full(shape, number, dtype=like.dtype))
        self._calls[key] = node
        return node

    def get_size(self, part: Part, axis: int) -> Any:
        """Return a size of a tensor, a number or a node."""
        size = get_value(part).shape[axis]
        return size if isinstance(size, int) else self.call(aten.sym_size.int, part, axis)

    def get_sizes(self, part: Part, count: int) -> list[Any]:
        """Return the leading sizes of a tensor; a single dynamic one as -1, to be inferred."""
        sizes = get_value(part).shape[:count]
        if sum(not isinstance(n, int) for n in sizes) == 1:
            return [n if isinstance(n, int) else -1 for n in sizes]
        return [self.get_size(part, axis) for axis in range(count)]


def compute(op: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """Return the result of an op on known operands; equal elements are kept once."""
    if op == aten.full.default:
        size, number = arguments
        options = {"dtype": keywords.get("dtype")}
        return torch.full((), number, **options).expand(size)
    if op in (aten.zeros.default, aten.ones.default):
        number = 1 if op == aten.ones.default else 0
        dtype = keywords.get("dtype") or torch.get_default_dtype()
        return torch.full((), number, dtype=dtype).expand(arguments[0])
    if op in (aten.zeros_like.default, aten.ones_like.default, aten.full_like.default):
        number = {aten.zeros_like.default: 0, aten.ones_like.default: 1}.get(op, arguments[-1])
        dtype = keywords.get("dtype") or arguments[0].dtype
        return torch.full((), number, dtype=dtype).expand(arguments[0].shape)
    return op(*arguments, **keywords)


def have_same_bits(x: Tensor, y: Tensor) -> bool:
    """Whether two tensors of one type are equal, NaNs and signs of zeros included."""
    if x.shape != y.shape:
        return False
    if x.dtype == torch.bool:
        return torch.equal(x, y)
    integer = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}[x.dtype.itemsize]
    return torch.equal(x.contiguous().view(integer), y.contiguous().view(integer))


def count_elements(shape: Sequence[Any]) -> int | None:
    """Return how many elements a shape has; None where a size is dynamic."""
    return math.prod(shape) if all(isinstance(n, int) for n in shape) else None
