"""How native programs that were exported from PyTorch access tensors."""

from typing import Any

import numpy as np
import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx.experimental.proxy_tensor import make_fx

import milcomplex.torch
from milcomplex.backends.native.running import NativeProgram
from milcomplex.module import Compiled

Z = torch.tensor([[1 + 2j, -3j, 4], [0.5, 1j, -1 - 1j]], dtype=torch.complex64)


@pytest.fixture(autouse=True)
def no_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have calls by NumPy fail."""

    def fail(*_: Any) -> None:
        raise AssertionError("called by NumPy")

    monkeypatch.setattr(NativeProgram, "call", fail)


class Square(torch.nn.Module):
    """Squares."""

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """Return the square of z."""
        return z * z


class Parts(torch.nn.Module):
    """Returns parts in a dictionary."""

    def forward(self, z: torch.Tensor, scale: torch.Tensor, *, n: int = 2) -> dict[str, Any]:
        """Return the real part and both in a tuple."""
        y = z * scale * n
        return {"real": y.real, "both": (y, y.imag), "n": z.shape[0]}


def compile_square(z: torch.Tensor = Z) -> Compiled:
    """Return the program."""
    return milcomplex.torch.export(Square(), z).compile()


@pytest.mark.parametrize(
    "z",
    [
        Z,
        Z.clone().requires_grad_(),
        torch.nn.Parameter(Z),
        Z.conj(),
        Z.mH.contiguous().mH,
        Z.numpy(),
        Z.to(torch.complex128),
        Z[:, ::2].repeat(1, 2)[:, :3],
        Z.real,
        Z.expand(3, 2, 3)[1],
    ],
)
def test_any_tensor_is_read(z: Any) -> None:
    expected = torch.as_tensor(z).detach() ** 2
    result = compile_square()(z)
    assert result.dtype == torch.complex64 and not result.requires_grad
    torch.testing.assert_close(result, expected.to(torch.complex64), rtol=1e-6, atol=0)


@pytest.mark.parametrize("dtype", [torch.complex32, torch.bfloat16, torch.float16, torch.int8])
def test_types_that_numpy_lacks(dtype: torch.dtype) -> None:
    z = torch.tensor([1, 2, -3], dtype=dtype)
    result = compile_square(z)(z)
    assert result.dtype == dtype
    assert result.tolist() == [1, 4, 9]


def test_trees_and_keywords() -> None:
    scale = torch.tensor(3.0)
    compiled = milcomplex.torch.export(Parts(), Z, scale).compile()
    for result in (compiled(Z, scale), compiled(Z, 3), compiled(scale=3.0, z=Z, n=2)):
        assert result["n"] == 2
        torch.testing.assert_close(result["real"], 6 * Z.real)
        torch.testing.assert_close(result["both"], (6 * Z, 6 * Z.imag))
    with pytest.raises(ValueError, match="'n' is 2 in this program, but 3 was given"):
        compiled(Z, scale, n=3)


def test_a_dictionary_is_returned() -> None:
    class Both(torch.nn.Module):
        def forward(self, z: torch.Tensor, w: torch.Tensor) -> dict[str, Any]:
            return {"sum": z + w, "parts": (z.real, w.imag)}

    compiled = milcomplex.torch.export(Both(), Z, 2 * Z).compile()
    for result in (compiled(Z, 2 * Z), compiled(w=2 * Z, z=Z), compiled(Z, w=2 * Z)):
        assert list(result) == ["sum", "parts"]
        torch.testing.assert_close(result["sum"], 3 * Z)
        torch.testing.assert_close(result["parts"], (Z.real, 2 * Z.imag))
    with pytest.raises(TypeError, match="accepts 2 arguments"):
        compiled(Z)


def test_what_is_no_such_tensor_is_an_error() -> None:
    compiled = compile_square()
    with pytest.raises(ValueError, match=r"has the shape \[2x3\], but one of \[3x2\] was given"):
        compiled(Z.mT)
    with pytest.raises(TypeError, match="must be a tensor"):
        compiled("z")
    with pytest.raises(ValueError, match="layout torch.sparse_coo"):
        compiled(Z.to_sparse())
    with pytest.raises(ValueError, match="device meta"):
        compiled(Z.to("meta"))


def test_keywords_in_another_order_at_export() -> None:
    class Line(torch.nn.Module):
        def forward(self, x: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> Any:
            return x * scale + shift

    class Keyword(torch.nn.Module):
        def forward(self, a: torch.Tensor, *, b: torch.Tensor) -> torch.Tensor:
            return a - b

    x, scale, shift = (torch.tensor([float(n)]) for n in (2, 3, 10))
    line = milcomplex.torch.export(Line(), x, shift=shift, scale=scale).compile()
    assert line(x, scale, shift) == line(x, shift=shift, scale=scale) == 16
    keyword = milcomplex.torch.export(Keyword(), x, b=shift).compile()
    assert keyword(x, b=shift) == -8
    with pytest.raises(TypeError):
        keyword(x, shift)


def test_tracing_is_an_error() -> None:
    compiled = compile_square()
    with pytest.raises(RuntimeError, match="cannot be traced"):
        make_fx(lambda z: compiled(z))(Z)
    with pytest.raises(RuntimeError, match="cannot be traced"):
        torch.jit.trace(lambda z: compiled(z), (Z,))
    with FakeTensorMode(), pytest.raises(RuntimeError, match="cannot be traced"):
        compiled(Z)


def test_tensors_without_memory_are_errors() -> None:
    compiled = compile_square()
    freed = Z.clone()
    freed.untyped_storage().resize_(0)
    with pytest.raises(ValueError, match="'z' must be a tensor with data"):
        compiled(freed)
    with pytest.raises(RuntimeError, match="ZeroTensor"):
        compiled(torch._efficientzerotensor((2, 3), dtype=torch.complex64))


def test_results_are_new_memory() -> None:
    compiled = compile_square()
    first, second = compiled(Z), compiled(2 * Z)
    np.testing.assert_allclose(second, 4 * first, rtol=1e-6)
    assert compiled(Z).data_ptr() != first.data_ptr()
