"""Expresses a call with complex operands or results by real ops and those of the library."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch._decomp import core_aten_decompositions
from torch._dispatch.python import enable_python_dispatcher
from torch._ops import OpOverload
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx import GraphModule, Node
from torch.fx.experimental.proxy_tensor import make_fx
from torch.utils import _pytree as pytree

from milcomplex.torch.decompositions import COMPLEX_RULES, JOINING, RULES
from milcomplex.torch.decompositions.data_movement import crop
from milcomplex.torch.decompositions.products import convolve_parts, multiply_kernels
from milcomplex.torch.decompositions.rules import Rule, Rules, has_complex, imag, real
from milcomplex.torch.ops import milc
from milcomplex.torch.realization import embedding

aten = torch.ops.aten
# Real to complex, or by complex values where they return real ones.
TRANSFORMS = ("fft_", "istft", "stft", "_fft_")


def convolve_as_one(x: Tensor, weight: Tensor, parameters: Sequence[Any]) -> Tensor:
    """Return a convolution of two complex operands as one of the parts side by side.

    ExecuTorch's passes for XNNPACK fail where two convolutions share a weight (docs/Upstream.md).
    """
    *_, transposed, _, groups = parameters
    if groups != 1:
        return convolve_parts(x, weight, parameters)
    c, d = real(weight), imag(weight)
    into, out = (0, 1) if transposed else (1, 0)
    whole = torch.cat([torch.cat([c, -d], into), torch.cat([d, c], into)], out)
    y = aten.convolution(torch.cat([real(x), imag(x)], 1), whole, None, *parameters)
    n = y.shape[1] // 2
    return milc.complex(y.narrow(1, 0, n), y.narrow(1, n, n))


def pad_circularly(
    x: Tensor, pads: Sequence[Any], mode: str = "constant", value: float | None = None
) -> Tensor:
    """Return a tensor with elements of the other ends around it, or cropped.

    PyTorch's decomposition writes to views, which rules copy.
    """
    if mode != "circular":
        return NotImplemented
    x = crop(x, pads)
    for i in range(0, len(pads), 2):
        axis = x.dim() - 1 - i // 2
        before, after = max(pads[i], 0), max(pads[i + 1], 0)
        first = x.narrow(axis, x.shape[axis] - before, before)
        x = torch.cat([first, x, x.narrow(axis, 0, after)], axis)
    return x


def is_ours(op: Any, values: Any) -> bool:
    """Whether a call has complex operands, or makes complex values."""
    if not isinstance(op, OpOverload):
        return has_complex(values)
    name = op._overloadpacket.__name__
    return name.startswith(TRANSFORMS) or name in JOINING or has_complex(values)


def leave_real(op: OpOverload, rule: Rule) -> Rule:
    """Return a rule that leaves calls on real tensors as they are."""

    def apply(*arguments: Any, **keywords: Any) -> Any:
        if not is_ours(op, (arguments, keywords)):
            return NotImplemented
        return rule(*arguments, **keywords)

    return apply


@functools.cache
def build_table() -> Rules:
    """Return the rules for complex operands."""
    rules: Rules = {**core_aten_decompositions(), **COMPLEX_RULES, **RULES, **embedding.RULES}
    rules[aten.pad.default] = pad_circularly
    return {op: leave_real(op, rule) for op, rule in rules.items() if isinstance(op, OpOverload)}


def leave_unused(node: Node, results: Any) -> Any:
    """Return the results of a call, with None for those that have no use."""
    if not isinstance(results, tuple) or not all(u.target == operator.getitem for u in node.users):
        return results
    used = {user.args[1] for user in node.users}
    return tuple(result if i in used else None for i, result in enumerate(results))


def decompose_call(node: Node, mode: FakeTensorMode) -> tuple[GraphModule, list[Node]]:
    """Return what a call computes as a graph, and the nodes that are its inputs.

    Raises
    ------
    NotImplementedError
        If a rule does not support it.
    """
    leaves, spec = pytree.tree_flatten((node.args, node.kwargs))
    inputs = list(dict.fromkeys(leaf for leaf in leaves if isinstance(leaf, Node)))
    target: Any = node.target
    table = build_table()

    def compute(*values: Any) -> Any:
        known = dict(zip(inputs, values, strict=True))
        given = [known[leaf] if isinstance(leaf, Node) else leaf for leaf in leaves]
        arguments, keywords = pytree.tree_unflatten(given, spec)
        if target in table:
            result = table[target](*arguments, **keywords)
            if result is not NotImplemented:
                return leave_unused(node, result)
        return target(*arguments, **keywords)

    values = [n.meta["val"] for n in inputs]
    token = multiply_kernels.set(convolve_as_one)
    try:
        with mode, enable_python_dispatcher(), torch.no_grad():
            module = make_fx(compute, decomposition_table=dict(table))(*values)
            if list_writes(module):
                check_writes(module)
                functional = torch.func.functionalize(module)
                module = make_fx(functional, decomposition_table=dict(table))(*values)
    finally:
        multiply_kernels.reset(token)
    # What only led to unused results, or to a check, may have no real form.
    for check in module.graph.find_nodes(
        op="call_function", target=aten._linalg_check_errors.default
    ):
        module.graph.erase_node(check)
    module.graph.eliminate_dead_code()
    return module, inputs


def list_writes(module: GraphModule) -> list[Node]:
    """Return the calls that write to tensors of their own graph.

    Some of PyTorch's decompositions do.
    """
    schemas = ((node, getattr(node.target, "_schema", None)) for node in module.graph.nodes)
    return [node for node, schema in schemas if schema is not None and schema.is_mutable]


def check_writes(module: GraphModule) -> None:
    """Check that what a graph writes is read: rules copy views, to which a write would be lost.

    Raises
    ------
    NotImplementedError
        If it is not read.
    """
    for node in list_writes(module):
        written = node.args[0]
        if node.users or not isinstance(written, Node):
            continue
        if written.op == "call_function" and len(written.users) == 1:
            raise NotImplementedError("PyTorch's decomposition of it writes to a view")
