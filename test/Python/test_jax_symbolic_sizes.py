"""JAX functions of arrays with symbolic sizes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp

import milcomplex.jax
from milcomplex import LoweringError, Module

C64, F32 = np.complex64, np.float32
RNG = np.random.default_rng(0)


def make_specs(shapes: str, dtype: Any, constraints: tuple[str, ...] = ()) -> list[Any]:
    """Return the types of arrays of shapes that semicolons separate, of one scope."""
    scope = jax.export.SymbolicScope(constraints)
    make: Any = jax.ShapeDtypeStruct
    return [make(jax.export.symbolic_shape(one, scope=scope), dtype) for one in shapes.split(";")]


def make_array(shape: tuple[int, ...], dtype: Any = C64) -> Any:
    """Return random numbers, small ones where they are integers."""
    if np.issubdtype(dtype, np.integer):
        return RNG.integers(0, 4, shape).astype(dtype)
    x = RNG.standard_normal((2, *shape))
    return (x[0] + 1j * x[1] if dtype == C64 else x[0]).astype(dtype)


def check(function: Callable[..., Any], compiled: Any, *arguments: Any) -> None:
    """Compare a call of a program with one of the function it was made from."""
    expected: Any = function(*map(jnp.asarray, arguments))
    found: Any = compiled(*arguments)
    for x, y in zip(jax.tree.leaves(expected), jax.tree.leaves(found), strict=True):
        assert (x.shape, x.dtype) == (y.shape, y.dtype)
        np.testing.assert_allclose(y, x, rtol=1e-4, atol=1e-4)


def elements(x: Any, y: Any) -> Any:
    return jnp.exp(x) * y + jnp.conj(x), x**3, x**5, jnp.where(jnp.abs(x) > 1, x, 0) + y[0]


def products(x: Any, y: Any) -> Any:
    return x @ y.T, jnp.einsum("bi,bj->bij", x, y), x.shape[1] * x, x.sum(0), jnp.mean(y)


def reshapes(x: Any, y: Any) -> Any:
    b, n = x.shape
    return (
        *(x.reshape(-1), x[:, None], x.reshape(n, b), y.reshape(-1)[: b * n // 2]),
        *(jnp.broadcast_to(x, (3, b, n)), jnp.repeat(x, 2, axis=0), jnp.tile(y, (1, 2))),
    )


def slices(x: Any, y: Any) -> Any:
    b, n = x.shape
    return (
        *(x[1:], x[:, ::2], x[::-1], x[: b // 2], lax.dynamic_slice(x, (b, 0), (1, n))),
        *(jnp.concatenate([x, y]), jnp.stack([x, y], 1), jnp.roll(y, 1, axis=1)),
        lax.dynamic_update_slice(x, y[:1, :1] * 2, (b, n)),
    )


def pads(x: Any, y: Any) -> Any:
    zero = jnp.zeros((), x.dtype)
    widths = [((1, 0, 2), (-1, 2, 0)), ((0, -1, 1), (x.shape[0], x.shape[1], 0))]
    return [lax.pad(x, zero + 1, one) for one in widths], jnp.pad(y, ((0, 0), (2, 1)))


def places(x: Any, y: Any) -> Any:
    rows = jnp.arange(x.shape[0]) // 2
    return x[rows], jnp.take(x, rows, axis=0, mode="clip"), y.at[rows].add(x), x[jnp.array([0, 9])]


def loops(x: Any, y: Any) -> Any:
    total, rows = lax.scan(lambda c, row: (c * 0.5 + row, c), y[0], x)
    doubled = lax.fori_loop(0, x.shape[1], lambda i, z: z + i, y)
    return total, rows, doubled, jnp.cumsum(x, axis=1), jnp.cumprod(y, axis=0)


def squares(x: Any, y: Any) -> Any:
    a = x @ x.conj().T + 3 * jnp.eye(x.shape[0])
    return jnp.tril(a), jnp.trace(a), jnp.linalg.solve(a, y), jnp.linalg.cholesky(a)


def gradients(x: Any, y: Any) -> Any:
    return jax.grad(lambda x: jnp.sum(jnp.abs(jnp.exp(x) * y[:1]) ** 2))(x)


PROGRAMS = [elements, products, reshapes, slices, pads, places, loops, squares, gradients]


@pytest.mark.parametrize("function", PROGRAMS, ids=lambda function: function.__name__)
def test_program_accepts_all_sizes(function: Callable[..., Any]) -> None:
    compiled = milcomplex.jax.export(function, *make_specs("b, n; b, n", C64)).compile()
    for shape in ((3, 4), (1, 1), (4, 7)):
        check(function, compiled, make_array(shape), make_array(shape))


def attend(x: Any) -> Any:
    """Return causal attention with rotary embeddings."""
    b, t, h, d = x.shape
    angles = jnp.arange(t)[:, None] * 100.0 ** (-jnp.arange(0, d, 2) / d)
    z = lax.complex(x[..., ::2], x[..., 1::2]) * jnp.exp(1j * angles)[None, :, None]
    q = jnp.stack([z.real, z.imag], -1).reshape(x.shape)
    scores = jnp.einsum("bthd,bshd->bhts", q, q) / d**0.5
    scores = jnp.where(jnp.tril(jnp.ones((t, t), bool)), scores, -jnp.inf)
    return jnp.einsum("bhts,bshd->bthd", jax.nn.softmax(scores), x)


def mix(x: Any) -> Any:
    """Return a block of FNet."""
    y = jnp.fft.fft2(x).real + x
    centered = y - y.mean(-1, keepdims=True)
    return jax.nn.gelu(centered / jnp.sqrt((centered**2).mean(-1, keepdims=True) + 1e-5))


def filter_modes(x: Any) -> Any:
    """Return a layer of a Fourier neural operator."""
    modes = jnp.einsum("bki,kio->bko", jnp.fft.rfft(x, axis=1)[:, :5], jnp.full((5, 3, 3), 1 + 2j))
    return jnp.fft.irfft(jnp.pad(modes, ((0, 0), (0, 4), (0, 0))), 16, axis=1) + x


def convolve(x: Any) -> Any:
    """Return convolutions and pools."""
    kernel = jnp.arange(108, dtype=F32).reshape(3, 3, 3, 4) / 50
    numbers = ("NHWC", "HWIO", "NHWC")
    y = lax.conv_general_dilated(x, kernel, (2, 1), "SAME", dimension_numbers=numbers)
    depthwise = kernel.reshape(6, 6, 3, 1).transpose(3, 2, 0, 1)[:, :, :3, :2].reshape(3, 1, 3, 2)
    z = lax.conv_general_dilated(
        x.transpose(0, 3, 1, 2), depthwise, (1, 1), ((1, 2), (0, 0)), None, (1, 2), None, 3
    )
    maxima = lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    return y, z, maxima, lax.cummax(x, axis=2), lax.cumlogsumexp(x, axis=1)


def sort(x: Any) -> Any:
    """Return what is sorted, along either axis."""
    return jnp.sort(x, axis=1), jnp.argsort(x, axis=0), lax.top_k(x, 2), jnp.median(x, axis=1)


MODELS: list[Any] = [
    (attend, "b, t, 2, 8", F32, (), [(2, 3, 2, 8), (1, 6, 2, 8)]),
    (mix, "b, 8, 16", F32, (), [(2, 8, 16), (5, 8, 16)]),
    (filter_modes, "b, 16, 3", F32, (), [(2, 16, 3), (5, 16, 3)]),
    (convolve, "b, h, w, 3", F32, ("h >= 3", "w >= 5"), [(2, 3, 5, 3), (1, 8, 6, 3)]),
    (sort, "b, n", F32, ("n >= 2",), [(1, 2), (5, 3), (2, 8), (7, 33)]),
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model[0].__name__)
def test_models(model: Any) -> None:
    function, shapes, dtype, constraints, sizes = model
    compiled = milcomplex.jax.export(function, *make_specs(shapes, dtype, constraints)).compile()
    for shape in sizes:
        check(function, compiled, make_array(shape, dtype))


def test_unsigned_integers() -> None:
    def model(x: Any) -> Any:
        last = 4 * x.shape[0]
        return x[::-1], jnp.concatenate([x + 200, x])[x[:, 0]], jnp.pad(x, ((0, last), (0, 0)))[x]

    compiled = milcomplex.jax.export(model, *make_specs("b, n", np.uint8)).compile()
    check(model, compiled, make_array((3, 4), np.uint8))
    # 255 is not -1.
    index = milcomplex.jax.export(
        lambda x, i: lax.dynamic_slice_in_dim(x, i, 1),
        *make_specs("b", F32),
        jax.ShapeDtypeStruct((), np.uint8),
    ).compile()
    assert index(np.array([1, 2, 3], F32), np.uint8(255)) == 3


def test_sizes_are_scalars() -> None:
    module = milcomplex.jax.export(lambda x: x.reshape(-1)[1:], *make_specs("b, n", F32))
    assert "tensor.from_elements" not in module.mlir
    assert "linalg" not in module.mlir


def test_sizes_that_contradict_are_refused() -> None:
    specs = make_specs("b, n; n, 2*b", F32, ("n <= 4*b", "mod(n, 2) == 0"))
    module = milcomplex.jax.export(lambda x, y: x @ y, *specs)
    assert [value.shape for value in module.signature.outputs] == [(None, None)]
    compiled = module.compile()
    check(lambda x, y: x @ y, compiled, make_array((2, 4), F32), make_array((4, 4), F32))
    refused = {
        ((2, 4), (2, 4)): r"must have y.shape\[0\] == x.shape\[1\], but y.shape\[0\] is 2 and",
        ((2, 4), (4, 3)): r"y.shape\[1\] == 2 \* x.shape\[0\], but y.shape\[1\] is 3",
        ((1, 6), (6, 2)): r"must have -x.shape\[1\] \+ 4 \* x.shape\[0\] >= 0",
        ((2, 3), (3, 4)): r"must have 2 \* floordiv\(x.shape\[1\], 2\) - x.shape\[1\] == 0",
        ((0, 2), (2, 0)): r"must have x.shape\[0\] >= 1",
        ((2,), (2, 4)): r"argument 'x' has the shape \[\?x\?\]",
    }
    for (first, second), message in refused.items():
        with pytest.raises(ValueError, match=message):
            compiled(np.ones(first, F32), np.ones(second, F32))


def test_guards_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "module.mlir"
    module = milcomplex.jax.export(lambda x, y: x + y, *make_specs("b; b", C64))
    module.save(path)
    loaded = Module.load(path)
    assert loaded.signature == module.lower_again({}).signature
    with pytest.raises(ValueError, match=r"y.shape\[0\] == x.shape\[0\]"):
        loaded.compile()(np.ones(2, C64), np.ones(3, C64))


def test_program_is_called_in_what_jax_traces() -> None:
    def model(tree: Any, y: Any) -> Any:
        return {"product": tree["x"] * y, "flat": tree["x"].reshape(-1)}

    x, y = make_array((5, 2, 3)), make_array((5, 2, 3))
    first, second = make_specs("b, n; b, n", C64)
    compiled = milcomplex.jax.export(model, {"x": first}, second).compile()
    jitted = jax.jit(lambda x, y: compiled({"x": x * 2}, y)["product"] + 1)
    for size in (2, 1):
        expected = x[0, :size] * 2 * y[0, :size] + 1
        np.testing.assert_allclose(jitted(x[0, :size], y[0, :size]), expected, rtol=1e-5)
    mapped = jax.vmap(lambda x, y: compiled({"x": x}, y))(x, y)
    np.testing.assert_allclose(mapped["product"], x * y, rtol=1e-5)
    np.testing.assert_array_equal(mapped["flat"], x.reshape(5, 6))
    with pytest.raises(ValueError, match=r"y.shape\[0\] == tree\['x'\].shape\[0\]"):
        jitted(x[0], y[0, :1])
    with pytest.raises(ValueError, match="has the shape"):
        jitted(x, y)


def test_keys_pass_what_jax_traces() -> None:
    def model(key: Any, x: Any) -> Any:
        return jax.random.split(key, 2), x + jax.random.normal(key, x.shape)

    (spec,) = make_specs("n", F32)
    key, x = jax.random.key(3), make_array((4,), F32)
    compiled = milcomplex.jax.export(model, key, spec).compile()
    for call in (compiled, jax.jit(compiled)):
        keys, moved = call(key, x)
        assert (keys == model(key, x)[0]).all()
        np.testing.assert_allclose(moved, model(key, x)[1], rtol=1e-5)


def find_line(function: Any, text: str) -> int:
    """Return the number of the line of a function that has a text."""
    import inspect

    lines, first = inspect.getsourcelines(function)
    return first + next(i for i, line in enumerate(lines) if text in line)


REFUSED: list[Any] = [
    (lambda x: jnp.fft.fft(x), r"the length of a transform must be static, but is n: export"),
    (
        lambda x: lax.reduce_window(x, 0.0, lax.add, (1, x.shape[1]), (1, 1), "VALID"),
        r"the size of a window must be static, but is \(1, n\)",
    ),
    (
        lambda x: lax.reduce_window(x, 0.0, lax.add, (1, 1), (1, 1), ((-2, 0), (0, 0))),
        r"is inconclusive: the constraints of jax.export.symbolic_shape",
    ),
    (lambda x: lax.reduce_precision(x, 5, 10), "reduce_precision.*sizes must be static"),
]


@pytest.mark.parametrize(("function", "message"), REFUSED)
def test_what_needs_a_static_size_is_refused_at_its_line(function: Any, message: str) -> None:
    def model(x: Any) -> Any:
        y = x + 1
        return function(y)  # here

    with pytest.raises(LoweringError, match=message) as caught:
        milcomplex.jax.export(model, *make_specs("b, n", F32))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.file == __file__
    assert diagnostic.line is not None


def test_symbol_that_does_not_follow_from_the_sizes_is_refused() -> None:
    with pytest.raises(ValueError, match="Cannot solve for values of dimension variables"):
        milcomplex.jax.export(lambda x: x + 1, *make_specs("b*n", F32))


def compute(x: Any, y: Any) -> Any:
    """Return what StableHLO's passes leave of arrays of dynamic sizes."""
    rows = jnp.arange(x.shape[0]) // 2
    return (
        *(jnp.sort(x.real, axis=1), jnp.fft.fft(y), x[rows], x.at[rows, 1:].add(x[:, :-1])),
        *(x.at[0].set(1), lax.top_k(x.real, 1), jnp.cumsum(y, axis=1), jnp.exp(x) * x, x[::-1]),
    )


