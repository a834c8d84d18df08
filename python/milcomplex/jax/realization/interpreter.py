"""Evaluates jaxprs on pairs in the place of complex arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from milcomplex.jax.internals import core, source_info_util
from milcomplex.jax.realization.pairs import Complex
from milcomplex.jax.realization.rules import (
    BINARY,
    FUNCTIONS,
    PARTWISE,
    RULES,
    apply_function,
    apply_to_parts,
    contract,
)
from milcomplex.lowering import Diagnostic, LoweringError

RANGES = ("basic", "portable")
# Primitives that call a jaxpr, and the parameter that holds it.
CALLS = ("jaxpr", "call_jaxpr", "fun_jaxpr")
CONTROL_FLOW = ("cond", "scan", "while")


def is_complex(value: Any) -> bool:
    """Whether a variable or an array is complex."""
    aval = getattr(value, "aval", value)
    dtype = getattr(aval, "dtype", None)
    return dtype is not None and jnp.issubdtype(dtype, jnp.complexfloating)


def list_jaxprs(equation: Any) -> Iterator[Any]:
    """Yield the jaxprs in the parameters of an equation."""
    for value in equation.params.values():
        for leaf in value if isinstance(value, (tuple, list)) else (value,):
            if isinstance(leaf, (core.Jaxpr, core.ClosedJaxpr)):
                yield leaf.jaxpr if isinstance(leaf, core.ClosedJaxpr) else leaf


def has_complex(jaxpr: Any) -> bool:
    """Whether a jaxpr has complex values."""
    return any(map(is_complex, (*jaxpr.invars, *jaxpr.constvars, *jaxpr.outvars))) or any(
        concerns_complex(equation) for equation in jaxpr.eqns
    )


def concerns_complex(equation: Any) -> bool:
    """Whether an equation has complex operands or results, or a jaxpr with complex values."""
    return any(map(is_complex, (*equation.invars, *equation.outvars))) or any(
        map(has_complex, list_jaxprs(equation))
    )


def list_unsupported(jaxpr: Any, caller: Any = None) -> Iterator[Diagnostic]:
    """Yield an error for each equation that no rule supports, at its line or that of its caller."""
    for equation in jaxpr.eqns:
        if not concerns_complex(equation):
            continue
        name = equation.primitive.name
        frame = source_info_util.user_frame(equation.source_info.traceback) or caller
        known = (*RULES, *PARTWISE, *FUNCTIONS, *BINARY, *CONTROL_FLOW)
        if name not in known and not any(key in equation.params for key in CALLS):
            file, line = (frame.file_name, frame.start_line) if frame else ("<unknown>", None)
            message = f"'{name}' of complex numbers is not supported"
            yield Diagnostic("error", file, line, None, message)
        for inner in list_jaxprs(equation):
            yield from list_unsupported(inner, frame)


class Interpreter:
    """Evaluates jaxprs; equations without complex values are bound as they are."""

    def __init__(self, complex_range: str) -> None:
        """Evaluate with formulas of a complex-range."""
        self.complex_range = complex_range

    def run(self, jaxpr: Any, constants: Sequence[Any], arguments: Sequence[Any]) -> list[Any]:
        """Return the results of a jaxpr."""
        values: dict[Any, Any] = {}

        def read(variable: Any) -> Any:
            if not isinstance(variable, core.Literal):
                return values[variable]
            return split(variable.val) if is_complex(variable) else variable.val

        def write(variables: Sequence[Any], results: Sequence[Any]) -> None:
            values.update(zip(variables, results, strict=True))

        write(jaxpr.constvars, [split(c) if is_complex(c) else c for c in constants])
        write(jaxpr.invars, arguments)
        for equation in jaxpr.eqns:
            operands = [read(variable) for variable in equation.invars]
            place = source_info_util.user_context(equation.source_info.traceback)
            with place, equation.ctx.manager:
                if concerns_complex(equation):
                    results = self.evaluate(equation, operands)
                else:
                    parameters = equation.primitive.get_bind_params(equation.params)
                    results = equation.primitive.bind(*operands, **parameters)
            several = equation.primitive.multiple_results or isinstance(results, list)
            write(equation.outvars, results if several else [results])
        return [read(variable) for variable in jaxpr.outvars]

    def close(self, closed: Any) -> Callable[..., list[Any]]:
        """Return a jaxpr with its constants as a function of a list."""

        def call(operands: Sequence[Any]) -> list[Any]:
            return self.run(closed.jaxpr, closed.consts, operands)

        return call

    def evaluate(self, equation: Any, operands: list[Any]) -> Any:
        """Return what an equation with complex values returns."""
        name, parameters = equation.primitive.name, equation.params
        if name == "cond":
            return self.evaluate_cond(parameters, operands)
        if name == "scan":
            return self.evaluate_scan(parameters, operands)
        if name == "while":
            return self.evaluate_while(parameters, operands)
        if name in PARTWISE:
            return apply_to_parts(equation.primitive, parameters, operands)
        if name in FUNCTIONS or name in BINARY:
            return apply_function(name, self.complex_range, operands)
        if RULES.get(name) is contract:
            return contract(equation.primitive, parameters, *operands)
        if name in RULES:
            return RULES[name](self.complex_range, parameters, *operands)
        inner = next(parameters[key] for key in CALLS if key in parameters)
        constants = inner.consts if isinstance(inner, core.ClosedJaxpr) else ()
        return self.run(getattr(inner, "jaxpr", inner), constants, operands)

    def evaluate_cond(self, parameters: Any, operands: list[Any]) -> list[Any]:
        """Evaluate one of several branches."""
        index, *others = operands
        branches = [self.close(branch) for branch in parameters["branches"]]
        results: list[Any] = lax.switch(index, branches, others)
        return results

    def evaluate_scan(self, parameters: Any, operands: list[Any]) -> list[Any]:
        """Evaluate a loop over the leading axis."""
        first, second = parameters["num_consts"], parameters["num_carry"]
        constants, carried = operands[:first], operands[first : first + second]
        step = self.close(parameters["jaxpr"])

        def body(state: list[Any], items: list[Any]) -> tuple[list[Any], list[Any]]:
            results = step([*constants, *state, *items])
            return results[:second], results[second:]

        state, items = lax.scan(
            body,
            carried,
            operands[first + second :],
            length=parameters["length"],
            reverse=parameters["reverse"],
            unroll=parameters["unroll"],
        )
        return [*state, *items]

    def evaluate_while(self, parameters: Any, operands: list[Any]) -> list[Any]:
        """Evaluate a loop with a condition."""
        first, second = parameters["cond_nconsts"], parameters["body_nconsts"]
        of_test, of_body = operands[:first], operands[first : first + second]
        test, body = map(self.close, (parameters["cond_jaxpr"], parameters["body_jaxpr"]))
        results: list[Any] = lax.while_loop(
            lambda state: test([*of_test, *state])[0],
            lambda state: body([*of_body, *state]),
            operands[first + second :],
        )
        return results


def split(value: Any) -> Complex:
    """Return the parts of a constant."""
    array = np.asarray(value)
    return Complex(jnp.asarray(array.real), jnp.asarray(array.imag))


def realize(function: Callable[..., Any], /, complex_range: str = "portable") -> Callable[..., Any]:
    """Return a function without complex numbers.

    It computes with real arrays alone, so that its StableHLO has no complex type; it can be jitted,
    differentiated, vectorized and exported. Equations of real arrays are evaluated as they are.

    Parameters
    ----------
    function : callable
        A function that JAX can trace.
    complex_range : str
        How products, quotients and functions are computed: `portable`, or `basic`, the textbook
        formulas.

    Returns
    -------
    callable
        It accepts and returns a `Complex` in the place of each complex array.

    Raises
    ------
    ValueError
        If `complex_range` is another one.
    LoweringError
        When it is called, if the function has operations that are not supported; the diagnostics
        name each and its line.
    """
    if complex_range not in RANGES:
        raise ValueError(
            f"complex_range must be one of {', '.join(RANGES)}, but is {complex_range!r}"
        )

    def realized(*arguments: Any, **keywords: Any) -> Any:
        leaves, tree = jax.tree.flatten((arguments, keywords), is_leaf=is_pair)
        positional, named = jax.tree.unflatten(tree, list(map(describe, leaves)))
        closed, shapes = jax.make_jaxpr(function, return_shape=True)(*positional, **named)
        if errors := tuple(list_unsupported(closed.jaxpr)):
            raise LoweringError(errors)
        results = Interpreter(complex_range).run(closed.jaxpr, closed.consts, leaves)
        return jax.tree.unflatten(jax.tree.structure(shapes), results)

    return realized


def is_pair(value: Any) -> bool:
    """Whether a value stands for a complex array."""
    return isinstance(value, Complex)


def describe(leaf: Any) -> Any:
    """Return the shape and type of what an argument stands for."""
    if not isinstance(leaf, Complex):
        return jax.ShapeDtypeStruct(jnp.shape(leaf), jnp.result_type(leaf))
    dtype = jnp.promote_types(jnp.result_type(leaf.re), jnp.complex64)
    return jax.ShapeDtypeStruct(jnp.shape(leaf.re), dtype)
