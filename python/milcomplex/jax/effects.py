"""Leaves out what a program does beside computing its results: messages, checks, callbacks."""

from __future__ import annotations

import dis
import inspect
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import jax

from milcomplex.jax.internals import core, source_info_util

# Primitives that print or check, or call Python; they are left out if they have no results.
EFFECTS = ("check", "debug_callback", "debug_print", "io_callback")
CALLBACKS = ("io_callback", "pure_callback")


def drop_effects(closed: Any, outer: tuple[Any, ...] = ()) -> Any:
    """Return a program without effects, and warn of each; `outer` are equations that it is in.

    A branch of a condition that only raises an error, such as that of `equinox.error_if`, becomes
    one that returns zeros.
    """
    return closed.replace(jaxpr=rewrite(closed.jaxpr, outer))


def rewrite(jaxpr: Any, outer: tuple[Any, ...]) -> Any:
    """Return a jaxpr without effects, inside of its equations neither."""
    kept = []
    for equation in jaxpr.eqns:
        if equation.primitive.name in EFFECTS and not equation.outvars:
            warn(equation, outer)
            continue
        equation = expand(equation)
        parameters = {
            name: rewrite_parameter((equation, *outer), name, value)
            for name, value in equation.params.items()
        }
        changed = any(parameters[name] is not value for name, value in equation.params.items())
        effects = equation.effects
        if changed:
            inner = [one.effects for value in parameters.values() for one in list_jaxprs(value)]
            effects = effects & frozenset().union(*inner)
        kept.append(equation.replace(params=parameters, effects=effects))
    effects = frozenset().union(*(equation.effects for equation in kept))
    return jaxpr.replace(eqns=kept, effects=effects)


def expand(equation: Any) -> Any:
    """Return a call of what a library's own primitive is made of, such as lineax's; others as is.

    Its effects show only there.
    """
    primitive = equation.primitive
    implementation = getattr(primitive.impl, "func", primitive.impl)
    module = getattr(implementation, "__module__", None) or "jax"
    if module.split(".")[0] in ("jax", "jaxlib"):
        return equation

    def evaluate(*operands: Any) -> Any:
        return primitive.impl(*operands, **equation.params)

    avals = (variable.aval for variable in equation.invars)
    inner = jax.make_jaxpr(evaluate)(*(jax.ShapeDtypeStruct(a.shape, a.dtype) for a in avals))
    return equation.replace(
        primitive=core.closed_call_p, params={"call_jaxpr": inner}, effects=inner.effects
    )


def rewrite_parameter(outer: tuple[Any, ...], name: str, value: Any) -> Any:
    """Return a parameter of an equation without effects, if it is a program or several."""
    if outer[0].primitive.name == "cond" and name == "branches":
        return tuple(rewrite_branch(branch, outer) for branch in value)
    if isinstance(value, core.ClosedJaxpr):
        return drop_effects(value, outer)
    if isinstance(value, core.Jaxpr):
        return rewrite(value, outer)
    if isinstance(value, tuple) and any(list_jaxprs(value)):
        return tuple(rewrite_parameter(outer, "", one) for one in value)
    return value


def list_jaxprs(value: Any) -> Iterator[Any]:
    """Yield the jaxprs that a parameter of an equation is, or has in it."""
    if isinstance(value, core.ClosedJaxpr):
        yield value.jaxpr
    elif isinstance(value, core.Jaxpr):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from list_jaxprs(one)


def rewrite_branch(branch: Any, outer: tuple[Any, ...]) -> Any:
    """Return a branch without effects; zeros if it only raises an error."""
    raising = next(find_raising(branch.jaxpr), None)
    if raising is None:
        return drop_effects(branch, outer)
    warn(raising, outer)
    results = branch.out_avals
    return jax.make_jaxpr(
        lambda *_: [jax.numpy.zeros(result.shape, result.dtype) for result in results]
    )(*(jax.ShapeDtypeStruct(aval.shape, aval.dtype) for aval in branch.in_avals))


def find_raising(jaxpr: Any) -> Iterator[Any]:
    """Yield the calls of functions that do not return that a program always does."""
    for equation in jaxpr.eqns:
        if equation.primitive.name in CALLBACKS:
            if never_returns(equation.params["callback"].callback_func):
                yield equation
        elif equation.primitive.name != "cond":
            for inner in equation.params.values():
                for one in list_jaxprs(inner):
                    yield from find_raising(one)


def never_returns(function: Callable[..., Any]) -> bool:
    """Whether a function has no instruction that returns: it can only raise an error."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return False
    return not any(one.opname.startswith("RETURN_") for one in dis.get_instructions(code))


def find_library(callback: Any) -> str | None:
    """Return the folder of the package that a callback is from, if that is one."""
    function = getattr(callback, "callback_func", None)
    package = sys.modules.get(getattr(function, "__module__", "").split(".")[0])
    paths = getattr(package, "__path__", None)
    return f"{list(paths)[0]}/" if paths else None


def warn(equation: Any, outer: tuple[Any, ...]) -> None:
    """Warn that an equation is left out, and where it is from, innermost first."""
    tracebacks = [one.source_info.traceback for one in (equation, *outer)]
    frames = [frame for one in tracebacks for frame in source_info_util.user_frames(one)]
    # The lines of the library that checks, such as equinox, say nothing to its users.
    library = find_library(equation.params.get("callback"))
    theirs = [one for one in frames if not (library and one.file_name.startswith(library))]
    frame = next(iter(theirs or frames), None)
    place = f"{frame.file_name}:{frame.start_line}" if frame else "<unknown>"
    warnings.warn(f"{place}: {equation.primitive.name} is left out", stacklevel=2)
