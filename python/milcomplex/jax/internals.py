"""The internals of JAX that are used, which may change any time: only this imports jax._src."""

import inspect
from typing import Any

from jax._src import core, source_info_util
from jax._src.array import ArrayImpl
from jax._src.interpreters import mlir, partial_eval, pxla
from jax._src.lax import linalg, slicing

__all__ = [
    "ArrayImpl",
    "core",
    "linalg",
    "list_kept",
    "mlir",
    "partial_eval",
    "pxla",
    "read_static_arguments",
    "slicing",
    "source_info_util",
]


def read_static_arguments(
    function: Any,
) -> tuple[tuple[int, ...], frozenset[str], inspect.Signature | None]:
    """Return the positions and the names of the static arguments of a function, and its signature.

    One that is not jitted has none.
    """
    info = getattr(function, "_jit_info", None)
    if info is None:
        return (), frozenset(), None
    return tuple(info.static_argnums), frozenset(info.static_argnames), info.fun_signature


def list_kept(lowered: Any) -> tuple[int, ...]:
    """Return which flat arguments the module of a jax.stages.Lowered accepts."""
    return tuple(sorted(lowered._lowering.compile_args["kept_var_idx"]))
