"""Models that write to buffers and arguments."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

import milcomplex.torch
from milcomplex import LoweringError

C64 = torch.complex64


class Filter(nn.Module):
    """A recursive filter, whose state is complex, and which counts its calls."""

    h: Tensor
    calls: Tensor
    weight: Tensor

    def __init__(self) -> None:
        """Start at zero."""
        super().__init__()
        self.register_buffer("h", torch.zeros(4, dtype=C64))
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64), persistent=False)
        self.register_buffer("weight", torch.linspace(1, 2, 4))
        self.norm = nn.BatchNorm1d(4)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Return the spectrum of the state, and normalized real parts."""
        self.h.mul_(0.5j).add_(x)
        self.calls += 1
        spectrum = torch.fft.fft(self.h) * self.weight
        return {"spectrum": spectrum, "normal": self.norm(torch.stack([x.real, x.imag]))}


def test_written_buffers_are_the_last_arguments_and_results() -> None:
    signature = milcomplex.torch.export(Filter(), torch.ones(4, dtype=C64)).signature
    written = ["h", "calls", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"]
    assert [value.name for value in signature.inputs] == ["x", *written]
    assert [value.name for value in signature.outputs] == ["['spectrum']", "['normal']", *written]


def test_state_goes_from_call_to_call() -> None:
    model = Filter()
    compiled = milcomplex.torch.export(model, torch.ones(4, dtype=C64)).compile()
    keywords: dict[str, Any] = {}
    for step in range(3):
        x = torch.linspace(1, 4, 4) * (3 - 1j * step)
        found, state = compiled(x, **keywords)
        expected = model(x)
        torch.testing.assert_close(found["spectrum"], expected["spectrum"])
        torch.testing.assert_close(found["normal"], expected["normal"].detach())
        for name, buffer in model.named_buffers():
            if name != "weight":
                torch.testing.assert_close(state[name], buffer)
        keywords = {"state": state}


def test_first_state_is_that_of_the_exported_model() -> None:
    model = Filter()
    x = torch.ones(4, dtype=C64)
    compiled = milcomplex.torch.export(model, x).compile()
    model(x)
    assert compiled(x)[1]["calls"] == 1


def test_state_must_have_every_written_buffer() -> None:
    x = torch.ones(4, dtype=C64)
    compiled = milcomplex.torch.export(Filter(), x).compile()
    with pytest.raises(TypeError, match="must have a value of 'calls', 'norm.running_mean'"):
        compiled(x, state={"h": x})


def test_written_arguments_are_returned_by_name() -> None:
    def model(caches: dict[str, Tensor], x: Tensor) -> Tensor:
        caches["keys"][:, 1] = x
        x.mul_(2)
        return caches["keys"].sum(1)

    arguments = {"keys": torch.zeros(2, 3, dtype=C64)}, torch.ones(2, dtype=C64) * 1j
    found, state = milcomplex.torch.export(model, *arguments).compile()(*arguments)
    assert list(state) == ["caches['keys']", "x"]
    expected = model(*arguments)
    torch.testing.assert_close(found, expected)
    torch.testing.assert_close(state["caches['keys']"], arguments[0]["keys"])
    torch.testing.assert_close(state["x"], arguments[1])


def test_parameter_may_not_have_the_name_of_the_state() -> None:
    class Model(nn.Module):
        total: Tensor

        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("total", torch.zeros(2))

        def forward(self, state: Tensor) -> Tensor:
            return self.total.add_(state)

    with pytest.raises(LoweringError, match="may have no parameter 'state'"):
        milcomplex.torch.export(Model(), torch.ones(2))
