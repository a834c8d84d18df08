"""Attention with rotary position embeddings, as products of complex numbers, in PyTorch.

J. Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021, equation 12.

Usage: python examples/rope_attention.py [PICTURE.png]
"""

import torch
from example import check, save
from matplotlib import pyplot

import milcomplex.torch

TOKENS, HEADS, WIDTH = 48, 4, 32


class RotaryAttention(torch.nn.Module):
    """Attends with queries and keys rotated by an angle that grows with the position."""

    turns: torch.Tensor

    def __init__(self) -> None:
        """Hold the rotations e^(i m theta_j), (tokens, width / 2), and the projections."""
        super().__init__()
        theta = 10000 ** (-torch.arange(0, WIDTH, 2) / WIDTH)
        angles = torch.outer(torch.arange(TOKENS), theta)
        self.register_buffer("turns", torch.polar(torch.ones_like(angles), angles))
        self.project = torch.nn.Linear(HEADS * WIDTH, 3 * HEADS * WIDTH, bias=False)

    def rotate(self, x: torch.Tensor) -> torch.Tensor:
        """Rotate each pair of neighbours of x, (batch, heads, tokens, width)."""
        pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
        return torch.view_as_real(pairs * self.turns).flatten(-2)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Map tokens, (batch, tokens, heads * width), to outputs and attention weights."""
        q, k, v = self.project(x).view(*x.shape[:2], 3, HEADS, WIDTH).permute(2, 0, 3, 1, 4)
        scores = self.rotate(q) @ self.rotate(k).transpose(-1, -2) / WIDTH**0.5
        weights = torch.softmax(scores, -1)
        return (weights @ v).transpose(1, 2).flatten(-2), weights


def main() -> None:
    """Run the model on a batch both ways and draw the weights on one repeated token."""
    torch.manual_seed(0)
    model = RotaryAttention()
    x = torch.randn(1, 1, HEADS * WIDTH).expand(2, TOKENS, -1) * 3
    with torch.no_grad():
        expected = model(x)
    compiled = milcomplex.torch.export(model, x).compile()
    y, weights = compiled(x)
    check("outputs", y, expected[0], 1e-5)
    check("weights", weights, expected[1], 1e-5)
    figure, axes = pyplot.subplots(1, HEADS, figsize=(10, 2.8))
    for head, axis in enumerate(axes):
        axis.imshow(weights[0, head], cmap="viridis")
        axis.set(title=f"head {head}", xlabel="key")
    axes[0].set_ylabel("query")
    save(figure, __file__)


if __name__ == "__main__":
    main()
