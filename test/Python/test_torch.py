"""Exporting PyTorch models: arguments, results, constants, sizes and types."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.utils import _pytree as pytree

import milcomplex.torch
from milcomplex import Module

C64 = torch.complex64


def draw(*shape: int, dtype: torch.dtype = C64) -> Tensor:
    """Return random numbers, the same every time."""
    return torch.randn(shape, dtype=dtype, generator=torch.Generator().manual_seed(7))


def compare(found: Any, expected: Any, rtol: float = 1e-5) -> None:
    """Compare nested tensors and their structure."""
    assert pytree.tree_structure(found) == pytree.tree_structure(expected)
    pairs = zip(pytree.tree_leaves(found), pytree.tree_leaves(expected), strict=True)
    for x, y in pairs:
        if isinstance(y, Tensor):
            torch.testing.assert_close(
                x,
                y,
                rtol=rtol,
                atol=rtol * max([1.0, *y.to(torch.complex128).abs().flatten().tolist()]),
            )
        else:
            assert x == y


def check(model: Any, *arguments: Any, rtol: float = 1e-5, **keywords: Any) -> None:
    """Compare the result of an exported model with the eager one."""
    compiled = milcomplex.torch.export(model, *arguments, **keywords).compile()
    with torch.no_grad():
        compare(compiled(*arguments, **keywords), model(*arguments, **keywords), rtol)


class Rotation(nn.Module):
    """Reads the parts of a complex buffer."""

    w: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("w", draw(1000))

    def forward(self, x: Tensor) -> Tensor:
        """Return a tensor of the shape of `x`, real as it is."""
        return x * self.w.real + x.flip(0) * self.w.imag


class Filter(nn.Module):
    """Reads the parts of the transform of a complex attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.w = draw(60)

    def forward(self, x: Tensor) -> Any:
        """Return a tensor of the shape of `x`, real as it is."""
        w = torch.fft.fft(self.w)
        return x * w.real - w.imag


