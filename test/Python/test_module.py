"""Modules: signatures, arguments of calls, saving, and devices."""

from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from devices import has_vulkan
from interpreter import run_python

import milcomplex.backends
from milcomplex import Module, Part, Signature, Value
from milcomplex.functions import ELEMENT_TYPES
from milcomplex.module import Source
from milcomplex.signature import DTYPES

MODULE = """
func.func @main(%z: tensor<2x?xcomplex<{element}>> loc("z"), %s: complex<{element}>, %n: i32)
    -> (tensor<2x?xcomplex<{element}>>, complex<{element}>, i32) {{
  %w = milcomplex.conj %z : tensor<2x?xcomplex<{element}>>
  %t = complex.neg %s : complex<{element}>
  return %w, %t, %n : tensor<2x?xcomplex<{element}>>, complex<{element}>, i32
}}
"""
TYPES = {element: DTYPES[element] for element in ELEMENT_TYPES}


@pytest.mark.parametrize("element", TYPES)
def test_signature_says_what_each_argument_is(element: str) -> None:
    signature = Module.from_mlir(MODULE.format(element=element)).signature
    assert signature.arguments == (
        Part("z", "real", (2, None), TYPES[element]),
        Part("z", "imag", (2, None), TYPES[element]),
        Part("arg1", "real", (), TYPES[element]),
        Part("arg1", "imag", (), TYPES[element]),
        Part("arg2", "whole", (), "int32"),
    )
    assert [part.name for part in signature.results] == ["result0"] * 2 + ["result1"] * 2 + [
        "result2"
    ]


def test_signature_of_the_interleaved_abi_has_one_argument_a_tensor() -> None:
    module = Module.from_mlir(MODULE.format(element="f32"), abi="interleaved")
    assert module.signature.arguments[:2] == (
        Part("z", "interleaved", (2, None, 2), "float32"),
        Part("arg1", "real", (), "float32"),
    )


@pytest.mark.parametrize("abi", ["pair", "interleaved"])
@pytest.mark.parametrize("element", ["f32", "f64"])
def test_call_takes_and_returns_complex_arrays(abi: str, element: str) -> None:
    compiled = Module.from_mlir(MODULE.format(element=element), abi=abi).compile()
    dtype = np.dtype({"f32": np.complex64, "f64": np.complex128}[element])
    z = (np.arange(6) + 1j * np.arange(6)[::-1]).astype(dtype).reshape(3, 2).T
    w, t, n = compiled(z, np.asarray(2 - 3j, dtype), np.int32(7))
    assert w.dtype == t.dtype == dtype
    np.testing.assert_array_equal(w, z.conj())
    assert t == -2 + 3j
    assert n == 7


def test_boolean_number_is_taken() -> None:
    module = Module.from_mlir("""
func.func @main(%p: i1, %x: complex<f32>) -> (i1, f32) {
  %y = complex.re %x : complex<f32>
  return %p, %y : i1, f32
}
""")
    truth, number = module.compile()(True, 2 + 3j)
    assert truth.dtype == np.bool_ and truth
    assert number == 2


def test_results_are_the_callers_own() -> None:
    module = Module.from_mlir("""
func.func @main(%x: tensor<4xcomplex<f32>>) -> (tensor<4xcomplex<f32>>, tensor<4xf32>) {
  %y = milcomplex.imag %x : tensor<4xcomplex<f32>>
  return %x, %y : tensor<4xcomplex<f32>>, tensor<4xf32>
}
""")
    compiled = module.compile()
    x = np.full(4, 1 + 2j, np.complex64)
    first, second = compiled(x), compiled(3 * x)
    del compiled
    np.testing.assert_array_equal(first[0], x)
    np.testing.assert_array_equal(first[1], x.imag)
    for result in first:
        result[:] = 0
    np.testing.assert_array_equal(x, 1 + 2j)
    np.testing.assert_array_equal(second[1], 6)


def test_infinite_parts_come_back_as_they_are() -> None:
    signature = Signature((), (Value("y", (2,), "complex<f32>"),))
    (joined,) = signature.join([np.array([np.inf, 1], "f4"), np.array([0, -np.inf], "f4")])
    np.testing.assert_array_equal(joined.real, [np.inf, 1])
    np.testing.assert_array_equal(joined.imag, [0, -np.inf])


def test_bfloat16_parts_are_carried_by_complex64() -> None:
    signature = Signature((Value("x", (1,), "complex<bf16>"),), ())
    real, imag = signature.split([np.array([1 + 2j], np.complex64)])
    assert real.dtype == imag.dtype == ml_dtypes.bfloat16
    assert (real[0], imag[0]) == (1, 2)


