"""Errors of exporting PyTorch models that are not supported."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

import milcomplex.torch
from milcomplex import LoweringError

Z = torch.ones(3, 3, dtype=torch.complex64)


def refuse(model: Any, *arguments: Any, **keywords: Any) -> LoweringError:
    """Return the error of exporting a model."""
    with pytest.raises(LoweringError) as caught:
        milcomplex.torch.export(model, *arguments, **keywords)
    return caught.value


def find_line(function: Callable[..., Any], text: str) -> int:
    """Return the number of the line of a function that holds a text."""
    lines, first = inspect.getsourcelines(function)
    return first + next(i for i, line in enumerate(lines) if text in line)


class Indefinite(nn.Module):
    """Has an op that is not supported."""

    def forward(self, x: Tensor) -> Any:
        """Return [n, n] for [n, n]."""
        y = x + 1
        values = torch.linalg.ldl_factor(y)[0]
        return values * 2


def test_unsupported_op_is_named_with_its_line() -> None:
    (diagnostic,) = refuse(Indefinite(), Z).diagnostics
    assert "'aten.linalg_ldl_factor" in diagnostic.message
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(Indefinite.forward, "ldl_factor")


def test_unsupported_op_of_a_function_is_named_with_its_line() -> None:
    def model(x: Tensor) -> Any:
        return torch.linalg.ldl_factor(x + 1)

    (diagnostic,) = refuse(model, Z).diagnostics
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(model, "ldl_factor(")


def test_unsupported_op_of_real_numbers_is_named_with_its_line() -> None:
    def model(x: Tensor) -> Any:
        return torch.linalg.ldl_factor(x.real)

    (diagnostic,) = refuse(model, Z).diagnostics
    assert diagnostic.message == "'aten.linalg_ldl_factor_ex' is not supported by torch-mlir"
    assert diagnostic.line == find_line(model, "ldl_factor")


def test_branch_on_an_element_is_refused_at_its_line() -> None:
    def model(x: Tensor) -> Tensor:
        y = x.real * 2
        return y if y.sum() > 0 else -y

    (diagnostic,) = refuse(model, Z).diagnostics
    assert "branches on an element of a tensor" in diagnostic.message
    assert diagnostic.line == find_line(model, "y.sum()")


@pytest.mark.filterwarnings("error")
def test_export_warns_of_nothing() -> None:
    milcomplex.torch.export(torch.fft.fft, Z)


def test_rule_says_what_it_takes() -> None:
    def model(x: Tensor) -> Any:
        return torch.linalg.lu_factor(x, pivot=False)

    (diagnostic,) = refuse(model, torch.eye(3, dtype=torch.complex64)).diagnostics
    assert diagnostic.message == (
        "'aten.linalg_lu_factor_ex' is not supported: factorizations without pivots are not"
        " computed"
    )
    assert diagnostic.line == find_line(model, "lu_factor")


def test_sparse_tensor_is_refused_at_its_line() -> None:
    def model(x: Tensor) -> Tensor:
        return x.to_sparse()

    (diagnostic,) = refuse(model, Z).diagnostics
    assert "is a sparse tensor, which is not supported" in diagnostic.message
    assert diagnostic.line == find_line(model, "to_sparse")


def test_type_that_mlir_lacks_is_refused_by_name() -> None:
    (diagnostic,) = refuse(torch.clone, torch.ones(3, dtype=torch.float8_e5m2)).diagnostics
    assert "is of torch.float8_e5m2, which is not supported" in diagnostic.message


def test_dynamic_length_of_a_transform_is_refused_at_its_line() -> None:
    class Spectrum(nn.Module):
        def forward(self, x: Tensor) -> Any:
            return torch.fft.fft(x)

    shapes = {"x": {0: torch.export.Dim("n", min=2)}}
    (diagnostic, *_) = refuse(Spectrum(), Z[0], dynamic_shapes=shapes).diagnostics
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(Spectrum.forward, "fft.fft")


def test_dynamic_length_of_a_real_result_is_refused_at_its_line() -> None:
    class Signal(nn.Module):
        def forward(self, x: Tensor) -> Any:
            return torch.fft.irfft(x)

    shapes = {"x": {0: torch.export.Dim("n", min=3)}}
    (diagnostic, *_) = refuse(Signal(), Z[0], dynamic_shapes=shapes).diagnostics
    assert "'milcomplex.irfft' needs a static length" in diagnostic.message
    assert diagnostic.line == find_line(Signal.forward, "irfft")


def test_computed_number_is_refused_at_its_line() -> None:
    def model(x: Tensor) -> Any:
        y = x.real.sum().item() * 2
        return x, y

    (diagnostic,) = refuse(model, Z).diagnostics
    assert diagnostic.message == (
        "the model returns '[1]', a number that is computed: return a tensor"
    )
    assert diagnostic.line == find_line(model, "item")


def test_number_that_a_call_decides_is_refused_by_name() -> None:
    def model(x: Tensor, state: dict[str, int]) -> Any:
        return x * state["n"]

    shapes = {"x": None, "state": {"n": torch.export.Dim.AUTO}}
    (diagnostic,) = refuse(model, Z, {"n": 3}, dynamic_shapes=shapes).diagnostics
    assert diagnostic.message == (
        "the model accepts \"state['n']\", a number that is not a constant: pass a tensor"
    )


def test_op_without_gradients_is_named_with_its_line() -> None:
    class Frozen(nn.Module):
        def forward(self, x: Tensor) -> Any:
            y = x + 1
            with torch.no_grad():
                values = torch.linalg.ldl_factor(y)[0]
            return values * 2

    (diagnostic,) = refuse(Frozen(), Z).diagnostics
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(Frozen.forward, "ldl_factor")


def test_gradient_of_functions_is_refused_at_its_line() -> None:
    def model(x: Tensor) -> Any:
        return torch.func.grad(lambda z: torch.abs(z * z).sum())(x)

    (diagnostic,) = refuse(model, Z).diagnostics
    assert "rejects what torch.func differentiates" in diagnostic.message
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(model, "torch.abs")


def test_unknown_option_is_refused() -> None:
    refuse(torch.exp, Z, lowering={"speed": "warp"})
