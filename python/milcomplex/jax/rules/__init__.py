"""Rules for primitives that JAX or StableHLO's passes do not lower well, or at all."""

from functools import cache
from typing import Any

from milcomplex.jax.rules import (
    bits,
    cumulative,
    elementwise,
    empty,
    factorizations,
    fourier,
    portable,
    reductions,
    scatter,
    slices,
    sort,
    spectra,
    windows,
)


@cache
def list_rules() -> tuple[tuple[Any, Any], ...]:
    """Return pairs of a primitive and its rule."""
    families = (
        bits,
        cumulative,
        elementwise,
        empty,
        factorizations,
        fourier,
        portable,
        reductions,
        scatter,
        slices,
        sort,
        spectra,
        windows,
    )
    return tuple(pair for family in families for pair in family.RULES.items())
