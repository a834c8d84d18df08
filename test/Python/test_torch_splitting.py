"""Ops of PyTorch that move complex elements are split after tracing."""

from collections.abc import Callable

import pytest
import torch
from test_torch_ops import C64, draw
from torch import Tensor

import milcomplex.torch
from milcomplex.torch.exporting import decompose, wrap
from milcomplex.torch.simplification import PARTS
from milcomplex.torch.splitting import is_movement, split_movements


def test_values_are_split_once_each() -> None:
    def model(z: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        w = z.reshape(2, 6).T.flip(0)
        flat = torch.stack([w, w])[1, :, None].expand(6, 3, 2).reshape(-1)
        return torch.cat([w * 2, w, torch.complex(x, x)]), flat + 1

    arguments = draw(3, 4, dtype=C64), draw(6, 2, dtype=torch.float32)
    program = decompose(torch.export.export(wrap(model), arguments))
    split_movements(program)
    calls = [node for node in program.graph.nodes if node.op == "call_function"]
    assert not [node for node in calls if is_movement(node)]
    taken = [(node.target, *node.args) for node in calls if node.target in PARTS]
    assert len(set(taken)) == len(taken) > 2
    found = milcomplex.torch.export(model, *arguments).compile()(*arguments)
    torch.testing.assert_close(found, model(*arguments))


def test_real_operands_have_zeros_as_imaginary_parts() -> None:
    def model(z: Tensor, x: Tensor) -> Tensor:
        return torch.cat([z.permute(1, 0), x.T, x.T.to(torch.complex128)])

    arguments = draw(3, 4, dtype=C64), draw(3, 2, dtype=torch.float32)
    found = milcomplex.torch.export(model, *arguments).compile()(*arguments)
    torch.testing.assert_close(found, model(*arguments))


@pytest.mark.parametrize(
    "model",
    [
        lambda z: z[None, :, None].squeeze((0, 2)),
        lambda z: z.mean((0, 1), keepdim=True).squeeze((0, 1)),
        lambda z: (torch.fft.fft2(z).movedim(0, 1) * 2).transpose(0, 1).view(12),
        lambda z: torch.cat([z.clone().mT.mul_(2).mT.reshape(-1), z.flatten()]),
    ],
)
def test_ops_that_pytorch_decomposes_and_orders_in_memory(
    model: Callable[[Tensor], Tensor],
) -> None:
    z = draw(3, 4, dtype=C64)
    found = milcomplex.torch.export(model, z).compile()(z)
    torch.testing.assert_close(found, model(z))


def test_view_of_what_was_written_in_place() -> None:
    def model(z: Tensor) -> Tensor:
        y = z.clone()
        y.T[0] = 3
        return y.view(-1)

    z = draw(3, 4, dtype=C64)
    torch.testing.assert_close(milcomplex.torch.export(model, z).compile()(z), model(z))
