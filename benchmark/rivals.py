"""What compiles and runs a program: milcomplex through a back end, or a framework itself."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from programs.program import Array, Case

sys.path.append(str(Path(__file__).parents[1] / "python"))

from milcomplex.module import Module  # noqa: E402

COMPLEX_IREE = "complex IREE"
NUMPY = "NumPy"
JIT = "jax.jit"
EAGER = "PyTorch"


@dataclass(frozen=True)
class Built:
    """A compiled program.

    Attributes
    ----------
    call : callable
        Runs the program and waits for its result.
    seconds : float
        How long it took to compile, from the function of the framework.
    """

    call: Callable[[], Any]
    seconds: float


class Framework(Protocol):
    """A framework, whose own way to run a program is the reference.

    Attributes
    ----------
    reference : str
        The name of that.
    others : tuple of str
        More rivals besides the back ends.
    """

    reference: str
    others: tuple[str, ...]

    def build(self, rival: str, case: Case) -> Built:
        """Compile a case for the reference, another rival or a back end of this name.

        Raises
        ------
        Exception
            Whatever the rival raises.
        """

    def to_numpy(self, result: Any) -> list[Array]:
        """Return the arrays of a result."""


def time_export(
    export: Callable[..., Module], backend: str, case: Case, arguments: Sequence[Any]
) -> Built:
    """Export and compile a case through a back end."""
    start = time.perf_counter()
    module = export(case.function, *arguments)
    compiled = module.compile(backend=backend)
    # The program is loaded when it is first asked for.
    _ = compiled.program
    return Built(lambda: compiled(*arguments), time.perf_counter() - start)


class Jax:
    """JAX, compiled by XLA."""

    reference = JIT
    others: tuple[str, ...] = (COMPLEX_IREE,)

    def build(self, rival: str, case: Case) -> Built:
        """Compile a case."""
        import jax

        import milcomplex.jax

        is_double = any(np.asarray(x).dtype == "c16" for x in jax.tree.leaves(case.arguments))
        jax.config.update("jax_enable_x64", is_double)
        arguments = jax.tree.map(jax.numpy.asarray, case.arguments)
        if rival == JIT:
            return build_jit(case.function, arguments)
        if rival == COMPLEX_IREE:
            return build_complex_iree(case)
        if rival == NUMPY:
            if case.numpy is None:
                raise NotImplementedError("the program has no form in NumPy")
            function = case.numpy
            return Built(lambda: function(*case.arguments), 0)
        return time_export(milcomplex.jax.export, rival, case, arguments)

    def to_numpy(self, result: Any) -> list[Array]:
        """Return the arrays of a result."""
        import jax

        return [np.asarray(leaf) for leaf in jax.tree.leaves(result)]


def build_jit(function: Callable[..., Any], arguments: Sequence[Any]) -> Built:
    """Compile a function by jax.jit."""
    import jax

    jitted = jax.jit(function)
    start = time.perf_counter()
    jitted.lower(*arguments).compile()
    seconds = time.perf_counter() - start
    # A call of what `compile` returned is slower than one of `jitted`.
    return Built(lambda: jax.block_until_ready(jitted(*arguments)), seconds)


def build_complex_iree(case: Case) -> Built:
    """Compile the StableHLO of a function by IREE, which has complex numbers of its own."""
    import iree.compiler
    import jax

    from milcomplex.backends.iree import make

    start = time.perf_counter()
    module = jax.jit(case.function).lower(*case.arguments).compiler_ir("stablehlo")
    binary = iree.compiler.compile_str(
        str(module),
        target_backends=["llvm-cpu"],
        input_type="stablehlo",
        extra_args=["--iree-llvmcpu-target-cpu=host", "--iree-input-demote-f64-to-f32=false"],
    )
    program = make(None, None, ()).load(binary, "main")
    seconds = time.perf_counter() - start
    arrays = jax.tree.map(np.asarray, jax.tree.leaves(case.arguments))
    return Built(lambda: program.call(arrays), seconds)


class Torch:
    """PyTorch, eager."""

    reference = EAGER
    others: tuple[str, ...] = ()

    def build(self, rival: str, case: Case) -> Built:
        """Compile a case."""
        import torch
        from torch.utils import _pytree as pytree

        import milcomplex.torch

        arguments = pytree.tree_map(torch.as_tensor, case.arguments)
        if rival != EAGER:
            return time_export(milcomplex.torch.export, rival, case, arguments)

        def call() -> Any:
            with torch.no_grad():
                return case.function(*arguments)

        return Built(call, 0)

    def to_numpy(self, result: Any) -> list[Array]:
        """Return the arrays of a result."""
        from torch.utils import _pytree as pytree

        return [np.asarray(leaf.detach().resolve_conj()) for leaf in pytree.tree_leaves(result)]


class JaxAndNumpy(Jax):
    """JAX, with NumPy as another rival."""

    others: tuple[str, ...] = (NUMPY, COMPLEX_IREE)


FRAMEWORKS: Mapping[str, Callable[[], Framework]] = {
    "jax": Jax,
    "matmul": JaxAndNumpy,
    "torch": Torch,
}