class Layer(nn.Module):
    """Has complex parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(draw(8, 4))
        self.bias = nn.Parameter(draw(4))

    def forward(self, x: Tensor) -> Tensor:
        """Return [n, 4] for [n, 8]."""
        return torch.tanh(x @ self.weight + self.bias)


def test_parts_of_complex_buffer() -> None:
    model, x = Rotation(), draw(1000, dtype=torch.float32)
    compiled = milcomplex.torch.export(model, x).compile()
    compare(compiled(x), model(x))


def test_large_constants_stand_beside_the_module() -> None:
    module = milcomplex.torch.export(Rotation(), draw(1000, dtype=torch.float32))
    assert module.mlir.count("dense_resource<") == 2
    assert "complex<" not in module.mlir and "milcomplex." not in module.mlir


def test_transform_of_complex_attribute() -> None:
    check(Filter(), draw(60, dtype=torch.float32))


def test_parameters() -> None:
    check(Layer(), draw(3, 8))


@pytest.mark.parametrize("shape", [(), (1,), (0,), (2, 3)])
def test_constants_of_every_size(shape: tuple[int, ...]) -> None:
    constant = draw(*shape)
    compiled = milcomplex.torch.export(lambda x: (x * 2, constant + 1), draw(2)).compile()
    assert torch.equal(compiled(draw(2))[1], constant + 1)


def test_function_and_program() -> None:
    def model(x: Tensor, y: Tensor) -> Tensor:
        return torch.exp(x) * y.conj()

    x, y = draw(5), draw(5)
    check(model, x, y)
    program = torch.export.export(Layer(), (draw(3, 8),))
    compiled = milcomplex.torch.export(program).compile()
    compare(compiled(draw(3, 8)), program.module()(draw(3, 8)))


def test_dynamic_batch() -> None:
    class Spectrum(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return torch.abs(torch.fft.rfft(x) * 2j).sum(-1)

    batch = {"x": {0: torch.export.Dim("batch")}}
    x = draw(3, 16, dtype=torch.float32)
    module = milcomplex.torch.export(Spectrum(), x, dynamic_shapes=batch)
    assert module.signature.inputs[0].shape == (None, 16)
    assert module.signature.outputs[0].shape == (None,)
    compiled = module.compile()
    for n in (1, 3, 7):
        x = draw(n, 16, dtype=torch.float32)
        compare(compiled(x), Spectrum()(x))


def test_dynamic_batch_of_a_layer() -> None:
    model = Layer()
    batch = {"x": {0: torch.export.Dim("batch")}}
    compiled = milcomplex.torch.export(model, draw(3, 8), dynamic_shapes=batch).compile()
    for n in (2, 5):
        with torch.no_grad():
            compare(compiled(draw(n, 8)), model(draw(n, 8)))


class State(NamedTuple):
    """A nested argument."""

    h: Tensor
    c: Tensor


def step(x: Tensor, state: State, *more: Tensor, extra: dict[str, Any]) -> dict[str, Any]:
    """Accept and return nested tensors and numbers."""
    h = state.h * x + sum(more) + extra["bias"] * extra["scale"]
    return {"y": [h, h.real], "state": State(h, state.c), "n": 3, "none": None}


def test_nested_arguments_and_results() -> None:
    state = State(draw(3), draw(2, dtype=torch.float32))
    extra = {"bias": draw(3), "scale": 2}
    module = milcomplex.torch.export(step, draw(3), state, draw(3), draw(3), extra=extra)
    assert [value.name for value in module.signature.inputs] == [
        "x",
        "state.h",
        "state.c",
        "more[0]",
        "more[1]",
        "extra['bias']",
    ]
    assert [value.name for value in module.signature.outputs] == [
        "['y'][0]",
        "['y'][1]",
        "['state'].h",
        "['state'].c",
    ]
    arguments = draw(3), state, draw(3), draw(3)
    compare(module.compile()(*arguments, extra=extra), step(*arguments, extra=extra))


def test_single_result_is_named_result() -> None:
    module = milcomplex.torch.export(torch.exp, draw(3))
    assert [value.name for value in module.signature.outputs] == ["result"]


def scale(x: Tensor, n: int = 2, *more: Tensor, weight: Tensor | None = None) -> Tensor:
    """Return arguments of every kind that Python has."""
    return x * n + sum(more) + (0 if weight is None else weight)


def test_calls_are_checked() -> None:
    compiled = milcomplex.torch.export(scale, draw(3), 2).compile()
    with pytest.raises(ValueError, match="argument 'n' is 2 in this program, but 3 was given"):
        compiled(draw(3), 3)
    with pytest.raises(ValueError, match=r"argument 'x' has the shape \[3\]"):
        compiled(draw(4), 2)


@pytest.mark.parametrize(
    ("arguments", "keywords", "message"),
    [
        ((), {}, r"accepts 4 arguments \(x, n, more, weight\), but 0 were given: missing .* 'x'"),
        ((draw(3),), {"y": 1}, "but 2 were given: got an unexpected keyword argument 'y'"),
        ((draw(3), 2, draw(3)), {}, "argument 'more' has another structure .* expected 0, but got"),
        (([1, 2, 3],), {}, r"argument 'x' must be a tensor, but is \[1, 2, 3\]"),
        ((None,), {}, "argument 'x' must be a tensor, but is None"),
    ],
)
def test_wrong_arguments_are_named(
    arguments: tuple[Any, ...], keywords: dict[str, Any], message: str
) -> None:
    module = milcomplex.torch.export(scale, draw(3))
    with pytest.raises(TypeError, match=message):
        module.flatten(arguments, keywords)


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (draw(3).to("meta"), "argument 'x' must be a dense tensor .*, but is on the device meta"),
        (draw(3).to_sparse(), "argument 'x' must be .*, but is of the layout torch.sparse_coo"),
    ],
)
def test_tensor_without_an_array_is_named(tensor: Tensor, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        milcomplex.torch.export(scale, draw(3)).flatten((tensor,), {})


@pytest.mark.parametrize(
    ("arguments", "keywords"),
    [
        ((draw(3), 2), {"weight": draw(3) + 1}),
        ((draw(3),), {"n": 2, "weight": draw(3) + 1}),
        ((), {"weight": draw(3) + 1, "x": draw(3)}),
    ],
)
def test_arguments_are_bound_as_python_does(
    arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> None:
    module = milcomplex.torch.export(scale, *arguments, **keywords)
    names = [value.name for value in module.signature.inputs]
    for call in (((draw(3),), {"weight": draw(3) + 1}), ((draw(3), 2), {"weight": draw(3) + 1})):
        found = dict(zip(names, module.flatten(*call), strict=True))
        np.testing.assert_array_equal(found["x"], draw(3))
        np.testing.assert_array_equal(found["weight"], draw(3) + 1)


def test_order_of_keys_does_not_matter() -> None:
    x, y = draw(3), draw(3) + 1
    compiled = milcomplex.torch.export(
        lambda d, **more: d["x"] - d["y"] * more["z"] / more["w"], {"x": x, "y": y}, z=x, w=y
    ).compile()
    compare(compiled({"y": y, "x": x}, w=y, z=x), x - y * x / y)
    with pytest.raises(TypeError, match=r"argument 'd' has another structure .*\{'z'\}$"):
        compiled({"x": x, "z": y}, w=y, z=x)


def test_default_that_is_a_tensor_is_kept() -> None:
    def model(x: Tensor, weight: Tensor = draw(3)) -> Tensor:  # noqa: B008
        return x * weight

    compiled = milcomplex.torch.export(model, draw(3)).compile()
    for found in (compiled(draw(3)), compiled(draw(3), draw(3))):
        compare(found, model(draw(3)))
    with pytest.raises(ValueError, match="argument 'weight' is tensor"):
        compiled(draw(3), draw(3) + 1)


def test_numbers_in_tensors_are_returned() -> None:
    def model(x: Tensor) -> Any:
        total = x.real.sum()
        return x * 2, total.item(), (total > 0).item(), total.to(torch.int32).item()

    found = milcomplex.torch.export(model, draw(3)).compile()(draw(3))
    expected = model(draw(3))
    compare(found[0], expected[0])
    assert [type(x) for x in found[1:]] == [float, bool, int]
    assert found[1:] == (pytest.approx(expected[1]), *expected[2:])


def test_arrays_are_taken_too() -> None:
    compiled = milcomplex.torch.export(torch.square, draw(3)).compile()
    found = compiled(np.array([1j, 2, 1 + 1j], np.complex64))
    assert torch.equal(found, torch.tensor([-1, 4, 2j]))


def test_views_are_taken_as_what_they_show() -> None:
    compiled = milcomplex.torch.export(torch.square, draw(2, 3)).compile()
    x = draw(3, 2).mH
    compare(compiled(x), torch.square(x))


@pytest.mark.parametrize("dtype", [torch.complex32, torch.complex64, torch.complex128])
def test_complex_types(dtype: torch.dtype) -> None:
    x = draw(4).to(dtype)
    found = milcomplex.torch.export(lambda x: x * x + 1j, x).compile()(x)
    assert found.dtype == dtype
    expected = x.to(torch.complex128) ** 2 + 1j
    rtol = {torch.complex32: 2e-3, torch.complex64: 1e-6, torch.complex128: 1e-14}[dtype]
    compare(found.to(torch.complex128), expected, rtol)


@pytest.mark.parametrize(
    "dtype",
    [torch.bool, torch.uint8, torch.int8, torch.int32, torch.int64, torch.float16, torch.bfloat16],
)
def test_other_types_go_in_and_out(dtype: torch.dtype) -> None:
    x = torch.tensor([0, 1, 100]).to(dtype)
    found = milcomplex.torch.export(lambda x, z: (x.clone(), z * 2), x, draw(3)).compile()(
        x, draw(3)
    )
    assert found[0].dtype == dtype and torch.equal(found[0], x)


def test_lowering_takes_options() -> None:
    options = {"abi": "interleaved", "complex_range": "basic"}
    module = milcomplex.torch.export(torch.square, draw(3), lowering=options)
    assert module.signature.abi == "interleaved"
    assert "func.func @main(%arg0: tensor<3x2xf32>) -> tensor<3x2xf32>" in module.mlir
    compare(module.compile()(draw(3)), torch.square(draw(3)))


def test_short_time_transform_and_back_of_a_dynamic_batch() -> None:
    def model(x: Tensor) -> Tensor:
        window = torch.hann_window(16)
        frames = torch.stft(x, 16, 4, window=window, return_complex=True)
        return torch.istft(frames * 0.5, 16, 4, window=window)

    batch = {0: torch.export.Dim("batch")}
    x = torch.linspace(-1, 1, 3 * 64).reshape(3, 64)
    compiled = milcomplex.torch.export(model, x, dynamic_shapes=[batch]).compile()
    compare(compiled(x), model(x), 1e-5)
    compare(compiled(x[:1]), model(x[:1]), 1e-5)


def test_writes_to_zeros_of_a_dynamic_batch() -> None:
    def keep_low(spectrum: Tensor) -> Tensor:
        kept = torch.zeros_like(spectrum)
        kept[:, :2] = spectrum[:, :2]
        kept[:, 3] += spectrum[:, 0]
        return kept

    def model(x: Tensor) -> tuple[Tensor, Tensor]:
        return keep_low(x * 1j), keep_low(x)

    x = draw(2, 5)
    batch = torch.export.Dim("batch")
    compiled = milcomplex.torch.export(model, x, dynamic_shapes=({0: batch},)).compile()
    for y in (x, draw(7, 5)):
        for found, expected in zip(compiled(y), model(y), strict=True):
            torch.testing.assert_close(found, expected)


def split(module: Any, *shapes: Sequence[int]) -> None:
    """Check arguments of shapes as a call does."""
    module.signature.split(module.flatten(tuple(draw(*shape) for shape in shapes), {}))


def test_dynamic_sizes_are_checked(tmp_path: Path) -> None:
    batch = torch.export.Dim("batch", max=6)
    shapes: Any = ({0: batch}, {0: 2 * batch})

    def model(x: Tensor, y: Tensor) -> Tensor:
        return torch.cat([x, y])

    exported = milcomplex.torch.export(model, draw(4, 3), draw(8, 3), dynamic_shapes=shapes)
    exported.save(tmp_path / "model.mlir")
    loaded = Module.load(tmp_path / "model.mlir")
    assert loaded.signature == exported.signature
    for module in (exported, loaded):
        for size in (0, 1, 5):
            split(module, (size, 3), (2 * size, 3))
        with pytest.raises(
            ValueError,
            match=r"must have y.shape\[0\] == 2 \* x.shape\[0\], but y.shape\[0\] is 9 and"
            r" x.shape\[0\] is 5",
        ):
            split(module, (5, 3), (9, 3))
        with pytest.raises(ValueError, match=r"x.shape\[0\] <= 6, but x.shape\[0\] is 7"):
            split(module, (7, 3), (14, 3))


def test_size_that_is_a_multiple_is_checked() -> None:
    shapes = ({0: 2 * torch.export.Dim("half", min=3)},)
    module = milcomplex.torch.export(lambda x: x * 2, draw(8), dynamic_shapes=shapes)
    split(module, (6,))
    with pytest.raises(ValueError, match=r"x.shape\[0\] // 2.*, but x.shape\[0\] is 7"):
        split(module, (7,))
    with pytest.raises(ValueError, match=r"x.shape\[0\] >= 6, but x.shape\[0\] is 4"):
        split(module, (4,))


AUTO = torch.export.Dim.AUTO


@pytest.mark.parametrize("deferred", [False, True])
def test_what_a_model_asks_of_sizes_is_checked(deferred: bool) -> None:
    class Pairs(nn.Module):
        def forward(self, x: Tensor, y: Tensor) -> Tensor:
            torch._check(y.shape[0] * x.shape[0] < 60)
            return x.reshape(-1, 2).sum(1) if deferred or x.shape[0] % 4 == 0 else y

    program = torch.export.export(
        Pairs(),
        (draw(8), draw(3)),
        dynamic_shapes=({0: AUTO}, {0: AUTO}),
        prefer_deferred_runtime_asserts_over_guards=deferred,
    )
    module = milcomplex.torch.export(program)
    split(module, (12,), (4,))
    with pytest.raises(ValueError, match=r"args\[0\].shape\[0\] % \d == 0, but args.* is 5"):
        split(module, (5,), (3,))
    with pytest.raises(ValueError, match=r"args.* \* args.* < 60, but args.* is (12|5) and args"):
        split(module, (12,), (5,))


def test_guards_of_a_saved_program_are_checked(tmp_path: Path) -> None:
    class Branches(nn.Module):
        def forward(self, *x: Tensor, y: dict[str, Tensor]) -> Tensor:
            return x[1].sum() if (x[1].shape[0] + y["z"].shape[0]) % 2 == 0 else x[0]

    shapes: Any = {"x": ({0: AUTO}, {0: AUTO}), "y": {"z": {0: AUTO}}}
    program = torch.export.export(
        Branches(), (draw(2), draw(5)), {"y": {"z": draw(3)}}, dynamic_shapes=shapes
    )
    torch.export.save(program, tmp_path / "model.pt2")
    module = milcomplex.torch.export(torch.export.load(tmp_path / "model.pt2"))
    module.signature.split([draw(2), draw(7), draw(5)])
    with pytest.raises(ValueError, match=r"% 2 == 0, but .* is 7 and .* is 4|is 4 and .* is 7"):
        module.signature.split([draw(2), draw(7), draw(4)])


@pytest.mark.parametrize("size", [0, 1, 5])
@pytest.mark.parametrize("dim", [AUTO, torch.export.Dim.DYNAMIC, torch.export.Dim("n")])
def test_batches_of_every_size(dim: Any, size: int) -> None:
    def model(x: Tensor) -> Any:
        return torch.exp(x * x), (x @ x.mT).sum(), torch.cat([x, x]).abs()

    compiled = milcomplex.torch.export(model, draw(3, 8), dynamic_shapes=({0: dim},)).compile()
    compare(compiled(draw(size, 8)), model(draw(size, 8)))


def test_axis_of_size_one_that_is_kept_is_refused() -> None:
    module = milcomplex.torch.export(
        lambda x: x.squeeze() * 2, draw(3, 1, 4), dynamic_shapes=({0: AUTO},)
    )
    split(module, (2, 1, 4))
    with pytest.raises(ValueError, match=r"x.shape\[0\] != 1, but x.shape\[0\] is 1"):
        split(module, (1, 1, 4))


def test_program_takes_no_arguments() -> None:
    x = draw(3)
    program = torch.export.export(Rotation(), (draw(1000, dtype=torch.float32),))
    with pytest.raises(TypeError, match="has its arguments and shapes already"):
        milcomplex.torch.export(program, x)
