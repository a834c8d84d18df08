"""Programs without complex values: what they compute, and what stays of the model's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from complex_models import (
    C64,
    CASES,
    Branch,
    Case,
    ComplexBoundary,
    Loop,
    RealBranch,
    RopeAttention,
    Scan,
    SeedModel,
    draw,
)
from torch import Tensor, nn
from torch.export import Dim, ExportedProgram
from torch.fx import Node
from torch.fx.experimental.proxy_tensor import make_fx
from torch.utils import _pytree as pytree

from milcomplex.lowering import LoweringError
from milcomplex.torch import Boundary, explain, realize
from milcomplex.torch.realization.decomposition import check_writes


def is_complex(value: Any) -> bool:
    return any(isinstance(x, Tensor) and x.is_complex() for x in pytree.tree_leaves(value))


def list_calls(program: ExportedProgram) -> list[Node]:
    return [node for node in program.graph.nodes if node.op == "call_function"]


def check_is_real(program: ExportedProgram) -> None:
    """Check that nothing is complex: no value, constant, parameter or argument."""
    for node in program.graph.nodes:
        assert not is_complex(node.meta.get("val")), node.format_node()
        assert getattr(node.target, "namespace", "aten") != "milcomplex", node
    assert not is_complex([program.state_dict, program.constants, program.example_inputs])


def check_values(found: Any, expected: Any, tolerance: float = 2e-6) -> None:
    """Compare nested tensors, relative to the largest element."""
    assert pytree.tree_structure(found) == pytree.tree_structure(expected)
    pairs = zip(pytree.tree_leaves(found), pytree.tree_leaves(expected), strict=True)
    for x, y in pairs:
        assert x.dtype == y.dtype
        torch.testing.assert_close(x, y, rtol=0, atol=tolerance * float(y.abs().max()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_model(case: Case) -> None:
    model, arguments = case.make(), case.arguments()
    program = realize(model, *arguments, dynamic_shapes=case.dynamic_shapes)
    check_is_real(program)
    run = program.module()
    with torch.no_grad():
        check_values(run(*arguments), model(*arguments))
        if case.dynamic_shapes is not None:
            check_values(run(*case.others()), model(*case.others()))


# At most, by the number of calls in all.
@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("complex buffer", 8),
        ("spectrogram", 19),
        ("STFT and back", 29),
        ("FNet", 11),
        ("FNO layer", 72),
        ("FFT of 1024", 20),
    ],
)
def test_programs_are_small(name: str, most: int) -> None:
    case = next(case for case in CASES if case.name == name)
    assert len(list_calls(realize(case.make(), *case.arguments()))) <= most


@pytest.mark.parametrize("square", [lambda y: y**2, torch.square, lambda y: y * y])
def test_squared_magnitudes_need_no_root(square: Callable[[Tensor], Tensor]) -> None:
    def model(x: Tensor) -> Tensor:
        return square(torch.view_as_complex(x).abs())

    x = torch.cat([draw(5, 2), torch.tensor([[0.0, 0.0], [1e15, -1e18], [3e-19, 0.0]])])
    program = realize(model, x)
    assert len(list_calls(program)) == 5
    torch.testing.assert_close(program.module()(x), model(x), rtol=1e-6, atol=0)
    x.requires_grad_()
    (found,) = torch.autograd.grad(program.module()(x).sum(), x)
    torch.testing.assert_close(found, 2 * x.detach(), rtol=1e-6, atol=0)


def test_a_magnitude_with_other_uses_stays() -> None:
    def model(x: Tensor) -> Tensor:
        y: Tensor = torch.view_as_complex(x).abs()
        return y.pow(2) + y

    check_values(realize(model, draw(5, 2)).module()(draw(5, 2)), model(draw(5, 2)))


@pytest.mark.parametrize("base", ["zeros", "numbers"])
@pytest.mark.parametrize(
    "ranges", [[(0, 2)], [(1, 3), (3, 6)], [(-2, None), (0, 3)], [(2, 2)], [(None, None)], [(1, 9)]]
)
def test_written_ranges_are_not_scattered(
    base: str, ranges: list[tuple[int | None, int | None]]
) -> None:
    class Writer(nn.Module):
        def forward(self, x: Tensor, z: Tensor) -> Tensor:
            y = torch.zeros(6, 6, dtype=C64) if base == "zeros" else torch.view_as_complex(x) * 2
            for i, (start, end) in enumerate(ranges):
                y[start:end, 1:4] = torch.view_as_complex(z)[start:end, 1:4] * (i + 1)
            result: Tensor = torch.view_as_real(y)
            return result

    arguments = draw(6, 6, 2), draw(6, 6, 2) + 1
    program = realize(Writer(), *arguments)
    assert not any("scatter" in str(n.target) for n in list_calls(program))
    check_values(program.module()(*arguments), Writer()(*arguments))


def test_ranges_of_dynamic_sizes_are_written() -> None:
    class Writer(nn.Module):
        def forward(self, z: Tensor) -> Tensor:
            y = torch.fft.fft(z)
            y[1:] = y[1:] * 2
            y[:, 2:5] = 0
            magnitude: Tensor = y.abs()
            return magnitude

    shapes = ({0: Dim("batch", min=3, max=64)},)
    program = realize(Writer(), draw(4, 8), dynamic_shapes=shapes)
    for n in (4, 9):
        check_values(program.module()(draw(n, 8)), Writer()(draw(n, 8)))


def test_rotary_embedding_is_eleven_calls() -> None:
    class Rotation(nn.Module):
        def forward(self, x: Tensor, c: Tensor) -> Tensor:
            z = torch.view_as_complex(x.reshape(4, 16, 2)) * torch.view_as_complex(c)
            return torch.view_as_real(z).flatten(1)

    assert len(list_calls(realize(Rotation(), draw(4, 32), draw(4, 16, 2)))) <= 13


@pytest.mark.parametrize("dtype", [torch.complex64, torch.complex128])
def test_gradients_are_those_of_pytorch(dtype: torch.dtype) -> None:
    def model(x: Tensor) -> Tensor:
        z = torch.fft.fft(torch.view_as_complex(x))
        w = torch.sqrt(z) * torch.exp(z / 10) / (z + 3)
        y: Tensor = w.abs() + torch.log(w).imag + torch.tanh(z).real
        return y.sum()

    x = draw(7, 2, dtype=torch.zeros((), dtype=dtype).real.dtype).requires_grad_()
    run = realize(model, x.detach()).module()
    (found,) = torch.autograd.grad(run(x), x)
    (expected,) = torch.autograd.grad(model(x), x)
    check_values(found, expected, 1e-4 if dtype == C64 else 1e-10)


def test_writes_without_gradients_are_functional() -> None:
    def model(z: Tensor) -> Tensor:
        with torch.no_grad():
            y = z.clone()
            y[1:].mul_(2j)
        return y + z

    z = draw(5, dtype=C64)
    program = realize(model, z)
    check_is_real(program)
    (split,), _ = Boundary.of(program).split(z)
    check_values(Boundary.of(program).join(program.module()(split)), model(z))


def test_writes_that_are_lost_are_refused() -> None:
    def write(x: Tensor) -> Tensor:
        x.clone().copy_(x * 2)
        return x

    with pytest.raises(NotImplementedError, match="decomposition of it writes to a view"):
        check_writes(make_fx(write)(draw(3)))


@pytest.mark.parametrize("pads", [(2, 1), (-1, 2, 3, 0), (0, -2, 1, 1)])
def test_circular_padding(pads: tuple[int, ...]) -> None:
    def model(z: Tensor) -> Tensor:
        return nn.functional.pad(z * 2, pads, "circular")

    z = draw(2, 3, 4, 5, dtype=C64) if len(pads) == 4 else draw(2, 3, 5, dtype=C64)
    program = realize(model, z)
    boundary = Boundary.of(program)
    check_values(boundary.join(program.module()(*boundary.split(z)[0])), model(z))


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular"])
def test_gradients_of_padding_in_the_program(mode: str) -> None:
    def model(z: Tensor) -> Tensor:
        z = z.detach().requires_grad_()
        with torch.enable_grad():
            padded = nn.functional.pad(z, (2, 1), mode)
            return torch.autograd.grad((padded * padded).abs().sum(), z)[0]

    z = draw(2, 3, 5, dtype=C64)
    module = nn.Module()
    module.forward = model
    program = realize(torch.export.export(module, (z,)))
    check_is_real(program)
    boundary = Boundary.of(program)
    check_values(boundary.join(program.module()(*boundary.split(z)[0])), model(z))


def test_detached_inputs_are_real() -> None:
    def model(z: Tensor) -> Tensor:
        y: Tensor = (z.detach() * z).abs()
        return y

    z = draw(5, dtype=C64)
    program = realize(model, z)
    check_is_real(program)
    (split,), _ = Boundary.of(program).split(z)
    check_values(program.module()(split), model(z))


def test_detached_values_have_no_gradient() -> None:
    def model(x: Tensor) -> Tensor:
        z = torch.view_as_complex(x)
        y: Tensor = (z.detach() * z).abs()
        return y.sum()

    x = draw(5, 2).requires_grad_()
    (found,) = torch.autograd.grad(realize(model, x.detach()).module()(x), x)
    (expected,) = torch.autograd.grad(model(x), x)
    check_values(found, expected)


# On the axes and diagonals, where magnitudes and maxima of parts have no derivative.
@pytest.mark.parametrize("point", [0.5, -2.0, 0.7j, -2j, 1 + 1j, 0.3 - 0.7j])
@pytest.mark.parametrize(
    "name",
    "abs angle cos cosh exp expm1 log log1p reciprocal rsqrt sgn sigmoid sin sqrt square tan "
    "tanh".split(),
)
def test_gradients_of_functions(name: str, point: complex) -> None:
    def model(x: Tensor) -> Tensor:
        y: Tensor = getattr(torch, name)(torch.view_as_complex(x))
        return (torch.view_as_real(y) if y.is_complex() else y).sum()

    x = torch.view_as_real(torch.tensor([point], dtype=C64)).requires_grad_()
    (found,) = torch.autograd.grad(realize(model, x.detach()).module()(x), x)
    (expected,) = torch.autograd.grad(model(x), x)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


def test_gradients_of_parameters_are_pairs() -> None:
    model = nn.Linear(4, 3, dtype=C64)
    program = realize(model, draw(2, 4, dtype=C64))
    run, boundary = program.module(), Boundary.of(program)
    x = draw(2, 4, dtype=C64)
    (split,), _ = boundary.split(x)
    boundary.join(run(split)).abs().sum().backward()
    model(x).abs().sum().backward()
    gradients = {name: p.grad for name, p in run.named_parameters()}
    for name, parameter in model.named_parameters():
        re, im = (gradients[f"{name}_{part}"] for part in ("real", "imag"))
        assert re is not None and im is not None
        joined = torch.complex(re, im)
        check_values(joined, parameter.grad)


def test_real_nodes_stay() -> None:
    traced = torch.export.export(RopeAttention(), (draw(2, 16, 32),))
    program = realize(traced)
    kept = {node.name: node for node in program.graph.nodes}
    compared = 0
    for node in traced.graph.nodes:
        values = [node.meta.get("val"), *(n.meta.get("val") for n in node.all_input_nodes)]
        if node.op == "output" or is_complex(values):
            continue
        own = kept[node.name]
        assert own.target == node.target
        assert own.meta.get("stack_trace") == node.meta.get("stack_trace")
        for given, operand in zip(own.all_input_nodes, node.all_input_nodes, strict=True):
            # A real result of a complex call has another name.
            is_real = not is_complex([n.meta.get("val") for n in operand.all_input_nodes])
            assert given.name == operand.name or not is_real
        compared += 1
    assert compared > 20


def test_a_program_without_complex_values_is_returned() -> None:
    traced = torch.export.export(nn.Linear(3, 4), (draw(2, 3),))
    assert realize(traced) is traced


@pytest.mark.parametrize("boundary", ["interleaved", "pair", "as-is"])
def test_boundary_splits_and_joins(boundary: str, tmp_path: Path) -> None:
    model, arguments = ComplexBoundary(), (draw(3, 4, dtype=C64), draw(4))
    batch = {0: Dim("batch", min=2)}
    program = realize(model, *arguments, dynamic_shapes=(batch, None), boundary=boundary)
    if boundary != "as-is":
        check_is_real(program)
    torch.export.save(program, tmp_path / "model.pt2")
    loaded = torch.export.load(tmp_path / "model.pt2")
    crossing = Boundary.of(loaded)
    assert (crossing.kind, crossing.inputs) == (boundary, (True, False))
    for rows in (3, 5):
        z = draw(rows, 4, dtype=C64)
        positional, named = crossing.split(z, x=arguments[1])
        result = program.module()(*positional, *named.values())
        check_values(crossing.join(result), model(z, arguments[1]))


def test_boundary_refuses_other_arguments() -> None:
    crossing = Boundary("interleaved", (True, False), (True,))
    with pytest.raises(ValueError, match="the model has 2 leaves, but found 1"):
        crossing.split(draw(2, dtype=C64))
    program = torch.export.export(nn.Linear(3, 4), (draw(2, 3),))
    with pytest.raises(ValueError, match="must be one that milcomplex.torch.realize returned"):
        Boundary.of(program)


def test_buffers_become_two() -> None:
    program = realize(SeedModel(), draw(4, 8))
    assert {"w_real", "w_imag"} <= set(program.state_dict)
    assert "w" not in program.state_dict


def test_written_buffers_stay_buffers() -> None:
    class Counter(nn.Module):
        state: Tensor

        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("state", draw(3, dtype=C64))

        def forward(self, x: Tensor) -> Tensor:
            self.state.mul_(1j).add_(x)
            return self.state.abs()

    model = Counter()
    program = realize(model, draw(3))
    check_is_real(program)
    run = program.module()
    for _ in range(3):
        check_values(run(draw(3)), model(draw(3)))


@pytest.mark.parametrize("model", [Branch, Loop, Scan, RealBranch])
@pytest.mark.parametrize("sign", [1, -1])
def test_control_flow(model: type[nn.Module], sign: int, tmp_path: Path) -> None:
    own, z = model(), draw(4, dtype=C64) * sign
    with torch.no_grad():
        program = realize(own, z)
        check_is_real(program)
        for _, body in program.graph_module.named_children():
            assert isinstance(body, torch.fx.GraphModule)
            assert not any(is_complex(node.meta.get("val")) for node in body.graph.nodes)
        torch.export.save(program, tmp_path / "model.pt2")
        loaded = torch.export.load(tmp_path / "model.pt2")
        boundary = Boundary.of(loaded)
        check_values(boundary.join(loaded.module()(*boundary.split(z)[0])), own(z))


def test_basic_formulas_are_textbook() -> None:
    calls = list_calls(realize(torch.abs, draw(4, dtype=C64), complex_range="basic"))
    assert len(calls) == 6


def test_half_precision() -> None:
    z = draw(4, dtype=C64).to(torch.complex32)
    program = realize(lambda z: torch.view_as_real(z * z).sum(), z)
    assert {node.meta["val"].dtype for node in list_calls(program)} == {torch.float16}


def test_errors_name_every_line() -> None:
    def model(z: Tensor) -> Tensor:
        first = torch.linalg.eigvals(z)
        second = torch.linalg.ldl_factor(z)[0]
        y: Tensor = first.abs().sum() + second.abs().sum()
        return y

    with pytest.raises(LoweringError) as caught:
        realize(model, draw(3, 3, dtype=C64))
    messages = [str(diagnostic) for diagnostic in caught.value.diagnostics]
    assert len(messages) == 2
    first = model.__code__.co_firstlineno + 1
    for line, name, message in zip(
        (first, first + 1), ("eig", "ldl_factor"), messages, strict=True
    ):
        assert f"test_realize.py:{line}: error: 'aten.linalg_{name}" in message


def test_explanations_count_every_call() -> None:
    for model, x in ((SeedModel(), draw(4, 8)), (RealBranch(), draw(6, 2))):
        program = torch.export.export(model, (x,))
        before = str(program.graph)
        explanation = explain(program)
        assert explanation.is_lowered and not explanation.errors
        assert str(program.graph) == before
        made = [made for op in explanation.ops for made in op.becomes]
        calls = list_calls(realize(program))
        names = {str(n.target).removesuffix(".default") for n in calls}
        assert {m.op for m in made} <= names
        assert sum(m.count for m in made) <= len(calls)
    assert next(op for op in explanation.ops if op.op == "cond").becomes[0].within > 0


def test_explanations_name_what_is_rejected() -> None:
    class Model(nn.Module):
        def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
            z = torch.view_as_complex(x)
            return torch.linalg.eigvals(z).real, z.abs()

    explanation = explain(torch.export.export(Model(), (draw(3, 3, 2),)))
    assert not explanation.is_lowered and not explanation.errors
    (refused,) = (op for op in explanation.ops if op.errors)
    assert "eig" in refused.op and "is not supported" in refused.errors[0]
    assert "test_realize.py:" in refused.location


def test_random_numbers_are_drawn_by_each_call() -> None:
    def model(z: Tensor) -> Tensor:
        return z + torch.complex(torch.rand(4), torch.rand(4))

    program = realize(model, draw(4, dtype=C64))
    names = [str(node.target) for node in list_calls(program)]
    assert names.count("aten.rand.default") == 2
    with pytest.raises(LoweringError, match="aten.randn' of complex numbers is not supported"):
        realize(lambda z: z + torch.randn(4, dtype=C64), draw(4, dtype=C64))


def test_options_are_checked() -> None:
    with pytest.raises(ValueError, match="boundary must be one of interleaved, pair, as-is"):
        realize(torch.abs, draw(2, dtype=C64), boundary="complex")
    with pytest.raises(ValueError, match="complex_range must be one of basic, portable"):
        realize(torch.abs, draw(2, dtype=C64), complex_range="improved")


# Along axes in either order, the last included or not; halves of one axis go to another.
@pytest.mark.parametrize("axes", [(2, 1), (1, 2), (1, 0), (0, 1), (0, 1, 2)])
def test_transforms_along_several_axes(axes: tuple[int, ...]) -> None:
    class Transforms(nn.Module):
        def forward(self, x: Tensor) -> tuple[Tensor, ...]:
            z = torch.fft.rfftn(x, dim=axes)
            return torch.fft.irfftn(z * z, dim=axes), torch.fft.fftn(z, dim=axes[::-1]).real

    shapes = ({3: Dim("batch", min=2, max=5)},)
    program = realize(Transforms(), draw(6, 8, 10, 3), dynamic_shapes=shapes)
    for n in (3, 5):
        check_values(program.module()(draw(6, 8, 10, n)), Transforms()(draw(6, 8, 10, n)))


def write_spectrum(x: Tensor) -> Any:
    """Return the lowest frequencies, as the spectral convolution of FNO does."""
    spectrum = torch.zeros(x.shape[0], 17, dtype=C64)
    spectrum[:, :5] = torch.fft.rfft(x)[:, :5] * 2
    return torch.fft.irfft(spectrum, n=32)


@pytest.mark.parametrize(
    "model",
    [
        write_spectrum,
        lambda x: nn.functional.pad(torch.fft.rfft(x), (0, 3)).abs(),
        lambda x: nn.functional.pad(torch.fft.fft(x).T, (1, 1)).abs(),
        lambda x: torch.fft.irfft(torch.fft.rfft(x)[:, :9], n=64),
        lambda x: torch.fft.ifft(torch.fft.fft(x), n=40).abs(),
        lambda x: torch.fft.fft(x, n=1201).abs(),
    ],
    ids=["write", "pad", "pad batch", "irfft", "ifft", "chirp"],
)
def test_dynamic_batch_stays_dynamic_where_zeros_surround(model: Any) -> None:
    program = realize(model, draw(4, 32), dynamic_shapes=({0: Dim("batch", min=2)},))
    for rows in (2, 7):
        check_values(program.module()(draw(rows, 32)), model(draw(rows, 32)))


def test_no_constant_is_large() -> None:
    for n in (1000, 1009, 4096, 16384, 16381):
        program = realize(lambda x: torch.fft.fft(x).abs(), draw(1, n))
        sizes = [c.numel() * c.element_size() for c in program.state_dict.values()]
        assert 0 < max(sizes) <= 16 << 20


@pytest.mark.parametrize("n", [1, 2, 3, 12, 513, 720, 1000, 1201, 4096])
def test_transforms_of_all_kinds(n: int) -> None:
    def model(z: Tensor) -> Any:
        x = z.real
        forward = torch.fft.fft(z, norm="ortho"), torch.fft.rfft(x), torch.fft.fft(x)
        back = torch.fft.ifft(z), torch.fft.irfft(z[:, : n // 2 + 1], n), torch.fft.hfft(z, n)
        return *forward, *back

    z = draw(3, n, dtype=C64)
    program = realize(model, z)
    boundary = Boundary.of(program)
    check_values(boundary.join(program.module()(*boundary.split(z)[0])), model(z), 3e-6)


@pytest.mark.parametrize("n", [1, 2, 34, 1033, 1050, 2066])
def test_zeros_of_spectra(n: int) -> None:
    # Where the spectrum of a real operand is real, its imaginary part is +0.
    def model(x: Tensor) -> Any:
        frames = torch.stft(x, n, 1, center=False, onesided=False, return_complex=True)
        along_both = torch.fft.rfft2(x)[:1], torch.fft.rfft2(x.mT).mT[:1]
        return torch.fft.rfft(x), torch.fft.fft(x), frames[..., 0], *along_both

    x = -draw(3, n).abs()
    program = realize(model, x)
    for spectrum in Boundary.of(program).join(program.module()(x)):
        ends = spectrum.imag[:, [0, n // 2] if n % 2 == 0 else [0]]
        assert (ends == 0).all() and not ends.signbit().any()


@pytest.mark.parametrize("n_fft", [16, 30, 1500])
@pytest.mark.parametrize("normalized", [False, True])
def test_frames_and_back(n_fft: int, normalized: bool) -> None:
    def model(x: Tensor) -> Tensor:
        window = torch.hann_window(n_fft)
        z = torch.stft(
            x, n_fft, n_fft // 4, window=window, normalized=normalized, return_complex=True
        )
        return torch.istft(z, n_fft, n_fft // 4, window=window, normalized=normalized, length=3000)

    x = draw(2, 3000)
    check_values(realize(model, x).module()(x), model(x), 5e-6)
