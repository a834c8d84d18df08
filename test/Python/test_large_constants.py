"""Weights of models, which are in a file beside the text of their module."""

import json
import pickle
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest
import torch
from jax import numpy as jnp
from torch_mlir import ir

import milcomplex.jax
import milcomplex.torch
from milcomplex import LoweringError, Module
from milcomplex.large_constants import LARGE, write_constants
from milcomplex.lowering import run_passes
from milcomplex.memory_files import MemoryFile
from milcomplex.signature import Array
from milcomplex.torch.emission import build_resource
from milcomplex.torch.importer import create_context

RNG = np.random.default_rng(0)
W = RNG.standard_normal((160, 128)).astype(np.float32)
Z = (W[:, ::2] + 1j * W[:, 1::2]).astype(np.complex64)
X = RNG.standard_normal((2, 160)).astype(np.float32)
BYTES = W.nbytes + Z.nbytes
# What a module has besides.
REST = 20_000


class Model(torch.nn.Module):
    """Real and complex weights, one of them twice."""

    w: torch.Tensor
    z: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("w", torch.from_numpy(W))
        self.register_buffer("z", torch.from_numpy(Z))

    def forward(self, x: torch.Tensor) -> Any:
        """Return products with both."""
        return torch.fft.fft(x @ self.w)[:, :64] * (x.to(torch.complex64) @ self.z) * self.z[0]


def export_torch() -> Module:
    return milcomplex.torch.export(Model(), torch.from_numpy(X))


def compute(x: Any) -> Any:
    inner = jax.jit(lambda y: jnp.fft.fft(y @ W)[:, :64])
    return inner(x) * (x @ jnp.asarray(Z)) * Z[0]


def export_jax() -> Module:
    return milcomplex.jax.export(compute, X)


EXPECTED = np.fft.fft(X @ W)[:, :64] * (X @ Z) * Z[0]


@pytest.mark.parametrize("export", [export_jax, export_torch])
def test_weights_are_not_in_the_text(export: Any, tmp_path: Path) -> None:
    module = export()
    text = module.source.mlir
    assert len(text) < REST
    assert BYTES <= len(module.source.constants) < BYTES + REST
    # Real weights are not in what goes from tool to tool, and the parts of complex ones as bytes.
    assert Z.nbytes <= len(module.source.lower()) < Z.nbytes + REST
    assert BYTES <= len(module.bytecode) < BYTES + REST
    compiled = module.compile()
    for one in (compiled, pickle.loads(pickle.dumps(compiled.module.bytecode))):
        if one is compiled:
            found = np.asarray(one(torch.from_numpy(X) if export is export_torch else X))
            np.testing.assert_allclose(found, EXPECTED, rtol=1e-3, atol=1e-2)
        else:
            assert one.read() == compiled.module.bytecode.read()
    assert len(compiled.binary) < BYTES + 2 * REST

    path = tmp_path / "model.mlirbc"
    module.save(path)
    assert path.read_bytes()[:4] == b"ML\xefR"
    assert path.stat().st_size == len(module.bytecode)
    loaded = Module.load(path)
    (found,) = loaded.compile().call_arrays([X])
    np.testing.assert_allclose(found, EXPECTED, rtol=1e-3, atol=1e-2)
    # The text has them, on demand.
    assert W.tobytes().hex().upper() in module.mlir.upper()
    assert len(loaded.mlir) > 2 * BYTES


def test_module_saved_as_text_is_loaded(tmp_path: Path) -> None:
    module = milcomplex.jax.export(lambda z: z * 2, Z[0])
    path = tmp_path / "model.mlir"
    module.save(path)
    path.write_text(module.mlir)
    (found,) = Module.load(path).compile().call_arrays([Z[0]])
    np.testing.assert_array_equal(found, Z[0] * 2)


def test_large_constants_of_any_type() -> None:
    count = LARGE
    arrays = [
        (np.arange(count) % 100).astype(dtype)
        for dtype in (np.int8, np.uint8, np.int64, np.float16, np.float64, np.bool_)
    ]
    with jax.enable_x64(True):
        compiled = milcomplex.jax.export(
            lambda i: [jnp.asarray(array)[i] for array in arrays], np.int32(0)
        ).compile()
        for i in (1, 57, count - 1):
            for found, array in zip(compiled(np.int32(i)), arrays, strict=True):
                assert found == array[i]
                assert found.dtype == array.dtype


