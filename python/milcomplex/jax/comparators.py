"""Reads the comparisons by which sorts of StableHLO order their operands."""

from __future__ import annotations

from typing import Any, NamedTuple

from jaxlib.mlir import ir

# The NaN that JAX sorts by in the place of all, in each type.
NANS = ("0x7E00", "0x7FC0", "0x7FC00000", "0x7FF8000000000000")


class Key(NamedTuple):
    """What a sort compares of two elements.

    Attributes
    ----------
    operand : int
        The number of the operand.
    part : str
        "real" or "imag", or "" if it is the element itself.
    is_total : bool
        Whether zeros and NaNs of either sign differ.
    """

    operand: int
    part: str
    is_total: bool


def find_order(op: ir.Operation) -> tuple[str, list[bool]] | None:
    """Return LT or GT, and of each operand that a sort is by whether its order is total.

    Those are the first operands. Returns None for a sort by anything else.
    """
    block = op.regions[0].blocks[0]
    terms = list_terms(block.operations[len(block.operations) - 1].operands[0])
    if not terms or len({direction for direction, _ in terms}) != 1:
        return None
    orders: list[bool] = []
    keys = [key for _, key in terms]
    for operand in op.operands:
        if not keys:
            break
        element = ir.RankedTensorType(operand.type).element_type
        parts = ["real", "imag"] if isinstance(element, ir.ComplexType) else [""]
        expected = [Key(len(orders), part, keys[0].is_total) for part in parts]
        if keys[: len(parts)] != expected:
            return None
        del keys[: len(parts)]
        orders.append(expected[0].is_total)
    if keys:
        return None
    return terms[0][0], orders


def list_terms(value: ir.Value[Any]) -> list[tuple[str, Key]]:
    """Return the directions and keys of a lexicographic comparison, as JAX writes it, or nothing.

    It is `LT(x, y)`, or `LT(x, y) | EQ(x, y) & rest`.
    """
    operands = read_op(value, "stablehlo.or")
    if operands is None:
        first = read_comparison(value)
        return [first] if first is not None and first[0] in ("LT", "GT") else []
    first, others = read_comparison(operands[0]), read_op(operands[1], "stablehlo.and")
    if first is None or first[0] not in ("LT", "GT") or others is None:
        return []
    equality, rest = read_comparison(others[0]), list_terms(others[1])
    return [first, *rest] if equality == ("EQ", first[1]) and rest else []


def read_comparison(value: ir.Value[Any]) -> tuple[str, Key] | None:
    """Return the direction and the key of a comparison of the same of two elements."""
    operands = read_op(value, "stablehlo.compare")
    if operands is None:
        return None
    left, right = (read_key(operand) for operand in operands)
    if left is None or right is None:
        return None
    if left[0] % 2 != 0 or right != (left[0] + 1, *left[1:]):
        return None
    number, part, is_canonical = left
    is_total = "TOTALORDER" in read_attribute(value, "compare_type") and not is_canonical
    return read_attribute(value, "comparison_direction"), Key(number // 2, part, is_total)


def read_key(value: ir.Value[Any]) -> tuple[int, str, bool] | None:
    """Return the argument, the part of it and whether all zeros and all NaNs are equal in it."""
    inner = read_canonical(value)
    is_canonical = inner is not None
    value = value if inner is None else inner
    part = ""
    for name in ("real", "imag"):
        operands = read_op(value, f"stablehlo.{name}")
        if operands is not None:
            part, value = name, operands[0]
            break
    return (value.arg_number, part, is_canonical) if isinstance(value, ir.BlockArgument) else None


def read_canonical(value: ir.Value[Any]) -> ir.Value[Any] | None:
    """Return x of `x != x ? NaN : x == 0 ? 0 : x`, by which JAX has zeros and NaNs be equal."""
    outer = read_op(value, "stablehlo.select")
    inner = None if outer is None else read_op(outer[2], "stablehlo.select")
    if outer is None or inner is None:
        return None
    x = inner[2]
    is_nan, is_zero = (read_op(one[0], "stablehlo.compare") for one in (outer, inner))
    is_known = (
        (is_nan == [x, x] and read_attribute(outer[0], "comparison_direction") == "NE")
        and (read_attribute(inner[0], "comparison_direction") == "EQ")
        and (
            is_zero is not None and is_zero[0] == x and read_constant(is_zero[1]) == "0.000000e+00"
        )
        and (read_constant(inner[1]) == "0.000000e+00" and read_constant(outer[1]) in NANS)
    )
    return x if is_known else None


def read_op(value: ir.Value[Any], name: str) -> list[ir.Value[Any]] | None:
    """Return the operands of the op of a name that a value is the result of."""
    if isinstance(value, ir.BlockArgument):
        return None
    owner: Any = value.owner
    return list(owner.operands) if owner.name == name else None


def read_attribute(value: ir.Value[Any], name: str) -> str:
    """Return the last word of an attribute of the op that a value is the result of."""
    owner: Any = value.owner
    if name not in owner.attributes:
        return ""
    return str(owner.attributes[name]).split()[-1].rstrip(">")


def read_constant(value: ir.Value[Any]) -> str:
    """Return the only number of a constant as MLIR writes it, otherwise nothing."""
    if read_op(value, "stablehlo.constant") is None:
        return ""
    owner: Any = value.owner
    return str(owner.attributes["value"]).split(">")[0].removeprefix("dense<")
