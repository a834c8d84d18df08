"""Whole programs with complex numbers, in JAX and in PyTorch, of realistic sizes."""

from programs.program import EMPTY, Program

SUITES = ("jax", "torch", "matmul")


def list_programs(suite: str) -> tuple[Program, ...]:
    """Return the programs of a suite; importing them needs its framework."""
    if suite == "torch":
        import programs.torch

        return programs.torch.PROGRAMS
    import programs.jax

    return programs.jax.MATMULS if suite == "matmul" else programs.jax.PROGRAMS


def find_program(suite: str, name: str) -> Program:
    """Return a program of a suite by its name, or the empty one, which costs only a call."""
    if name == EMPTY.name:
        return EMPTY
    return next(program for program in list_programs(suite) if program.name == name)
