"""Traces JAX functions to StableHLO."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import jax
from jaxlib.mlir import ir

from milcomplex.jax.constants import bind, separate
from milcomplex.jax.internals import core, mlir, partial_eval, source_info_util, wrap_main
from milcomplex.jax.rules import list_rules
from milcomplex.jax.statics import Statics
from milcomplex.jax.symbols import has_symbols
from milcomplex.jax.unsupported import refuse_exception
from milcomplex.signature import Array

# Errors name lines of the model, not ours.
source_info_util.register_exclusion(str(Path(__file__).parent))


@dataclass(frozen=True)
class Traced:
    """A traced function.

    Attributes
    ----------
    jaxpr : jax.core.ClosedJaxpr
        Its program.
    in_tree, out_tree : jax.tree_util.PyTreeDef
        Of its arguments, `(positional, keywords)`, and its result.
    input_names : tuple of str
        Of its flat arguments.
    statics : Statics
        The static arguments of the function.
    """

    jaxpr: Any
    in_tree: Any
    out_tree: Any
    input_names: tuple[str, ...]
    statics: Statics


@dataclass(frozen=True)
class Program:
    """A function as a module of StableHLO.

    Attributes
    ----------
    module : ir.Module
        Its function is `main`.
    in_tree, out_tree : jax.tree_util.PyTreeDef
        Of its arguments, `(positional, keywords)`, and its result.
    input_names : tuple of str
        Of the flat arguments of `main`.
    in_avals, out_avals : tuple
        Shapes and types in JAX, of the flat arguments of `main` and of its flat results.
    statics : Statics
        The static arguments of the function.
    kept : tuple of int
        Which flat arguments of the function are those of `main`.
    constants : mapping of str to array
        The data of resources.
    """

    module: ir.Module
    in_tree: Any
    out_tree: Any
    input_names: tuple[str, ...]
    in_avals: tuple[Any, ...]
    out_avals: tuple[Any, ...]
    statics: Statics
    kept: tuple[int, ...]
    constants: Mapping[str, Array] = field(default_factory=dict)

    @staticmethod
    def of(traced: Traced) -> Program:
        """Lower a traced function.

        Raises
        ------
        LoweringError
            If JAX has no way to lower an operation.
        """
        separated, large = separate(traced.jaxpr)
        module = lower_to_stablehlo(replace(traced, jaxpr=separated))
        return Program(
            module,
            traced.in_tree,
            traced.out_tree,
            traced.input_names,
            tuple(traced.jaxpr.in_avals),
            tuple(traced.jaxpr.out_avals),
            traced.statics,
            tuple(range(len(traced.input_names))),
            bind(module, large),
        )


def trace(
    function: Callable[..., Any] | jax.stages.Traced,
    arguments: Sequence[Any],
    keywords: Mapping[str, Any],
) -> Traced:
    """Trace a function, jitted or not, unless it has been.

    Raises
    ------
    TypeError
        If it has been, and there are arguments.
    """
    if isinstance(function, jax.stages.Traced):
        if arguments or keywords:
            raise TypeError("what jax.jit(...).trace returned has its arguments already")
        traced: Any = function
    else:
        jitted: Any = function if isinstance(function, jax.stages.Wrapped) else jax.jit(function)
        traced = jitted.trace(*arguments, **keywords)
    names = traced.jaxpr.jaxpr.debug_info.safe_arg_names(len(traced.jaxpr.in_avals))
    statics = Statics.of(function, arguments, keywords)
    return Traced(traced.jaxpr, traced.in_tree, traced.out_tree, tuple(names), statics)


def drop_dead(closed: Any) -> Any:
    """Return a program without dead code, in loops and branches too.

    MLIR's passes leave it in loops: the next iteration uses what a loop carries.
    """
    jaxpr, _ = partial_eval.dce_jaxpr(
        closed.jaxpr, [True] * len(closed.jaxpr.outvars), instantiate=True
    )
    return closed.replace(jaxpr=jaxpr)


def lower_to_stablehlo(traced: Traced) -> ir.Module:
    """Return a module of StableHLO, and of milcomplex where our rules say so.

    All arguments are kept, those that are not used included.

    Raises
    ------
    LoweringError
        If JAX has no way to lower an operation.
    """
    closed = drop_dead(traced.jaxpr)
    # As a function of the flat arguments, which may not drop those that it does not use.
    flat = jax.jit(core.jaxpr_as_fun(closed), keep_unused=True)
    make: Any = jax.ShapeDtypeStruct
    avals = [make(aval.shape, aval.dtype) for aval in closed.in_avals]
    rules: Any = list_rules()
    parameters = mlir.LoweringParameters(override_lowering_rules=rules)
    try:
        lowered = flat.trace(*avals).lower(
            lowering_platforms=("cpu",), _private_parameters=parameters
        )
    except (NotImplementedError, jax.errors.InconclusiveDimensionOperation) as error:
        raise refuse_exception(error) from error
    module = cast(ir.Module, lowered.compiler_ir("stablehlo"))
    if has_symbols(avals):
        wrap_main(module, closed.in_avals)
    return module
