"""Checks conditions on the sizes of arguments.

A guard is a condition in Python syntax, in which `shapes[1][0]` is size 0 of argument 1:
`shapes[1][0] == 2 * shapes[0][0]`.
"""

import ast
import copy
import math
import operator
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

Shapes = Sequence[Sequence[int]]

OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.And: lambda *values: all(values),
    ast.Div: operator.truediv,
    ast.Eq: operator.eq,
    ast.FloorDiv: operator.floordiv,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Mod: operator.mod,
    ast.Mult: operator.mul,
    ast.Not: operator.not_,
    ast.NotEq: operator.ne,
    ast.Or: lambda *values: any(values),
    ast.Pow: operator.pow,
    ast.Sub: operator.sub,
    ast.USub: operator.neg,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "floordiv": operator.floordiv,
    "math.ceil": math.ceil,
    "math.floor": math.floor,
    "math.trunc": math.trunc,
    "max": max,
    "min": min,
    "mod": operator.mod,
}


@cache
def parse(guard: str) -> ast.expr:
    """Return the syntax tree of a guard."""
    return ast.parse(guard, mode="eval").body


def find_size(node: ast.AST) -> tuple[int, int] | None:
    """Return the argument and the axis of a size."""
    match node:
        case ast.Subscript(
            ast.Subscript(ast.Name("shapes"), ast.Constant(int(number))), ast.Constant(int(axis))
        ):
            return number, axis
    return None


def evaluate(node: ast.expr, shapes: Shapes) -> Any:
    """Evaluate an expression for shapes.

    Raises
    ------
    ValueError
        If it holds anything but sizes, numbers, and operators and functions of these.
    """
    if size := find_size(node):
        return shapes[size[0]][size[1]]

    def apply(op: ast.AST, *operands: ast.expr) -> Any:
        return OPERATORS[type(op)](*(evaluate(operand, shapes) for operand in operands))

    match node:
        case ast.Constant(value):
            return value
        case ast.UnaryOp(op, operand) if type(op) in OPERATORS:
            return apply(op, operand)
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            return apply(op, left, right)
        case ast.BoolOp(op, values):
            return apply(op, *values)
        case ast.Compare(left, [op], [right]) if type(op) in OPERATORS:
            return apply(op, left, right)
        case ast.Call(function, operands) if ast.unparse(function) in FUNCTIONS:
            return FUNCTIONS[ast.unparse(function)](
                *(evaluate(operand, shapes) for operand in operands)
            )
    raise ValueError(f"'{ast.unparse(node)}' is not an expression of sizes")


class Naming(ast.NodeTransformer):
    """Writes sizes as those of named arguments, `x.shape[0]`, and records them."""

    def __init__(self, names: Sequence[str]) -> None:
        """Accept the names of the arguments."""
        self.names = names
        self.sizes: dict[str, tuple[int, int]] = {}

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:  # noqa: N802
        """Replace a size."""
        size = find_size(node)
        assert size is not None
        text = f"{self.names[size[0]]}.shape[{size[1]}]"
        self.sizes[text] = size
        return ast.Name(text)


def check_shapes(guards: Sequence[str], names: Sequence[str], shapes: Shapes) -> None:
    """Check the shapes of arguments, whose ranks are right.

    Raises
    ------
    ValueError
        If a guard does not hold.
    """
    for guard in guards:
        if evaluate(parse(guard), shapes):
            continue
        naming = Naming(names)
        rule = ast.unparse(naming.visit(copy.deepcopy(parse(guard))))
        found = [f"{text} is {shapes[i][axis]}" for text, (i, axis) in naming.sizes.items()]
        raise ValueError(f"the arguments must have {rule}, but {' and '.join(found)}")
