"""Primitives that JAX lowers to calls of LAPACK on CPUs, but has algorithms of its own for."""

from typing import Any

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule, find_portable_rule

RULES: dict[Any, Rule] = {
    primitive: find_portable_rule(primitive)
    for primitive in (linalg.lu_p, linalg.ormqr_p, linalg.tridiagonal_solve_p)
}
