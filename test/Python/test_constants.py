"""Constants that one version of MLIR passes to another."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest
import torch
from jax import numpy as jnp
from jax.interpreters import mlir
from jaxlib.mlir import ir

import milcomplex
import milcomplex.jax
import milcomplex.torch
from milcomplex import Module

# MLIR prints more than 100 elements as bytes.
SHAPES = ((64,), (100,), (101,), (104,), (128,), (3, 43), (2, 3, 40), (1000,))
# IREE rejects constants of float4_e2m1fn.
DTYPES = """
bool int2 uint2 int4 uint4 int8 uint8 int16 uint16
int32 uint32 int64 uint64 float16 bfloat16 float32 float64 complex64 complex128
float8_e3m4 float8_e4m3 float8_e4m3fn float8_e4m3fnuz float8_e4m3b11fnuz float8_e5m2 float8_e5m2fnuz
""".split()
TORCH_DTYPES = """
bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex32 complex64 complex128
""".split()
# Types that are not the result of a torch operator on resources.
ELEMENTS = {
    "bf16": "extf",
    "f16": "extf",
    "f8E4M3FN": "extf",
    "f8E5M2": "extf",
    "i1": "uitofp",
    "i8": "sitofp",
    "i32": "sitofp",
}


def list_constants(dtype: Any) -> Iterator[Any]:
    """Yield arrays of a type of each of SHAPES, and one of equal elements."""
    for shape in SHAPES:
        numbers = (np.arange(np.prod(shape)) * 5 % 7).reshape(shape)
        yield (numbers < 3).astype(dtype) if np.dtype(dtype).kind == "b" else numbers.astype(dtype)
    yield np.ones((128,), dtype)


@pytest.fixture(autouse=True)
def double_precision() -> Iterator[None]:
    """Enable JAX's 64-bit types."""
    config: Any = jax.config
    before = config.jax_enable_x64
    config.update("jax_enable_x64", True)
    yield
    config.update("jax_enable_x64", before)


def widen(numbers: Any) -> Any:
    """Return elements as complex ones; IREE does not convert 8-bit ones to f64."""
    is_byte = numbers.dtype.name.startswith("float8")
    return (numbers.astype(jnp.float32) if is_byte else numbers).astype(complex)


@pytest.mark.parametrize("dtypes", [DTYPES[:9], DTYPES[9:19], DTYPES[19:]])
def test_constants_of_jax(dtypes: list[str]) -> None:
    constants = {name: list(list_constants(jnp.dtype(name))) for name in dtypes}

    def model(x: Any) -> Any:
        return {
            name: [widen(jnp.asarray(one)) + x for one in ones] for name, ones in constants.items()
        }

    exported = milcomplex.jax.export(model, np.array(1j))
    # MLIR (22.1) converts no 8-bit floating-point number to LLVM.
    targets = ["llvm-cpu"] if any("float8" in name for name in dtypes) else ["llvm-cpu", "native"]
    for target in targets:
        found = exported.compile(target)(np.array(1j))
        for name, ones in constants.items():
            for got, one in zip(found[name], ones, strict=True):
                np.testing.assert_array_equal(got, one.astype(complex) + 1j, f"{name}{one.shape}")


def test_constants_of_pytorch() -> None:
    constants = {
        name: [torch.from_numpy(x).to(getattr(torch, name)) for x in list_constants(np.int64)]
        for name in TORCH_DTYPES
    }

    def model(x: torch.Tensor) -> Any:
        return {name: [one.to(x.dtype) + x for one in ones] for name, ones in constants.items()}

    x = torch.tensor(1j, dtype=torch.complex128)
    found, expected = milcomplex.torch.export(model, x).compile()(x), model(x)
    for name in TORCH_DTYPES:
        for got, one in zip(found[name], expected[name], strict=True):
            assert torch.equal(got, one), f"{name}{list(one.shape)}"


