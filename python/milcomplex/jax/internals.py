"""What is used of JAX that it may change at any time: nothing else imports jax._src."""

from jax._src import core, source_info_util
from jax._src.interpreters import mlir, partial_eval
from jax._src.lax import linalg, slicing

__all__ = ["core", "linalg", "mlir", "partial_eval", "slicing", "source_info_util"]
