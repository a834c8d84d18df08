"""Reports what each call with complex values in a program becomes."""

from __future__ import annotations

import operator
from collections import Counter
from typing import Any

import torch
from torch._ops import HigherOrderOperator
from torch.export import ExportedProgram
from torch.fx import GraphModule, Node
from torch.utils import _pytree as pytree

from milcomplex.explanation import ExplainedOp, ExplainedType, Explanation, MadeOp
from milcomplex.lowering import LoweringError
from milcomplex.torch.realization.control_flow import has_complex_body
from milcomplex.torch.realization.realizing import (
    RANGES,
    check_option,
    has_complex_values,
    prepare,
)
from milcomplex.torch.unsupported import find_frame, is_complex, name_op


def explain(program: ExportedProgram, complex_range: str = "portable") -> Explanation:
    """Report what `realize` makes of each call with complex values.

    Parameters
    ----------
    program : torch.export.ExportedProgram
        What torch.export returned; it does not change.
    complex_range : str
        As `realize` accepts it.

    Returns
    -------
    Explanation
        Also of a program that cannot be made real, with the reasons. What a call that is equal to
        another one, or computed when the program is made, becomes is empty.

    Raises
    ------
    ValueError
        If an option has another value.
    """
    check_option("complex_range", complex_range, RANGES)
    if not has_complex_values(program):
        return Explanation(True, (), (), (), ())
    realization = prepare(program, complex_range, "interleaved")
    nodes = [n for n in realization.graph.nodes if concerns_complex(n, realization.program)]
    kinds = count_types(realization.graph.nodes)
    # Before the nodes are erased.
    calls = {n: describe(n) for n in nodes if is_call(n)}
    errors: tuple[str, ...] = ()
    made: dict[Node, Counter[tuple[str, int]]] = {}
    is_real = False
    try:
        result = realization.run()
        is_real = True
    except LoweringError as error:
        known = {d for reasons in realization.rewriter.reasons.values() for d in reasons}
        errors = tuple(d.message for d in error.diagnostics if d not in known)
    else:
        for node in result.graph.nodes:
            origin = realization.builder.origins.get(node)
            if origin is not None and is_call(node):
                key = name_op(node.target), count_within(node, result.graph_module)
                made.setdefault(origin, Counter())[key] += 1
    return Explanation(
        is_real,
        kinds,
        tuple(
            ExplainedOp(
                *call,
                tuple(MadeOp(op, n, within) for (op, within), n in made.get(node, {}).items()),
                tuple(d.message for d in realization.rewriter.reasons.get(node, ())),
            )
            for node, call in calls.items()
        ),
        (),
        errors,
    )


def is_call(node: Node) -> bool:
    """Whether a node calls an op; one that selects one of several results is part of a call."""
    return node.op == "call_function" and node.target != operator.getitem


def concerns_complex(node: Node, program: ExportedProgram) -> bool:
    """Whether a node has complex operands, results or bodies."""
    values = [n.meta.get("val") for n in (*node.all_input_nodes, node)]
    has_bodies = isinstance(node.target, HigherOrderOperator)
    return is_complex(values) or (has_bodies and has_complex_body(node, program.graph_module))


def count_types(nodes: Any) -> tuple[ExplainedType, ...]:
    """Return the complex types of values, and how many values are of each."""
    counts = Counter(
        value.dtype
        for node in nodes
        for value in pytree.tree_leaves(node.meta.get("val"))
        if is_complex(value)
    )
    return tuple(
        ExplainedType(name_type(dtype), count, (name_type(dtype.to_real()),) * 2)
        for dtype, count in counts.items()
    )


def name_type(dtype: torch.dtype) -> str:
    """Return the name of a type, without that of PyTorch."""
    return str(dtype).removeprefix("torch.")


def describe(node: Node) -> tuple[str, str, tuple[str, ...]]:
    """Return the op of a call, the line of the model that it is of, and its results' types."""
    file, line = find_frame(node.meta.get("stack_trace"))
    results = tuple(
        f"{name_type(value.dtype)}[{', '.join(map(str, value.shape))}]"
        for value in pytree.tree_leaves(node.meta.get("val"))
        if isinstance(value, torch.Tensor)
    )
    return name_op(node.target), file if line is None else f"{file}:{line}", results


def count_within(node: Node, module: GraphModule) -> int:
    """Return how many calls the bodies of a call have."""
    bodies = [
        module.get_submodule(str(n.target)) for n in node.all_input_nodes if n.op == "get_attr"
    ]
    return sum(
        inner.op == "call_function"
        for body in bodies
        if isinstance(body, GraphModule)
        for inner in body.graph.nodes
    )
