"""Each way around IREE is needed: without it an input is refused or computed wrongly.

Where one of these fails, IREE has mended the fault, and the way around it can go.
"""

from collections.abc import Callable
from typing import Any

import iree.compiler
import jax
import jax.scipy.fft
import jax.scipy.linalg
import numpy as np
import pytest
import torch
from jax import lax
from jax import numpy as jnp

import milcomplex.jax
import milcomplex.torch
from milcomplex.backends.iree import compilation, preparation

RNG = np.random.default_rng(0)


def draw(*shape: int) -> Any:
    """Return complex numbers."""
    return (RNG.normal(size=(*shape, 2)) @ [1, 1j]).astype(np.complex64)


def is_right(compile: Callable[[], Any], arguments: Any, expected: Any) -> bool:
    """Whether a program compiles, runs and returns what it is to."""
    try:
        found = np.asarray(compile()(*arguments))
    except (IndexError, RuntimeError, iree.compiler.CompilerToolError):
        return False
    expected = np.asarray(expected)
    return bool(np.allclose(found, expected, 1e-4, 1e-4 * np.max(np.abs(expected))))


def write_product(x: Any) -> Any:
    """Put a product of a part of a matrix in its place."""
    y = x.T @ x
    return y.at[:3].set(y[:3, :3] @ y[:3])


def begin_with_zeros(y: Any) -> Any:
    """Write into zeros that both parts of a loop begin with."""

    def step(_: Any, y: Any) -> Any:
        stages = jnp.zeros((3, 3), y.dtype).at[0].set(y)

        def add(i: Any, stages: Any) -> Any:
            return stages.at[i].set((y + stages[i - 1]) * 0.5j)

        return lax.fori_loop(1, 3, add, stages)[-1]

    return lax.fori_loop(0, 3, step, y)


def add_windows(x: Any) -> Any:
    """Add what is in windows."""
    return lax.reduce_window(x, 0j, lax.add, (2, 3), (1, 1), "SAME")


def differentiate_factor(x: Any) -> Any:
    """Return the gradient of a Cholesky factor."""
    a = x @ x.conj().T + 3 * jnp.eye(3)
    return jax.grad(lambda a: jnp.sum(jnp.abs(jnp.linalg.cholesky(a)) ** 2))(a)


MODELS: list[tuple[str, Any, Any]] = [
    ("barriers", write_product, draw(3, 64).real),
    ("copies", begin_with_zeros, draw(3)),
    ("fills", add_windows, draw(4, 6)),
    ("slices", jax.scipy.fft.dctn, draw(4, 6).real),
    ("functions", lambda x: jnp.sin(x * 1e5), draw(9).real),
    ("--iree-dispatch-creation-fuse-multi-use=false", differentiate_factor, draw(3, 3)),
]


@pytest.mark.parametrize("way, model, x", MODELS, ids=[model[0] for model in MODELS])
def test_way_is_needed(way: str, model: Any, x: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    module = milcomplex.jax.export(model, x)
    expected = jax.jit(model)(x)
    assert is_right(module.compile, [x], expected)
    monkeypatch.delitem(preparation.STEPS, way, raising=False)
    flags = tuple(flag for flag in compilation.FLAGS if flag != way)
    monkeypatch.setattr(compilation, "FLAGS", flags)
    assert not is_right(module.compile, [x], expected)


def test_transposes_are_not_to_be_propagated(monkeypatch: pytest.MonkeyPatch) -> None:
    z = torch.from_numpy(draw(3, 4))

    def model(z: torch.Tensor) -> torch.Tensor:
        return torch.exp(z).permute(1, 0).contiguous()

    module = milcomplex.torch.export(model, z)
    assert is_right(module.compile, [z], model(z))
    flag = "--iree-global-opt-propagate-transposes=false"
    flags = tuple(other for other in compilation.FLAGS if other != flag)
    assert len(flags) == len(compilation.FLAGS) - 1
    monkeypatch.setattr(compilation, "FLAGS", flags)
    assert not is_right(module.compile, [z], model(z))
