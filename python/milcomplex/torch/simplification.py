"""Simplifies graphs in which complex tensors are split and joined."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch._higher_order_ops.wrap import wrap_with_set_grad_enabled
from torch.export import ExportedProgram, ExportGraphSignature
from torch.fx import Graph, GraphModule, Node

from milcomplex.torch.ops import milc

aten = torch.ops.aten
PARTS = (milc.real.default, milc.imag.default)
# They check types, which are known when a model is exported, sizes, which the guards of a signature
# check, and elements of tensors, which nothing else checks.
CHECKS = (
    aten._assert_tensor_metadata.default,
    aten._assert_scalar.default,
    aten.sym_constrain_range.default,
    aten.sym_constrain_range_for_size.default,
)
# Without elements their result is 0.
SUMS = (
    aten.sum.default,
    aten.sum.dim_IntList,
    aten.mm.default,
    aten.bmm.default,
    milc.matmul.default,
)


def is_call(node: object, *targets: Any) -> bool:
    """Whether a node is a call of one of the ops."""
    return isinstance(node, Node) and node.op == "call_function" and node.target in targets


def find_part(node: Node) -> Node | None:
    """Return x or y for a part of complex(x, y), and z for the joined parts of z."""
    source = node.args[0] if node.args else None
    while is_call(source, aten.clone.default):
        assert isinstance(source, Node)
        source = source.args[0]
    if not isinstance(source, Node):
        return None
    part: Any = None
    if is_call(node, *PARTS) and is_call(source, milc.complex.default):
        part = source.args[PARTS.index(node.target)]
    elif is_call(node, milc.view_as_complex.default) and is_call(source, milc.view_as_real.default):
        part = source.args[0]
    return part if isinstance(part, Node) else None


def name_part(node: Node) -> Any:
    """Return the op for `view_as_real(z)[..., 0]`, or 1, of z."""
    if not is_call(node, aten.select.int):
        return None
    source, axis, index = node.args
    if not is_call(source, milc.view_as_real.default) or not isinstance(index, int):
        return None
    assert isinstance(source, Node)
    # The axis of the parts comes after those of z.
    return PARTS[index] if axis in (-1, source.meta["val"].dim() - 1) else None


def is_empty(node: object) -> bool:
    """Whether a node is a tensor that never has elements."""
    value = node.meta.get("val") if isinstance(node, Node) else None
    return isinstance(value, torch.Tensor) and 0 in [n for n in value.shape if isinstance(n, int)]


def fill(node: Node) -> Node | None:
    """Insert zeros that replace a node, a tensor of static shape, before it."""
    value = node.meta["val"]
    if not isinstance(value, torch.Tensor) or not all(isinstance(n, int) for n in value.shape):
        return None
    dtype = value.real.dtype if value.is_complex() else value.dtype
    graph = node.graph
    with graph.inserting_before(node):
        zeros = graph.call_function(aten.full.default, (list(value.shape), 0), {"dtype": dtype})
        zeros.meta = {"val": value.real if value.is_complex() else value}
        if not value.is_complex():
            return zeros
        joined = graph.call_function(milc.complex.default, (zeros, zeros))
        joined.meta = {"val": value}
    return joined


def drop_empty(node: Node) -> None:
    """Drop operands without elements, which some compilers reject, and their results."""
    if is_empty(node) or (is_call(node, *SUMS) and is_empty(node.args[0])):
        if node.target != aten.full.default and (zeros := fill(node)) is not None:
            node.replace_all_uses_with(zeros)
    elif is_call(node, aten.cat.default):
        dtype = node.meta["val"].dtype
        operands: Any = node.args[0]
        if any(operand.meta["val"].dtype != dtype for operand in operands):
            return
        parts = [operand for operand in operands if not is_empty(operand)]
        node.args = (parts, *node.args[1:])
        if len(parts) == 1:
            node.replace_all_uses_with(parts[0])


def simplify(program: ExportedProgram) -> None:
    """Drop checks, tensors without elements, and parts that are joined only to be split again."""
    graph = program.graph
    for node in list(graph.nodes):
        if node.op != "call_function":
            continue
        if node.target in CHECKS:
            graph.erase_node(node)
            continue
        if (part_op := name_part(node)) is not None:
            node.target = part_op
            node.args = (node.args[0].args[0],)
        if (part := find_part(node)) is not None:
            node.replace_all_uses_with(part)
        drop_empty(node)
    graph.eliminate_dead_code()
    program.graph_module.recompile()
    name_returned(graph, program.graph_signature)


def name_returned(graph: Graph, signature: ExportGraphSignature) -> None:
    """Update the names of the nodes that a graph returns in a signature."""
    returned: Any = graph.output_node().args[0]
    for spec, node in zip(signature.output_specs, returned, strict=True):
        if isinstance(node, Node):
            spec.arg.name = node.name


def inline_grad_modes(program: ExportedProgram) -> ExportedProgram:
    """Return a program with the ops that a model runs under `torch.no_grad()` inlined.

    Otherwise PyTorch loses the lines that they come from.
    """
    if not program.graph.find_nodes(op="call_function", target=wrap_with_set_grad_enabled):
        return program
    graph, signature = copy.deepcopy((program.graph, program.graph_signature))
    for node in graph.find_nodes(op="call_function", target=wrap_with_set_grad_enabled):
        _, body, *operands = node.args
        assert isinstance(body, Node)
        inner = program.graph_module.get_submodule(str(body.target)).graph
        values = dict(zip(inner.find_nodes(op="placeholder"), operands, strict=True))
        with graph.inserting_before(node):
            results: Any = graph.graph_copy(inner, values)
        for user in list(node.users):
            user.replace_all_uses_with(results[user.args[1]])
            graph.erase_node(user)
        graph.erase_node(node)
    graph.eliminate_dead_code()
    name_returned(graph, signature)
    return program._update(GraphModule(program.graph_module, graph), signature)