def test_exported_program() -> None:
    specs = make_specs("b, n; b, 6", C64, ("n >= 2",))
    exported = jax.export.export(jax.jit(compute))(*specs)
    compiled = milcomplex.jax.export(exported).compile()
    for b, n in ((3, 4), (1, 2)):
        check(compute, compiled, make_array((b, n)), make_array((b, 6)))
    with pytest.raises(ValueError, match=r"\[1\].shape\[0\] == \[0\].shape\[0\]"):
        compiled(make_array((3, 4)), make_array((2, 6)))


def test_exported_windows() -> None:
    def model(x: Any) -> Any:
        kernel = jnp.arange(54, dtype=F32).reshape(3, 3, 3, 2)
        numbers = ("NHWC", "HWIO", "NHWC")
        return (
            lax.conv_general_dilated(x, kernel, (1, 2), "SAME", dimension_numbers=numbers),
            lax.reduce_window(x, 1.0, lax.add, (1, 2, 2, 1), (1, 2, 1, 1), "VALID"),
        )

    specs = make_specs("b, h, 8, 3", F32, ("h >= 3",))
    compiled = milcomplex.jax.export(jax.export.export(jax.jit(model))(*specs)).compile()
    check(model, compiled, make_array((2, 5, 8, 3), F32))


def test_exported_window_of_a_symbolic_size_is_refused() -> None:
    exported = jax.export.export(jax.jit(lambda x: jnp.cumsum(x)))(*make_specs("n", F32))
    message = "of 'stablehlo.dynamic_reduce_window', from reduce_window_sum,.*: export the function"
    with pytest.raises(LoweringError, match=message):
        milcomplex.jax.export(exported)


