"""Products of two matrices."""

from functools import partial

import numpy as np

from programs.program import Array, Case, Program, draw_complex

SIZES = (256, 512, 1024)


def multiply(a: Array, b: Array) -> Array:
    """Return the product of arrays of NumPy or of JAX."""
    return np.asarray(a @ b) if isinstance(a, np.ndarray) else a @ b


def product(dtype: type[np.complexfloating], size: int) -> Case:
    """Make the product of two square matrices."""
    a, b = (draw_complex(size, size, seed=i).astype(dtype) for i in range(2))
    return Case(multiply, (a, b), multiply)


PROGRAMS = tuple(
    Program(
        f"matmul {size}x{size}x{size}, {np.dtype(dtype).name}",
        partial(product, dtype=dtype, size=size),
        {"size": 9},
        tolerance,
    )
    for dtype, tolerance in ((np.complex64, 1e-5), (np.complex128, 1e-13))
    for size in SIZES
)
