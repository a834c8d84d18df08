"""Branches and loops, whose bodies are graphs, on parts.

A complex operand, result or carried value becomes two. The constants that a body needs become
operands, of every body of the call.
"""

from __future__ import annotations

import copy
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.fx import GraphModule, Node
from torch.utils import _pytree as pytree

from milcomplex.torch.unsupported import is_complex

if TYPE_CHECKING:
    from milcomplex.torch.realization.rewriter import Rewriter


@dataclass(frozen=True)
class Layout:
    """Which arguments of an op are what.

    Attributes
    ----------
    bodies : tuple of int
        The graphs.
    operands : tuple of int
        Lists of operands, in the order in which the bodies accept them; the last is also of those
        that stay the same.
    """

    bodies: tuple[int, ...]
    operands: tuple[int, ...]


LAYOUTS = {
    "cond": Layout((1, 2), (3,)),
    "while_loop": Layout((0, 1), (2, 3)),
    "scan": Layout((0,), (1, 2, 3)),
    "map_impl": Layout((0,), (1, 2)),
}


def find_bodies(node: Node, root: torch.nn.Module) -> list[GraphModule]:
    """Return the graphs that a call has as arguments."""
    found = [
        getattr(root, str(leaf.target))
        for leaf in node.all_input_nodes
        if leaf.op == "get_attr" and hasattr(root, str(leaf.target))
    ]
    return [body for body in found if isinstance(body, GraphModule)]


def has_complex_body(node: Node, root: torch.nn.Module) -> bool:
    """Whether a graph of a call has complex values, or a graph of its own that has."""
    return any(
        is_complex(inner.meta.get("val")) or has_complex_body(inner, body)
        for body in find_bodies(node, root)
        for inner in body.graph.nodes
    )


def split_value(value: Any) -> list[Any]:
    """Return a fake tensor, or the parts of a complex one."""
    if isinstance(value, Tensor) and value.is_complex():
        return [value.real.contiguous(), value.imag.contiguous()]
    return [value]


def rewrite_body(rewriter: Rewriter, body: GraphModule) -> Rewriter:
    """Rewrite a copy of a graph; its constants are left as placeholders."""
    graph = copy.deepcopy(body.graph)
    own = rewriter.nest(graph, body)
    for node in graph.find_nodes(op="placeholder"):
        if is_complex(node.meta.get("val")):
            parts = []
            for name, value in zip(("real", "imag"), own.split_fake(node), strict=True):
                with graph.inserting_before(node):
                    parts.append(graph.placeholder(f"{node.name}_{name}"))
                parts[-1].meta["val"] = value
            own.values[node] = tuple(parts)
    own.run()
    output = graph.output_node()
    own.builder.move_to(output)
    leaves, _ = pytree.tree_flatten(output.args[0])
    flat = [part for leaf in leaves for part in own.flatten(leaf)]
    # The condition of a loop is not in a tuple.
    output.args = (flat[0] if isinstance(output.args[0], Node) else tuple(flat),)
    own.tidy()
    for node in graph.find_nodes(op="placeholder"):
        if node in own.values:
            graph.erase_node(node)
    return own


def share_constants(body: Rewriter, shared: Sequence[Tensor]) -> None:
    """Let a body accept constants, some of which it needs, last and in a given order."""
    nodes = {id(value): node for node, value in body.builder.constants.items()}
    first = next(n for n in body.graph.nodes if n.op != "placeholder")
    for i, value in enumerate(shared):
        with body.graph.inserting_before(first):
            added = body.graph.placeholder(f"shared_{i}")
        added.meta["val"] = body.builder.mode.from_tensor(value, static_shapes=True)
        if (node := nodes.get(id(value))) is not None:
            node.replace_all_uses_with(added)
            body.graph.erase_node(node)


def rewrite_call(rewriter: Rewriter, node: Node) -> list[Any]:
    """Return the results of a branch or a loop.

    Raises
    ------
    NotImplementedError
        If the op is another one.
    LoweringError
        If a body has operations that are not supported.
    """
    name = getattr(node.target, "_name", "")
    if name not in LAYOUTS:
        raise NotImplementedError
    layout, builder = LAYOUTS[name], rewriter.builder
    arguments: list[Any] = list(node.args)
    bodies = [
        rewrite_body(rewriter, getattr(rewriter.root, str(arguments[place].target)))
        for place in layout.bodies
    ]
    constants = [value for body in bodies for value in body.builder.constants.values()]
    for place, body in zip(layout.bodies, bodies, strict=True):
        share_constants(body, constants)
        arguments[place] = rewriter.add_module(f"{arguments[place].target}_real", body.assemble())
    for place in layout.operands:
        flat = [part for leaf in arguments[place] for part in rewriter.flatten(leaf)]
        if place == layout.operands[-1]:
            flat += [builder.insert_tensor(value) for value in constants]
        arguments[place] = type(arguments[place])(flat)
    values = [rewriter.split_fake_value(value) for value in node.meta["val"]]
    call = builder.insert(node.target, tuple(arguments), tuple(v for vs in values for v in vs))
    results: list[Any] = []
    place = 0
    for parts in values:
        own = [
            builder.insert(operator.getitem, (call, place + i), part)
            for i, part in enumerate(parts)
        ]
        place += len(parts)
        results.append(tuple(own) if len(own) == 2 else own[0])
    return results
