"""Exports JAX functions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import jax

from milcomplex.jax.arguments import Adapter, read_values
from milcomplex.jax.artifacts import ARTIFACTS, read_artifact
from milcomplex.jax.calls import link
from milcomplex.jax.effects import drop_effects
from milcomplex.jax.legalization import legalize, write_text
from milcomplex.jax.stablehlo import convert_ops, read_module
from milcomplex.jax.symbols import list_guards
from milcomplex.jax.tracing import Program, trace
from milcomplex.large_constants import write_constants
from milcomplex.module import Module, Source
from milcomplex.signature import Signature


def export(
    function: Callable[..., Any] | jax.stages.Traced | jax.stages.Lowered | jax.export.Exported,
    /,
    *arguments: Any,
    lowering: Mapping[str, object] | None = None,
    without_effects: bool = False,
    **keywords: Any,
) -> Module:
    """Export a JAX function for arguments of given shapes and types.

    Parameters
    ----------
    function : callable, jax.stages.Traced, jax.stages.Lowered or jax.export.Exported
        A function that JAX can trace, the result of `jax.jit`, whose static arguments are given
        by value, or, without arguments, a `jax.stages.Traced`, a `jax.stages.Lowered` or a
        `jax.export.Exported`.
    *arguments, **keywords
        Arguments to trace it with: pytrees of arrays, `jax.ShapeDtypeStruct` and numbers. Only
        shapes and types matter. A size may be symbolic: one of `jax.export.symbolic_shape`.
    lowering : mapping, optional
        Options of `milcomplex.lower`: `{"fft_form": "matmul"}`.
    without_effects : bool
        Whether to leave out, with a warning that names the line, what has no result that the
        program needs: debug callbacks, checks of checkify and of equinox.error_if, io_callback
        without results.

    Returns
    -------
    Module
        It accepts the arguments of the function, of those shapes and types, with or without the
        static ones; symbolic sizes are any that satisfy the conditions on them. It returns its
        results, as JAX arrays where JAX has their types, else as NumPy's. Its inputs are named as
        the function's parameters, `x` and `params['w']`, its outputs by their place in the result,
        `['y'][0]`, `result` if that is one array.

    Raises
    ------
    ValueError
        If symbolic sizes do not follow from the shapes of the arguments: `b * n` alone.
    LoweringError
        If the function holds an operation that is not supported; the diagnostics name it and the
        line of the function that it comes from.
    """
    options = dict(lowering or {})
    if isinstance(function, ARTIFACTS):
        if arguments or keywords or without_effects:
            raise TypeError("what JAX has lowered has its arguments and effects already")
        program = read_artifact(function)
    else:
        traced = trace(function, arguments, keywords)
        if without_effects:
            traced = replace(traced, jaxpr=drop_effects(traced.jaxpr))
        program = Program.of(traced)
    inputs, outputs = read_values(program)
    adapter = Adapter.of(program)
    guards = list_guards(program.in_avals)
    text = write_text(legalize(program.module))
    return Module.of(
        Source(text, options, constants=write_constants(program.constants)),
        Signature(inputs, outputs, guards=guards),
        "main",
        adapter.flatten,
        adapter.unflatten,
        partial(link, adapter),
    )


def convert_stablehlo(module: str | bytes | Path) -> str:
    """Return the text of a module of StableHLO, converted to dialects that milc-opt has.

    Parameters
    ----------
    module : str, bytes or pathlib.Path
        As text, as bytecode, as a portable artifact or in a file.

    Raises
    ------
    LoweringError
        If it does not parse, or holds an operation, or a form of one, that JAX does not emit.
    """
    parsed = read_module(module)
    convert_ops(parsed)
    is_of_jax = "jax.uses_shape_polymorphism" in parsed.operation.attributes
    return write_text(legalize(parsed, may_expand=not is_of_jax))
