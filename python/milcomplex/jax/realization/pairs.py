"""Complex arrays as two real ones."""

from __future__ import annotations

from typing import Any, NamedTuple

import jax.numpy as jnp
from jax import Array, lax


class Complex(NamedTuple):
    """A complex array; a pytree of two leaves.

    Attributes
    ----------
    re, im : Array
        The parts, of one shape and type.
    """

    re: Any
    im: Any

    @staticmethod
    def of(z: Any) -> Complex:
        """Return the parts of an array."""
        return Complex(jnp.real(z), jnp.imag(z))

    def join(self) -> Array:
        """Return the complex array."""
        return lax.complex(jnp.asarray(self.re), jnp.asarray(self.im))


def get_part(value: Any, index: int) -> Any:
    """Return a part of a complex array; anything else as it is."""
    return value[index] if isinstance(value, Complex) else value
