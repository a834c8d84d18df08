"""A complex-valued network in PyTorch, with modReLU, that learned z -> z^2 / (1 + |z|^2).

C. Trabelsi et al., Deep Complex Networks, ICLR 2018; M. Arjovsky et al., Unitary Evolution
Recurrent Neural Networks, ICML 2016, equation 8 (modReLU). It is trained by PyTorch, and run
lowered, with a batch of any size.

Usage: python examples/complex_mlp.py [PICTURE.png]
"""

import torch
from example import check, save
from matplotlib import pyplot

import milcomplex.torch

WIDTH = 32


class ComplexMLP(torch.nn.Module):
    """Two layers of complex weights, with modReLU between them."""

    def __init__(self) -> None:
        """Draw the weights."""
        super().__init__()
        self.inner = torch.nn.Linear(1, WIDTH, dtype=torch.complex64)
        self.threshold = torch.nn.Parameter(-0.1 * torch.rand(WIDTH))
        self.outer = torch.nn.Linear(WIDTH, 1, dtype=torch.complex64)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """Take numbers, (batch, 1), to numbers."""
        hidden = self.inner(z)
        size = hidden.abs()
        gate = torch.relu(size + self.threshold) / (size + 1e-6)
        result: torch.Tensor = self.outer(hidden * gate * torch.sgn(hidden))
        return result


def draw_grid(steps: int) -> torch.Tensor:
    """Return the points of a grid on a square, (steps^2, 1)."""
    line = torch.linspace(-1.5, 1.5, steps)
    return torch.complex(*torch.meshgrid(line, line, indexing="xy")).reshape(-1, 1)


def main() -> None:
    """Train, run the network on two batches both ways, and draw its values over the plane."""
    torch.manual_seed(0)
    model = ComplexMLP()
    optimizer = torch.optim.Adam(model.parameters(), 1e-2)
    z = draw_grid(24)
    target = z**2 / (1 + z.abs() ** 2)
    for _ in range(300):
        optimizer.zero_grad()
        (model(z) - target).abs().square().mean().backward()
        optimizer.step()
    batch = torch.export.Dim("batch")
    exported = milcomplex.torch.export(model, z, dynamic_shapes=({0: batch},))
    compiled = exported.compile()
    for steps in (5, 64):
        grid = draw_grid(steps)
        check(f"{steps} x {steps} numbers", compiled(grid), model(grid).detach(), 1e-5)
    figure, axes = pyplot.subplots(1, 2, figsize=(7, 3.2))
    pictures = {"z^2 / (1 + |z|^2)": grid**2 / (1 + grid.abs() ** 2), "network": compiled(grid)}
    for axis, (title, values) in zip(axes, pictures.items(), strict=True):
        axis.imshow(values.angle().reshape(64, 64), cmap="hsv", extent=(-1.5, 1.5, -1.5, 1.5))
        axis.set(title=f"phase of {title}")
    save(figure, __file__)


if __name__ == "__main__":
    main()
