"""How XLA calls native programs that were exported from JAX."""

import pickle
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from interpreter import run_python

import milcomplex.jax
from milcomplex.backends.native.running import NativeProgram
from milcomplex.jax.calls import XlaCall
from milcomplex.module import Compiled


def square(z: jax.Array) -> jax.Array:
    """Return its square."""
    return z * z


def compile_square(dtype: Any = np.complex64) -> Compiled:
    """Return the program for three elements."""
    return milcomplex.jax.export(square, jax.ShapeDtypeStruct((3,), dtype)).compile()


@pytest.fixture
def no_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have calls that are not XLA's fail."""

    def fail(*_: Any) -> None:
        raise AssertionError("called without XLA")

    monkeypatch.setattr(NativeProgram, "call", fail)


Z = np.array([1 + 2j, -3j, 4], np.complex64)


@pytest.mark.usefixtures("no_numpy")
def test_xla_calls_programs() -> None:
    compiled = compile_square()
    for z in (Z, jnp.asarray(Z)):
        result = compiled(z)
        assert isinstance(result, jax.Array)
        np.testing.assert_allclose(result, Z * Z, rtol=1e-6)


@pytest.mark.usefixtures("no_numpy")
def test_in_jit_and_vmap() -> None:
    compiled = compile_square()
    np.testing.assert_allclose(jax.jit(lambda z: compiled(z + 1) - 1)(Z), (Z + 1) ** 2 - 1, 1e-6)
    batch = np.stack([Z, 2 * Z])
    np.testing.assert_allclose(jax.vmap(compiled)(batch), batch * batch, 1e-6)
    # What is traced is converted as arrays are.
    np.testing.assert_allclose(jax.jit(compiled)(Z.real), Z.real**2, 1e-6)
    with pytest.raises(ValueError, match=r"has the shape \[3\], but one of \[2\] was given"):
        jax.jit(compiled)(Z[:2])


@pytest.mark.usefixtures("no_numpy")
def test_trees_and_keys() -> None:
    def draw(tree: dict[str, Any], key: jax.Array, *, scale: Any) -> Any:
        following, other = jax.random.split(key)
        return {"y": tree["z"] * scale, "key": following, "n": jax.random.bits(other, (2,))}

    key = jax.random.key(7)
    compiled = milcomplex.jax.export(draw, {"z": Z}, key, scale=np.float32(2)).compile()
    expected = draw({"z": Z}, key, scale=3.0)
    for scale in (3, 3.0, np.float64(3), jnp.float32(3)):
        result = compiled({"z": Z}, key, scale=scale)
        np.testing.assert_array_equal(result["y"], expected["y"])
    np.testing.assert_array_equal(
        jax.random.key_data(result["key"]), jax.random.key_data(expected["key"])
    )
    np.testing.assert_array_equal(result["n"], expected["n"])
    with pytest.raises(TypeError, match="was given"):
        compiled({"w": Z}, key, scale=3.0)


@pytest.mark.usefixtures("no_numpy")
def test_subnormal_numbers_are_kept() -> None:
    def halve(x: jax.Array) -> jax.Array:
        return x * np.float32(0.5)

    tiny = np.array([1e-39], np.float32)
    compiled = milcomplex.jax.export(halve, tiny).compile()
    # XLA's own programs flush them, before and after.
    for _ in range(2):
        assert jax.jit(halve)(tiny) == 0
        assert compiled(tiny) == tiny / 2


ASSERTIONS = """
func.func @main(%x: tensor<i32>) -> tensor<i32> {
  %n = tensor.extract %x[] : tensor<i32>
  %c1 = arith.constant 1 : i32
  %is_one = arith.cmpi ne, %n, %c1 : i32
  cf.assert %is_one, "it is one,\\0Aindeed"
  %c2 = arith.constant 2 : i32
  %is_two = arith.cmpi ne, %n, %c2 : i32
  cf.assert %is_two, "it is two"
  return %x : tensor<i32>
}
"""


def test_assertions_that_fail_are_exceptions() -> None:
    compiled = milcomplex.Module.from_mlir(ASSERTIONS).compile()
    assert isinstance(compiled.program, NativeProgram)
    call = XlaCall(compiled.program, compiled.module.signature)
    with pytest.raises(RuntimeError, match="it is one, indeed"):
        call([np.int32(1)])
    with pytest.raises(RuntimeError, match="it is two"):
        call([np.int32(2)])
    assert call([np.int32(3)])[0] == 3


def test_wide_types_need_64_bits() -> None:
    with jax.enable_x64(True):
        compiled = compile_square(np.complex128)
        z = Z.astype(np.complex128) * (1 + 1e-12)
        np.testing.assert_array_equal(compiled(z), jax.jit(square)(z))
        assert isinstance(compiled(z), jax.Array)
    with pytest.raises(TypeError, match="jax_enable_x64"):
        jax.jit(compiled)(Z)
    result = compiled(z)
    assert isinstance(result, np.ndarray)
    np.testing.assert_allclose(result, z * z, 1e-15)


def test_an_integer_is_not_narrowed_in_silence() -> None:
    compiled = milcomplex.jax.export(lambda n: n + 1, np.int32(0)).compile()
    assert compiled(np.int64(4)) == 5
    with pytest.raises(ValueError, match="but one with 4294967296 was given"):
        compiled(np.int64(1 << 32))
    narrow = milcomplex.jax.export(lambda n: n + 1, np.int8(0)).compile()
    with pytest.raises(ValueError, match="is of int8, but what is traced is of int32"):
        jax.jit(narrow)(np.int32(300))


@pytest.mark.usefixtures("no_numpy")
def test_programs_outlive_what_was_compiled() -> None:
    called = jax.jit(compile_square())
    called(Z)
    del called
    jax.clear_caches()
    again = pickle.loads(pickle.dumps(compile_square()))
    np.testing.assert_allclose(again(Z), Z * Z, rtol=1e-6)


@pytest.mark.usefixtures("no_numpy")
def test_empty_arrays_and_no_arguments() -> None:
    empty = milcomplex.jax.export(square, np.zeros((0, 3), np.complex64)).compile()
    assert empty(np.zeros((0, 3), np.complex64)).shape == (0, 3)
    constant = milcomplex.jax.export(lambda: jnp.arange(3) * 1j).compile()
    np.testing.assert_array_equal(constant(), [0, 1j, 2j])
    nothing = milcomplex.jax.export(lambda z: (), Z).compile()
    assert nothing(Z) == ()


CALLS_AT_THE_END = """
import jax.numpy as jnp
import numpy as np
import milcomplex.jax

x = np.ones((1000, 64), np.complex64)
compiled = milcomplex.jax.export(lambda x: jnp.sin(x) * x, x).compile()
for _ in range(400):
    compiled(x)
"""


def test_calls_may_be_running_when_python_ends() -> None:
    done = run_python("-c", CALLS_AT_THE_END)
    assert (done.returncode, done.stderr) == (0, "")
