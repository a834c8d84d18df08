#!/usr/bin/env python3
"""Compares compiled programs that use public libraries with the same programs in their frameworks.

usage: libraries.py [--only PATTERN] [--timeout SECONDS] [--write]

The libraries are those of libraries.txt, which `pip install --no-deps -r libraries.txt` installs
into an environment of its own, beside JAX, PyTorch and torch-mlir. Each program is exported,
compiled to machine code, run and compared in a process of its own. --write writes the results
into docs/Frontends.md. Exits 1 where one is wrong, or refused.
"""

from __future__ import annotations

import argparse
import fnmatch
import pathlib
import subprocess
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmark"))

from report import table, write_section  # noqa: E402

COMMAND = "test/Conformance/libraries.py --write"
TOLERANCE = 1e-4
# A program returns a model, its arguments and more keywords of export.
Program = Callable[[], tuple[Any, tuple[Any, ...], dict[str, Any]]]
PROGRAMS: dict[str, Program] = {}


def program(function: Program) -> Program:
    """Register a program under its name, `library_of_what`."""
    PROGRAMS[function.__name__] = function
    return function


def draw(*shape: int, dtype: Any = np.float32) -> Any:
    """Return random numbers, the same every time."""
    generator = np.random.default_rng(0)
    numbers = generator.standard_normal(shape)
    if np.issubdtype(dtype, np.complexfloating):
        numbers = numbers + 1j * generator.standard_normal(shape)
    return numbers.astype(dtype)


def wrap(function: Callable[..., Any]) -> Any:
    """Return a function of tensors as a PyTorch module."""
    import torch

    module = torch.nn.Module()
    module.forward = function
    return module


@program
def asteroid_stft() -> Any:
    """Transform by a bank of filters, and back."""
    import torch
    from asteroid_filterbanks import STFTFB, Decoder, Encoder

    bank = STFTFB(n_filters=64, kernel_size=64, stride=32)
    encoder, decoder = Encoder(bank), Decoder(bank)
    return wrap(lambda x: decoder(encoder(x))), (torch.from_numpy(draw(1, 1, 512)),), {}


@program
def complexpytorch_network() -> Any:
    """Run a convolutional network of complex numbers."""
    import torch
    from complexPyTorch import complexFunctions, complexLayers

    torch.manual_seed(0)
    first, last = complexLayers.ComplexConv2d(1, 4, 3), complexLayers.ComplexLinear(4 * 9, 5)

    def forward(x: Any) -> Any:
        y = complexFunctions.complex_relu(first(x))
        y = complexFunctions.complex_max_pool2d(y, 2, 2)
        return last(y.reshape(-1, 4 * 9)).abs()

    x = torch.from_numpy(draw(2, 1, 8, 8, dtype=np.complex64))
    module = wrap(forward)
    module.first, module.last = first, last
    return module.eval(), (x,), {}


@program
def einops_patches() -> Any:
    """Transform the patches of an image."""
    import torch
    from einops import rearrange, reduce

    def forward(x: Any) -> Any:
        patches = rearrange(x, "b (h p) (w q) -> b (h w) p q", p=4, q=4)
        return reduce(torch.fft.fft2(patches).abs(), "b n p q -> b n", "max")

    return wrap(forward), (torch.from_numpy(draw(2, 8, 12)),), {}


@program
def nnaudio_mel() -> Any:
    """Compute a mel spectrogram."""
    import torch
    from nnAudio.features import MelSpectrogram

    model = MelSpectrogram(sr=8000, n_fft=256, n_mels=20, hop_length=64, verbose=False)
    return model, (torch.from_numpy(draw(1, 2048)),), {}


@program
def rotary_attention() -> Any:
    """Attend to rotated keys."""
    import torch
    from rotary_embedding_torch import RotaryEmbedding

    rotary = RotaryEmbedding(dim=8, cache_if_possible=False)

    def forward(q: Any, k: Any) -> Any:
        q, k = rotary.rotate_queries_or_keys(q), rotary.rotate_queries_or_keys(k)
        return torch.softmax(q @ k.mT, -1)

    q, k = (torch.from_numpy(draw(1, 2, 6, 8)) * scale for scale in (1, 0.5))
    return wrap(forward), (q, k), {}


@program
def torch_dct_filter() -> Any:
    """Transform by cosines, cut off, and back."""
    import torch
    import torch_dct

    def forward(x: Any) -> Any:
        spectrum = torch_dct.dct_2d(x)
        keep = torch.arange(spectrum.shape[-1]) < 5
        return torch_dct.idct_2d(spectrum * keep)

    return wrap(forward), (torch.from_numpy(draw(8, 10)),), {}