SIGNATURE = Signature((Value("x", (2, None), "complex<f32>"), Value("n", (), "i32")), ())


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ([np.ones((2, 3))], TypeError, "accepts 2 arrays, but 1 were given"),
        ([np.ones((3, 3)), 1], ValueError, r"'x' has the shape \[2x\?\], but one of \[3x3\]"),
        ([np.ones(2), 1], ValueError, r"'x' has the shape \[2x\?\], but one of \[2\]"),
        ([np.ones((2, 3)), 1.5], ValueError, "'n' is of int32, but one of float64"),
        ([np.ones((2, 3)), 2**40], ValueError, "'n' is of int32, but one with 1099511627776 was"),
    ],
)
def test_call_with_other_arrays_is_an_error(
    arguments: list[Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        SIGNATURE.split(arguments)


@pytest.mark.parametrize(
    ("guard", "message"),
    [
        ("shapes[0][1] == 2*shapes[1][0] - 1", None),
        ("(shapes[0][1] % 3) == 0 and not shapes[1][0] > 2", None),
        ("shapes[0][1] < max(1, math.ceil(shapes[1][0] / 2)) or shapes[0][1] == 3", None),
        ("shapes[0][1] // 2 >= shapes[1][0]", r"x.shape\[1\] // 2 >= y.shape\[0\], but x.shape"),
        ("shapes[0][1] != 3", r"must have x.shape\[1\] != 3, but x.shape\[1\] is 3$"),
        ("print() == 3", r"'print\(\)' is not an expression of sizes"),
        ("shapes.x == 3", "'shapes.x' is not an expression of sizes"),
    ],
)
def test_sizes_are_checked_by_guards(guard: str, message: str | None) -> None:
    values = Value("x", (2, None), "f32"), Value("y", (None,), "f32")
    signature = Signature(values, (), guards=(guard,))
    arrays = np.ones((2, 3)), np.ones(2)
    if message is None:
        assert len(signature.split(arrays)) == 2
    else:
        with pytest.raises(ValueError, match=message):
            signature.split(arrays)


def test_views_of_tensors_are_taken_as_what_they_show() -> None:
    torch = pytest.importorskip("torch")
    signature = Signature((Value("x", (2,), "complex<f32>"), Value("y", (2,), "f32")), ())
    z = torch.tensor([1 + 2j, 3 - 4j], requires_grad=True)
    real, imag, negative = signature.split([z.conj(), z.conj().imag])
    np.testing.assert_array_equal(real + 1j * imag, [1 - 2j, 3 + 4j])
    np.testing.assert_array_equal(negative, [-2, 4])


def test_keywords_are_an_error_where_there_are_none() -> None:
    module = Module(Source("", None), SIGNATURE)
    with pytest.raises(TypeError, match=r"no keywords, but \['y'\]"):
        module.flatten((), {"y": 1})


def test_saved_module_is_the_same(tmp_path: Path) -> None:
    module = Module.from_mlir(MODULE.format(element="f32"))
    module.save(tmp_path / "module.mlir")
    loaded = Module.load(tmp_path / "module.mlir")
    assert (loaded.mlir, loaded.signature, loaded.function) == (
        module.mlir,
        module.signature,
        module.function,
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inputs": 1, "outputs": []}'])
def test_what_save_did_not_write_is_not_loaded(text: str, tmp_path: Path) -> None:
    (tmp_path / "m.mlir").write_text("module {}")
    (tmp_path / "m.mlir.json").write_text(text)
    with pytest.raises(ValueError, match="m.mlir.json is not what Module.save wrote"):
        Module.load(tmp_path / "m.mlir")


TWO_FUNCTIONS = """
func.func @f(%x: complex<f32>) -> f32 {
  %y = complex.re %x : complex<f32>
  return %y : f32
}
func.func @g(%x: complex<f32>) -> f32 {
  %y = complex.im %x : complex<f32>
  return %y : f32
}
func.func private @h(%x: complex<f32>) -> f32
"""


def test_function_is_chosen_by_name() -> None:
    module = Module.from_mlir(TWO_FUNCTIONS, function="g")
    assert module.function == "g"
    with pytest.raises(ValueError, match="must have one public function, but it has f, g"):
        Module.from_mlir(TWO_FUNCTIONS)
    with pytest.raises(ValueError, match="must have a public function 'h', but it has f, g"):
        Module.from_mlir(TWO_FUNCTIONS, function="h")


def test_functions_that_are_not_chosen_are_left_out() -> None:
    text = """
func.func @f(%x: complex<f32>) -> complex<f32> {
  %y = func.call @h(%x) : (complex<f32>) -> complex<f32>
  return %y : complex<f32>
}
func.func @g(%x: memref<2xcomplex<f32>>) -> memref<2xcomplex<f32>> {
  return %x : memref<2xcomplex<f32>>
}
func.func private @h(%x: complex<f32>) -> complex<f32> {
  return %x : complex<f32>
}
"""
    assert Module.from_mlir(text, function="f", debug_info=True).compile()(1 + 2j) == 1 + 2j


def test_buffers_are_no_arrays() -> None:
    with pytest.raises(ValueError, match="'arg0' must be an array or a number, but is memref"):
        Module.from_mlir("func.func @main(%x: memref<2xcomplex<f32>>) { return }")


def test_another_program_is_called_where_iree_loses_a_buffer() -> None:
    compiled = Module.from_mlir(MODULE.format(element="f32")).compile("llvm-cpu")
    program: Any = compiled.program
    good = bytes(compiled.binary)
    program.others = iter([good])

    def fail(*_: Any) -> None:
        raise IndexError("indirect buffer reference slot 0 is out range")

    vars(program)["function"] = fail
    x = np.ones((2, 3), np.complex64)
    assert compiled(x, np.complex64(1j), np.int32(7))[2] == 7
    assert compiled.binary is good
    vars(program)["function"] = fail
    with pytest.raises(IndexError, match="indirect buffer reference"):
        compiled(x, np.complex64(1j), np.int32(7))


def test_back_end_of_another_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(milcomplex.backends.backend, "MODULES", {})
    milcomplex.backends.register("printing", "printing")
    signature = Signature((Value("x", (2,), "complex<f32>"),), (Value("y", (2,), "complex<f32>"),))
    compiled = Module(Source("module {}", None), signature).compile(backend="printing")
    x = np.array([1 + 2j, 3j], np.complex64)
    np.testing.assert_array_equal(compiled(x), x)
    assert capsys.readouterr().out == "main module {}\n"
    assert compiled.binary == b"module {}"


def test_unknown_back_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="the back end must be one of iree, native, but is 'none'"):
        Module(Source("module {}", None), SIGNATURE).compile(backend="none")


def test_no_back_end_is_imported_before_it_is_asked_for() -> None:
    code = """
import sys
import milcomplex.cli, milcomplex.jax, milcomplex.torch
assert "iree" not in sys.modules and "milcomplex.backends.iree" not in sys.modules
"""
    done = run_python("-c", code)
    assert done.returncode == 0, done.stderr


def test_target_without_a_known_device_is_an_error() -> None:
    with pytest.raises(ValueError, match="pass device="):
        Module(Source("module {}", None), SIGNATURE).compile("webgpu-spirv")


TRANSFORM = """
func.func @main(%x: tensor<4x64xcomplex<f32>>) -> (tensor<4x64xcomplex<f32>>, tensor<4x64xf32>) {
  %0 = milcomplex.fft %x axes [1] : tensor<4x64xcomplex<f32>>
  %1 = milcomplex.mul %0, %x : tensor<4x64xcomplex<f32>>
  %2 = milcomplex.abs %1 : tensor<4x64xcomplex<f32>>
  return %1, %2 : tensor<4x64xcomplex<f32>>, tensor<4x64xf32>
}
"""


@pytest.mark.parametrize(
    "target",
    [
        "native",
        "llvm-cpu",
        "vmvx",
        pytest.param(
            "vulkan-spirv", marks=pytest.mark.skipif(not has_vulkan(), reason="no Vulkan")
        ),
    ],
)
def test_targets_run(target: str) -> None:
    """The last one has no complex numbers at all."""
    rng = np.random.default_rng(0)
    x = (rng.standard_normal((4, 64)) + 1j * rng.standard_normal((4, 64))).astype(np.complex64)
    product, size = Module.from_mlir(TRANSFORM).compile(target)(x)
    expected = np.fft.fft(x.astype(np.complex128)) * x
    np.testing.assert_allclose(product, expected, rtol=1e-5, atol=1e-4)
    np.testing.assert_allclose(size, np.abs(expected), rtol=1e-5, atol=1e-4)


KEEPS_A_RESULT = """
import ctypes
import numpy as np
import milcomplex

module = milcomplex.Module.from_mlir('''
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = arith.addf %x, %x : tensor<4xf32>
  return %y : tensor<4xf32>
}''')
result = module.compile("llvm-cpu")(np.ones(4, np.float32))
ctypes.pythonapi.Py_IncRef(ctypes.py_object(result))
"""


def test_results_of_iree_may_live_until_python_ends() -> None:
    done = run_python("-c", KEEPS_A_RESULT)
    assert (done.returncode, done.stderr) == (0, "")