def test_pickled_program() -> None:
    compiled = export_jax().compile()
    backend, binary = pickle.loads(pickle.dumps((compiled.backend, compiled.binary)))
    assert len(backend.load(binary, "main").call([X])) == len(compiled.module.signature.results)


class Named(torch.nn.Module):
    """A complex weight, and a real one of any name of which the shape alone is used."""

    weight: torch.Tensor

    def __init__(self, name: str) -> None:
        super().__init__()
        self.register_buffer("weight", torch.from_numpy(Z))
        self.register_buffer(name, torch.from_numpy(W) * 100)
        self.name = name

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return a product with the complex weight."""
        return x @ self.weight + torch.zeros_like(getattr(self, self.name))[0, ::2]


@pytest.mark.parametrize("name", ["weight_real", "weight_imag", "milc_large_0", "other"])
def test_names_of_weights_do_not_matter(name: str) -> None:
    x = torch.from_numpy(X).to(torch.complex64)
    found = milcomplex.torch.export(Named(name), x).compile()(x)
    np.testing.assert_allclose(found.numpy(), X @ Z, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("dtype", [torch.float32, torch.complex64])
def test_names_of_weights_begin_with_digits(dtype: torch.dtype) -> None:
    torch.manual_seed(0)
    layers = [torch.nn.Linear(128, 128, dtype=dtype) for _ in range(2)]
    model = torch.nn.Sequential(*layers)
    x = torch.randn(2, 128, dtype=dtype)
    with torch.no_grad():
        expected = model(x)
    found = milcomplex.torch.export(model, x).compile()(x)
    np.testing.assert_allclose(found.numpy(), expected.numpy(), rtol=1e-3, atol=1e-4)


def test_resource_of_the_name_of_a_large_one_is_an_error() -> None:
    context = create_context()
    with context, ir.Location.unknown():
        type_ = ir.RankedTensorType.get(W.shape, ir.F32Type.get())
        weight, large = torch.from_numpy(W), dict[str, Array]()
        for _ in range(2):
            build_resource(weight, type_, "weight", large)
        assert list(large) == ["milc.large_0", "milc.large_1"]
        with pytest.raises(RuntimeError, match="must be named milc.large_0, but it is"):
            build_resource(weight, type_, "weight", {})


TEXT = """
func.func @main() -> tensor<2xf32> {
  %0 = arith.constant dense_resource<w> : tensor<2xf32>
  return %0 : tensor<2xf32>
}
"""


def test_resources_are_read_from_a_file() -> None:
    data = np.array([1.5, -2], np.float32)
    other = np.arange(3, dtype=np.uint8)
    file = write_constants({"other": other, "w": data})
    assert file is not None
    content = file.read()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    begin, end = header["w"]["data_offsets"]
    assert end - begin == data.nbytes
    with file.lend() as path:
        text = run_passes(TEXT, [f"--milc-attach-resources=file={path}"])
    assert data.tobytes().hex().upper() in text.upper()
    assert write_constants({}) is None


REFUSED = {
    b"": "is not a safetensors file",
    b"\xff" * 8: "is not a safetensors file",
    (3).to_bytes(8, "little") + b"[1]": "is not a safetensors file",
    (2).to_bytes(8, "little") + b"{x": "Expected object key",
    (34).to_bytes(8, "little") + b'{"w": {"data_offsets": [0, 8]}}   1234': "lacks the data of 'w'",
}


@pytest.mark.parametrize("content", REFUSED)
def test_files_of_other_formats_are_refused(content: bytes) -> None:
    file = MemoryFile(content)
    with file.lend() as path, pytest.raises(LoweringError, match=REFUSED[content]):
        run_passes(TEXT, [f"--milc-attach-resources=file={path}"])


def test_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(LoweringError, match="cannot read /nowhere"):
        run_passes(TEXT, ["--milc-attach-resources=file=/nowhere"])
