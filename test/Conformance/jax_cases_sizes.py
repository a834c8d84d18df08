"""Cases of sizes that compilers tile, and gradients of the cases of the other files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

import jax
import jax.scipy.fft
import jax.scipy.signal
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax_arguments import c
from jax_cases import Case, Function, make_cases

# A tile and more of each kind.
SIZES = (16, 17, 33, 100, 1000)
NUMPY = """
    abs angle average conj cos cumprod cumsum diff exp fft.fft fft.fftshift fft.ifft
    fft.irfft flip log max mean median outer ptp prod real roll sort sqrt std sum tanh trapezoid
""".split()


def recur(left: Any, right: Any) -> Any:
    """Compose two steps of a linear recurrence."""
    return left[0] * right[0], left[1] * right[0] + right[1]


# Of one vector within the unit circle.
FUNCTIONS: dict[str, Function] = {
    "arange": lambda x: x * jnp.arange(len(x)),
    "associative_scan": lambda x: lax.associative_scan(recur, (x, x)),
    "associative_scan, backwards": lambda x: lax.associative_scan(recur, (x, x), reverse=True),
    "concatenate": lambda x: jnp.concatenate([x, x[:-1], x[::-1]]),
    "convolve": lambda x: jnp.convolve(x, x[:7]),
    "cumsum, backwards": lambda x: lax.cumsum(x, reverse=True),
    "dct": lambda x: jax.scipy.fft.dct(x.real),
    "fftconvolve": lambda x: jax.scipy.signal.fftconvolve(x, x),
    "flip of a matrix": lambda x: jnp.flip(x[:, None] * x[:5]),
    "idct": lambda x: jax.scipy.fft.idct(x.real),
    "mask": lambda x: jnp.where(np.arange(len(x)) % 3 == 0, x, 0),
    "matmul": lambda x: (x[:, None] * x[:5]).T @ (x[:, None] * x[:3]),
    "pad": lambda x: jnp.pad(x, (2, 3), mode="reflect"),
    "rfft": lambda x: jnp.fft.rfft(x.real),
    "scan": lambda x: lax.scan(lambda h, x: (h * 0.5j + x, h), 0j * x[0], x)[1],
    "scan, backwards": lambda x: lax.scan(
        lambda h, x: (h * 0.5j + x, h), 0j * x[0], x, reverse=True
    )[1],
    "set, every other": lambda x: x.at[::2].set(x[1::2].sum()),
    "set, shifted": lambda x: x.at[1:].set(x[:-1] * 2),
    "take": lambda x: x[(np.arange(len(x)) * 7) % len(x)],
    "transpose": lambda x: (x[:, None] * x[:5]).T,
    "add at": lambda x: jnp.zeros(5, x.dtype).at[np.arange(len(x)) % 5].add(x),
}


def find(name: str) -> Any:
    """Return a function of jax.numpy."""
    found: Any = jnp
    for part in name.split("."):
        found = getattr(found, part)
    return found


def list_cases(others: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases; the gradients are of the first of each function that has one."""
    functions = {**{name: find(name) for name in NUMPY}, **FUNCTIONS}
    for name, function in functions.items():
        rows = [(shrink(function), c(size)) for size in SIZES]
        yield from make_cases("jax sizes", name, rows, SINGLE)
        rows = [(differentiate(shrink(function), 0), c(size)) for size in (17, 100)]
        yield from make_cases("jax gradients of sizes", name, rows, SINGLE)
    seen = set()
    for case in others:
        kinds = [argument.kind for argument in case.arguments]
        places = [i for i, kind in enumerate(kinds) if kind not in ("integer", "boolean")]
        is_small = all(0 not in argument.shape for argument in case.arguments)
        if (case.suite, case.name) not in seen and places and is_small and case.suite != "jax":
            seen.add((case.suite, case.name))
            gradient = differentiate(case.function, places[0])
            suite = f"{case.suite} gradients"
            yield dataclasses.replace(case, suite=suite, function=gradient, dtypes=SINGLE)


SINGLE = ("complex64",)


def shrink(function: Function) -> Function:
    """Return a function of a vector that is scaled into the unit circle before."""
    return lambda x: function(x / (1 + jnp.abs(x)))


def differentiate(function: Function, place: int) -> Function:
    """Return the gradient, by an argument, of the mean squares of the results of a function."""

    def measure(*arguments: Any) -> Any:
        results = jax.tree_util.tree_leaves(function(*arguments))
        inexact = [x for x in results if jnp.issubdtype(x.dtype, jnp.inexact)]
        return sum(jnp.mean(jnp.abs(x) ** 2) for x in inexact)

    return jax.grad(measure, argnums=place)
