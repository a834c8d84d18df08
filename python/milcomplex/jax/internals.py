"""The internals of JAX that are used, which may change any time: only this imports jax._src."""

from jax._src import core, source_info_util
from jax._src.interpreters import mlir, partial_eval, pxla
from jax._src.lax import linalg, slicing

__all__ = ["core", "linalg", "mlir", "partial_eval", "pxla", "slicing", "source_info_util"]
