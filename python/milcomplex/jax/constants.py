"""Large constants of programs, which are not copied into modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from jaxlib.mlir import ir

from milcomplex.jax.internals import core
from milcomplex.large_constants import LARGE, check_name, name_constant
from milcomplex.signature import Array

KINDS = "fci"


def is_large(constant: Any) -> bool:
    """Whether a constant of a program becomes a resource: arith has constants of its type."""
    dtype = getattr(constant, "dtype", None)
    return isinstance(dtype, np.dtype) and dtype.kind in KINDS and constant.nbytes >= LARGE


def separate(closed: Any) -> tuple[Any, list[Array]]:
    """Return a program whose large constants are its first arguments, and the constants.

    Those of the jitted functions that it calls are among them.
    """
    separated, large = move_out(closed)
    return separated, [np.ascontiguousarray(constant) for constant in large.values()]


def move_out(closed: Any) -> tuple[Any, dict[Any, Any]]:
    """Return a program whose first arguments are variables, and the large constants that they are.

    It is the one that is passed if there are none.
    """
    jaxpr = closed.jaxpr
    pairs = list(zip(jaxpr.constvars, closed.consts, strict=True))
    large = {variable: constant for variable, constant in pairs if is_large(constant)}
    small = [pair for pair in pairs if pair[0] not in large]
    equations = [move_out_of_call(equation, large) for equation in jaxpr.eqns]
    if not large:
        return closed, {}
    info = jaxpr.debug_info
    changed = jaxpr.replace(
        constvars=[variable for variable, _ in small],
        invars=[*large, *jaxpr.invars],
        eqns=equations,
        debug_info=info._replace(arg_names=("",) * len(large) + tuple(info.arg_names or ())),
    )
    return closed.replace(jaxpr=changed, consts=[constant for _, constant in small]), large


def move_out_of_call(equation: Any, large: dict[Any, Any]) -> Any:
    """Return a call of a jitted function that is passed its large constants, which are added."""
    if equation.primitive.name != "jit":
        return equation
    inner, found = move_out(equation.params["jaxpr"])
    if not found:
        return equation
    # A variable is one in the caller, too.
    large.update(found)
    return equation.replace(
        primitive=core.closed_call_p,
        params={"call_jaxpr": inner},
        invars=[*found, *equation.invars],
    )


def bind(module: ir.Module, constants: list[Array]) -> Mapping[str, Array]:
    """Make the first arguments of the main function constants; return their data by name.

    A module has the first element of each alone.

    Raises
    ------
    RuntimeError
        If the context of the module has a resource of one of the names.
    """
    if not constants:
        return {}
    main = next(
        op.operation
        for op in module.body
        if ir.StringAttr(op.attributes["sym_name"]).value == "main"
    )
    block = main.regions[0].blocks[0]
    bound: dict[str, Array] = {}
    with module.context, ir.Location.unknown(), ir.InsertionPoint.at_block_begin(block):
        for number, constant in enumerate(constants):
            name = name_constant(number)
            argument = block.arguments[0]
            data: Any = constant.reshape(-1)[:1].view(np.uint8)
            value = ir.DenseResourceElementsAttr.get_from_buffer(
                data, name, argument.type, constant.itemsize
            )
            check_name(value, name)
            made = ir.Operation.create(
                "arith.constant", results=[argument.type], attributes={"value": value}
            )
            argument.replace_all_uses_with(made.result)
            block.erase_argument(0)
            bound[name] = constant
        type_ = ir.FunctionType(ir.TypeAttr(main.attributes["function_type"]).value)
        kept = ir.FunctionType.get(type_.inputs[len(constants) :], type_.results)
        main.attributes["function_type"] = ir.TypeAttr.get(kept)
        if "arg_attrs" in main.attributes:
            attributes = list(ir.ArrayAttr(main.attributes["arg_attrs"]))[len(constants) :]
            main.attributes["arg_attrs"] = ir.ArrayAttr.get(attributes)
    return bound