def test_masks_of_pytorch() -> None:
    masks = [torch.arange(20) % i == 0 for i in range(1, 20)]

    def model(x: torch.Tensor) -> Any:
        return [torch.where(mask, x, 0) for mask in masks]

    x = torch.arange(20) * (1 + 1j)
    found = milcomplex.torch.export(model, x).compile()(x)
    for got, expected in zip(found, model(x), strict=True):
        assert torch.equal(got, expected)


def test_where_of_a_mask() -> None:
    for n in (100, 101, 1000):
        mask, x = np.arange(n) % 3 == 0, np.arange(n) * (1 + 1j)
        found = milcomplex.jax.export(lambda x, mask=mask: jnp.where(mask, x, 0), x).compile()(x)
        np.testing.assert_array_equal(found, np.where(mask, x, 0))


def write_booleans(numbers: Any, digits: bytes) -> str:
    """Return a module with a constant of booleans of given bytes, and a complex value."""
    type = f"tensor<{'x'.join(map(str, numbers.shape))}xi1>"
    return f"""
func.func @main(%z: complex<f32>) -> ({type}, complex<f32>) {{
  %c = arith.constant dense<"0x{digits.hex().upper()}"> : {type}
  return %c, %z : {type}, complex<f32>
}}
"""


@pytest.mark.parametrize("shape", [(101,), (104,), (3, 43), (1000,)])
def test_booleans_of_any_version_become_words(shape: tuple[int, ...], tmp_path: Path) -> None:
    numbers = (np.arange(np.prod(shape)) * 5 % 7 < 3).reshape(shape)
    words = f"dense<{json.dumps(numbers.tolist())}>"
    one_a_byte = write_booleans(numbers, numbers.tobytes())
    eight_a_byte = write_booleans(numbers, np.packbits(numbers, bitorder="little").tobytes())
    path = tmp_path / "module.mlir"
    path.write_text(one_a_byte)
    with mlir.make_ir_context():
        newer: Any = ir.Module.parse(one_a_byte)
        bytecode = newer.operation.get_asm(binary=True)
    for module in (one_a_byte, eight_a_byte, one_a_byte.encode(), path, bytecode):
        assert words in milcomplex.lower(module)


def test_booleans_of_too_few_bytes_are_refused() -> None:
    module = write_booleans(np.zeros(128), bytes(15))
    with pytest.raises(milcomplex.LoweringError, match="elements hex data size is invalid"):
        milcomplex.lower(module)


@pytest.mark.parametrize("size", [5, 101, 1000])
def test_resources(size: int) -> None:
    """Of a module that is not from a front end."""
    numbers = np.arange(size) * 5 % 7
    dtypes = {"bf16": "bfloat16", "f8E4M3FN": "float8_e4m3fn", "f8E5M2": "float8_e5m2"}
    others = {"f16": "float16", "i1": "bool", "i8": "int8", "i32": "int32"}
    arrays = {t: numbers.astype(jnp.dtype(name)) for t, name in (dtypes | others).items()}
    lines = [
        line
        for i, (element, convert) in enumerate(ELEMENTS.items())
        for line in (
            f"%c{i} = arith.constant dense_resource<r{i}> : tensor<{size}x{element}>",
            f"%f{i} = arith.{convert} %c{i} : tensor<{size}x{element}> to tensor<{size}xf32>",
            f"%r{i} = arith.addf %f{i}, %x : tensor<{size}xf32>",
        )
    ]
    resources = [
        f'r{i}: "0x04000000{arrays[element].tobytes().hex()}"' for i, element in enumerate(ELEMENTS)
    ]
    types = ", ".join([f"tensor<{size}xf32>"] * len(ELEMENTS))
    module = Module.from_mlir(f"""
func.func @main(%x: tensor<{size}xf32>) -> ({types}) {{
{chr(10).join(lines)}
  return {", ".join(f"%r{i}" for i in range(len(ELEMENTS)))} : {types}
}}
{{-# dialect_resources: {{ builtin: {{ {", ".join(resources)} }} }} #-}}
""")
    results = module.compile("llvm-cpu")(np.ones(size, np.float32))
    for element, found in zip(ELEMENTS, results, strict=True):
        np.testing.assert_array_equal(found, arrays[element].astype(np.float32) + 1, element)
