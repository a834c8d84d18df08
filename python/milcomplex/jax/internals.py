"""The internals of JAX that are used, which may change any time: only this imports jax._src."""

import inspect
from collections.abc import Sequence
from typing import Any

import jax
from jax._src import core, source_info_util
from jax._src.array import ArrayImpl
from jax._src.export import _export, shape_poly
from jax._src.interpreters import mlir, partial_eval, pxla
from jax._src.lax import linalg, slicing
from jax._src.lax import windowed_reductions as windows
from jaxlib.mlir import ir

__all__ = [
    "ArrayImpl",
    "core",
    "linalg",
    "list_kept",
    "mlir",
    "partial_eval",
    "pxla",
    "read_static_arguments",
    "shape_poly",
    "slicing",
    "source_info_util",
    "windows",
    "wrap_main",
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


def wrap_main(module: ir.Module, avals: Sequence[Any]) -> None:
    """Have the main function of a module compute its symbolic sizes from those of its arguments.

    JAX lowers them to its first arguments.

    Raises
    ------
    ValueError
        If a symbol does not follow from the sizes.
    """
    wrap: Any = _export._wrap_main_func
    wrap(
        module,
        avals,
        args_kwargs_tree=jax.tree_util.tree_structure((tuple(avals), {})),
        has_platform_index_argument=False,
        module_kept_var_idx=tuple(range(len(avals))),
        serialization_version=jax.export.maximum_supported_calling_convention_version,
    )
