"""Measures factorizations of complex matrices, lowered, beside jax.jit, which calls LAPACK.

Each is compiled to machine code by milcomplex and by jax.jit; they take turns in one process, on
one thread. Results are compared by the tests, not here.

Usage: .venv/bin/python benchmark/factorizations.py [--only NAMES] [--rounds N]
NAMES are parts of names of factorizations, with commas between. Prints a Markdown table, and, of
all, writes their section of docs/LinearAlgebra.md.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import numpy as np
from jax import numpy as jnp
from report import processor, table, write_section

import milcomplex.jax

COMMAND = ".venv/bin/python benchmark/factorizations.py"
PAGE = Path(__file__).parent.parent / "docs/LinearAlgebra.md"
# The shapes of the batches of matrices.
SHAPES = [(16, 16), (64, 64), (256, 256), (1000, 4, 4), (1000, 8, 8)]
# How long calls of one rival take in a turn, in seconds.
TURN = 0.05

Function = Callable[..., Any]
FACTORIZATIONS: dict[str, Function] = {
    "cholesky": jnp.linalg.cholesky,
    "lu": jax.lax.linalg.lu,
    "solve": lambda a: jnp.linalg.solve(a, a[..., :, :1]),
    "inverse": jnp.linalg.inv,
    "qr": lambda a: tuple(jnp.linalg.qr(a)),
    "eig": lambda a: tuple(jnp.linalg.eig(a)),
    "eigvals": jnp.linalg.eigvals,
    "schur": lambda a: tuple(jax.lax.linalg.schur(a)),
    "eigh": lambda a: tuple(jnp.linalg.eigh(a, symmetrize_input=False)),
    "svd": lambda a: tuple(jnp.linalg.svd(a, full_matrices=False)),
}


def draw(shape: tuple[int, ...], name: str) -> Any:
    """Return complex matrices, positive definite ones for `cholesky`."""
    generator = np.random.default_rng(0)
    a = generator.normal(size=shape) + 1j * generator.normal(size=shape)
    if name == "cholesky":
        a = a @ np.conj(np.swapaxes(a, -1, -2)) + np.eye(shape[-1])
    return a


def take_turns(calls: list[Callable[[], Any]], rounds: int) -> list[float]:
    """Return the least time of a call of each, in seconds, over turns of many calls."""
    counts, best = [], [float("inf")] * len(calls)
    for call in calls:
        call()
        start = time.perf_counter()
        call()
        counts.append(max(1, int(TURN / (time.perf_counter() - start))))
    for _ in range(rounds):
        for i, (call, count) in enumerate(zip(calls, counts, strict=True)):
            start = time.perf_counter()
            for _ in range(count):
                call()
            best[i] = min(best[i], (time.perf_counter() - start) / count)
    return best


def measure(name: str, shape: tuple[int, ...], rounds: int) -> list[str]:
    """Return the row of one factorization of matrices of one shape."""
    a = draw(shape, name)
    function = FACTORIZATIONS[name]
    start = time.perf_counter()
    compiled = milcomplex.jax.export(function, a).compile(target="native")
    seconds = time.perf_counter() - start
    reference = jax.jit(function)
    on_device = jnp.asarray(a)
    ours, theirs = take_turns(
        [
            lambda: jax.block_until_ready(compiled(on_device)),
            lambda: jax.block_until_ready(reference(on_device)),
        ],
        rounds,
    )
    size = " × ".join(str(n) for n in shape)
    times = [f"{ours * 1e6:.0f}", f"{theirs * 1e6:.0f}", f"{ours / theirs:.2f}", f"{seconds:.1f}"]
    return [name, size, *times]


def limit_threads() -> None:
    """Start again with one thread, since libraries read the number when they are loaded."""
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")}
    wanted = {**threads, "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false"}
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **wanted})


def main() -> None:
    """Measure, print and write."""
    limit_threads()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    jax.config.update("jax_enable_x64", True)
    names = [part for part in options.only.split(",") if part]
    rows = []
    for name in FACTORIZATIONS:
        if names and not any(part in name for part in names):
            continue
        for shape in SHAPES:
            rows.append(measure(name, shape, options.rounds))
            print(*rows[-1], flush=True)
    header = ["factorization", "matrices", "milcomplex, µs", "jax.jit, µs", "ratio", "compile, s"]
    text = f"{table(header, rows, 2)}\n\ncomplex128, one thread, on {processor()}."
    print(text)
    if not names:
        write_section(COMMAND, text, PAGE)


if __name__ == "__main__":
    main()