@program
def diffrax_oscillator() -> Any:
    """Integrate a damped oscillator of complex amplitude, with adaptive steps."""
    import diffrax
    from jax import numpy as jnp

    def solve(y: Any) -> Any:
        term = diffrax.ODETerm(lambda t, y, args: (-0.1 + 2j) * y)
        solution = diffrax.diffeqsolve(
            term,
            diffrax.Tsit5(),
            0.0,
            1.0,
            0.05,
            y,
            stepsize_controller=diffrax.PIDController(rtol=1e-4, atol=1e-6),
            max_steps=256,
        )
        return jnp.abs(solution.ys)

    return solve, (draw(3, dtype=np.complex64),), {"without_effects": True}


@program
def equinox_network() -> Any:
    """Run a perceptron on the parts of a spectrum, with a check."""
    import equinox
    import jax
    from jax import numpy as jnp

    network = equinox.nn.MLP(10, 3, 8, 2, key=jax.random.key(0))

    def apply(x: Any) -> Any:
        z = jnp.fft.rfft(x)
        z = equinox.error_if(z, jnp.any(jnp.isnan(z.real)), "the spectrum has a NaN")
        return network(jnp.concatenate([z.real, z.imag]))

    return apply, (draw(8),), {"without_effects": True}


@program
def lineax_solve() -> Any:
    """Solve a linear system."""
    import lineax
    from jax import numpy as jnp

    def solve(a: Any, b: Any) -> Any:
        operator = lineax.MatrixLinearOperator(a + 4 * jnp.eye(4))
        return lineax.linear_solve(operator, b, lineax.LU()).value

    return solve, (draw(4, 4), draw(4)), {"without_effects": True}


@program
def optax_step() -> Any:
    """Take a step of Adam on complex parameters."""
    import jax
    import optax
    from jax import numpy as jnp

    def step(w: Any, x: Any) -> Any:
        optimizer = optax.adam(0.1)
        gradient = jax.grad(lambda w: jnp.sum(jnp.abs(x * w - 1) ** 2))(w)
        updates, _ = optimizer.update(jnp.conj(gradient), optimizer.init(w), w)
        return optax.apply_updates(w, updates)

    return step, (draw(5, dtype=np.complex64), 2 * draw(5, dtype=np.complex64)), {}


@program
def optimistix_root() -> Any:
    """Find a root by Newton's method."""
    import optimistix
    from jax import numpy as jnp

    def solve(y: Any) -> Any:
        solver = optimistix.Newton(rtol=1e-5, atol=1e-5)
        return optimistix.root_find(lambda y, args: y - jnp.cos(y), solver, y, max_steps=32).value

    return solve, (np.abs(draw(3)),), {"without_effects": True}


def compare(found: Any, expected: Any) -> None:
    """Raise ValueError if a result is wrong."""
    found, expected = np.asarray(found), np.asarray(expected)
    scale = max(1.0, float(np.abs(expected).max(initial=0)))
    error = float(np.abs(found - expected).max(initial=0)) / scale
    if found.shape != expected.shape or not error <= TOLERANCE:
        raise ValueError(f"wrong result: {found.shape}, error {error:.1e}")


def run(name: str) -> None:
    """Run a program both ways; raise an error where that fails."""
    model, arguments, keywords = PROGRAMS[name]()
    if type(arguments[0]).__module__ == "torch":
        import torch

        import milcomplex.torch

        with torch.no_grad():
            expected = model(*(argument.clone() for argument in arguments))
        compiled = milcomplex.torch.export(model, *arguments, **keywords).compile()
    else:
        import milcomplex.jax

        expected = model(*arguments)
        compiled = milcomplex.jax.export(model, *arguments, **keywords).compile()
    compare(compiled(*arguments), expected)


def judge(name: str, timeout: float) -> str:
    """Return why a program, run in another process, fails; nothing if it passes."""
    command = [sys.executable, __file__, "--run", name]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return f"no end after {timeout:g} s"
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines() or [f"the process ended with {done.returncode}"]
    return lines[-1][:160]


def read_versions() -> dict[str, str]:
    """Return the libraries and their versions, by the first part of the names of programs."""
    lines = pathlib.Path(__file__).with_suffix(".txt").read_text().split()
    return {line.split("==")[0].split("-")[0].lower(): line.replace("==", " ") for line in lines}


def main() -> None:
    """Run the programs that the command line selects."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="*", help="programs whose names match a pattern")
    parser.add_argument("--timeout", type=float, default=300)
    parser.add_argument("--write", action="store_true", help="write docs/Frontends.md")
    parser.add_argument("--run", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        warnings.simplefilter("ignore")
        run(options.run)
        return
    versions, rows = read_versions(), []
    for name, function in PROGRAMS.items():
        if fnmatch.fnmatch(name, options.only):
            reason = judge(name, options.timeout)
            does = (function.__doc__ or "").rstrip(".")
            rows.append([versions[name.split("_")[0]], does, reason or "passes"])
            print(*rows[-1], sep=": ", flush=True)
    if options.write:
        text = table(["library", "program", "result"], rows, 3)
        write_section(COMMAND, text, ROOT / "docs/Frontends.md")
    sys.exit(any(reason != "passes" for _, _, reason in rows))


if __name__ == "__main__":
    main()
