"""Exports JAX functions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from milcomplex.jax.arguments import Adapter, read_values
from milcomplex.jax.effects import drop_effects
from milcomplex.jax.legalization import legalize
from milcomplex.jax.tracing import Traced, lower_to_stablehlo, trace
from milcomplex.module import Module, Source
from milcomplex.signature import Signature


def export(
    function: Callable[..., Any],
    /,
    *arguments: Any,
    lowering: Mapping[str, object] | None = None,
    without_effects: bool = False,
    **keywords: Any,
) -> Module:
    """Export a JAX function for arguments of given shapes and types.

    Parameters
    ----------
    function : callable
        A function that JAX can trace, the result of `jax.jit`, whose static arguments are given
        by value, or that of `jax.jit(...).trace`, without arguments.
    *arguments, **keywords
        Arguments to trace it with: pytrees of arrays, `jax.ShapeDtypeStruct` and numbers. Only
        shapes and types matter.
    lowering : mapping, optional
        Options of `milcomplex.lower`: `{"fft_form": "vector"}`.
    without_effects : bool
        Whether to leave out, with a warning that names the line, what has no result that the
        program needs: debug callbacks, checks of checkify and of equinox.error_if, io_callback
        without results.

    Returns
    -------
    Module
        It accepts the arguments of the function, of those shapes and types, with or without the
        static ones, and returns its results, as JAX arrays where JAX has their types, else as
        NumPy's. Its inputs are named as the function's parameters, `x` and `params['w']`, its
        outputs by their place in the result, `['y'][0]`, `result` if that is one array.

    Raises
    ------
    ValueError
        If the shape of an argument is symbolic.
    LoweringError
        If the function holds an operation that is not supported; the diagnostics name it and the
        line of the function that it comes from.
    """
    options = dict(lowering or {})
    traced = trace(function, arguments, keywords)
    if without_effects:
        traced = replace(traced, jaxpr=drop_effects(traced.jaxpr))
    check_static(traced)
    module = lower_to_stablehlo(traced)
    inputs, outputs = read_values(module, traced)
    adapter = Adapter.of(traced)
    return Module.of(
        Source(legalize(module), options),
        Signature(inputs, outputs),
        "main",
        adapter.flatten,
        adapter.unflatten,
    )


def check_static(traced: Traced) -> None:
    """Raise ValueError where the shape of an argument is symbolic."""
    for name, aval in zip(traced.input_names, traced.jaxpr.in_avals, strict=True):
        if not all(isinstance(size, int) for size in aval.shape):
            raise ValueError(f"argument {name!r} must have a static shape, but has {aval.shape}")