def pool(x: Any) -> Any:
    """Return windows of two axes, and convolutions along one, that are longer than some arrays."""
    kernel = jnp.arange(3, dtype=F32).reshape(1, 1, 3)
    rows = x[:, None]
    return (
        lax.reduce_window(x, 0.0, lax.add, (1, 3), (1, 2), "VALID"),
        lax.reduce_window(x, -jnp.inf, lax.max, (2, 2), (1, 1), ((0, 0), (1, 0)), None, (1, 4)),
        lax.conv_general_dilated(rows, kernel, (1,), "VALID"),
        lax.conv_general_dilated(rows, kernel, (2,), ((-1, 0),), rhs_dilation=(2,)),
    )


@pytest.mark.parametrize("is_exported", [False, True])
def test_there_is_no_window_in_less_than_one(is_exported: bool) -> None:
    specs = make_specs("b, n", F32)
    given: Any = jax.export.export(jax.jit(pool))(*specs) if is_exported else None
    program = milcomplex.jax.export(given) if is_exported else milcomplex.jax.export(pool, *specs)
    compiled = program.compile()
    for shape in ((1, 1), (2, 2), (1, 3), (3, 4), (2, 9)):
        check(pool, compiled, make_array(shape, F32))


def test_lowered_program() -> None:
    specs = make_specs("b, n; b, n", C64)
    lowered = jax.jit(elements).lower(*specs)
    check(elements, milcomplex.jax.export(lowered).compile(), *(make_array((2, 3)),) * 2)
    unused = jax.jit(lambda x, y: y * 2).lower(*specs)
    compiled = milcomplex.jax.export(unused).compile()
    check(lambda x, y: y * 2, compiled, *(make_array((2, 3)),) * 2)
