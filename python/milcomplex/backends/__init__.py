"""Back ends, which compile lowered modules and run them.

Each is a package of its own here or elsewhere, found by its name; none is imported before it is
asked for.
"""

from milcomplex.backends.backend import Backend, Program, find, register

__all__ = ["Backend", "Program", "find", "register"]
