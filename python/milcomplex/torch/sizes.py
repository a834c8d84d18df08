"""Writes the conditions on dynamic sizes as guards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sympy
import torch
from torch.export import ExportedProgram
from torch.export.graph_signature import TensorArgument
from torch.fx import Node
from torch.utils import _pytree as pytree
from torch.utils._sympy.functions import FloorDiv
from torch.utils._sympy.printers import PythonPrinter

from milcomplex.torch.arguments import list_inputs

aten = torch.ops.aten
SQUEEZES = (aten.squeeze.default, aten.squeeze.dim, aten.squeeze.dims)


def name_sizes(program: ExportedProgram) -> dict[Any, Any]:
    """Return each dynamic size as an expression of the symbols of a program.

    The keys are symbols with the names of sizes in guards, `shapes[1][0]`.
    """
    shapes = [
        node.meta["val"].shape
        for argument, node in list_inputs(program)
        if isinstance(argument, TensorArgument)
    ]
    return {
        sympy.Symbol(f"shapes[{number}][{axis}]", integer=True, nonnegative=True): size.node.expr
        for number, shape in enumerate(shapes)
        for axis, size in enumerate(shape)
        if not isinstance(size, int)
    }


def place_symbols(sizes: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return the symbols of a program as expressions of named sizes."""
    places: dict[Any, Any] = {}
    for size, expression in sizes.items():
        if expression.is_Symbol:
            places.setdefault(expression, size)
    for size, expression in sizes.items():
        # If a size is 2 * n, there may be no size n.
        for symbol in expression.free_symbols - places.keys():
            if factor := expression.coeff(symbol):
                places[symbol] = FloorDiv(size - expression.coeff(symbol, 0), factor)
    return places


def list_squeezed(source: Node, axes: int | Sequence[int] | None = None) -> Iterator[Any]:
    """Yield the conditions on the sizes that a tensor is squeezed along: they are not 1."""
    shape: Sequence[Any] = source.meta["val"].shape
    if axes is None:
        axes = range(len(shape))
    for axis in [axes] if isinstance(axes, int) else axes:
        if not isinstance(shape[axis], int):
            yield sympy.Ne(shape[axis].node.expr, 1)


def list_conditions(program: ExportedProgram) -> Iterator[Any]:
    """Yield the conditions on the symbols of a program, sizes and others."""
    for expression, bounds in program.range_constraints.items():
        # PyTorch assumes a size without a range to be at least 2, but accepts smaller ones.
        if bounds.lower.is_Integer and bounds.lower > 2:
            yield expression >= bounds.lower
        if bounds.upper.is_Integer:
            yield expression <= bounds.upper
    environments = set()
    for node in program.graph.nodes:
        value = node.meta.get("val")
        sizes: Sequence[Any] = value.shape if isinstance(value, torch.Tensor) else ()
        environments |= {size.node.shape_env for size in sizes if not isinstance(size, int)}
        if node.target == aten._assert_scalar.default and isinstance(node.args[0], Node):
            yield node.args[0].meta["val"].node.expr
        elif node.target in SQUEEZES:
            yield from list_squeezed(*node.args)
    for environment in environments:
        for guard in environment.guards:
            yield environment.replace(guard.expr)


def list_saved(program: ExportedProgram) -> Iterator[str]:
    """Yield the guards that PyTorch wrote for a program, the only ones of a saved program.

    `L['x'][0].size()[1]` is a size in them.
    """
    names = program.module_call_graph[0].signature.forward_arg_names
    spec = program.call_spec.in_spec
    if not names or spec is None:
        return
    arguments, keywords = pytree.tree_unflatten(range(spec.num_leaves), spec)
    trees = dict(zip(names, (*arguments, *keywords.values()), strict=True))
    inputs = enumerate(list_inputs(program))
    tensors = [number for number, (one, _) in inputs if isinstance(one, TensorArgument)]
    sources = {}
    for path, leaf in pytree.tree_leaves_with_path(trees):
        if leaf in tensors:
            name = pytree.keystr(path)
            # The names of *x are x_0, x_1, ...
            for text in (name, re.sub(r"_(\d+)'\]", r"'][\1]", name, count=1)):
                sources[f"L{text}.size()"] = f"shapes[{tensors.index(leaf)}]"
    for guard in program._guards_code:
        for source, size in sources.items():
            guard = guard.replace(source, size)
        if "L[" not in guard:
            yield guard


def list_guards(program: ExportedProgram) -> tuple[str, ...]:
    """Return the guards of a program, without conditions on elements of tensors."""
    sizes = name_sizes(program)
    places = place_symbols(sizes)
    named = {expression: size for size, expression in reversed(sizes.items())} | places
    conditions = [
        *(sympy.Eq(size, expression.xreplace(places)) for size, expression in sizes.items()),
        *(
            condition.xreplace(named)
            for condition in list_conditions(program)
            if condition.free_symbols <= places.keys()
        ),
    ]
    written = [PythonPrinter().doprint(one) for one in conditions if one != sympy.true]
    return tuple(dict.fromkeys([*written, *list_saved(program)]))
