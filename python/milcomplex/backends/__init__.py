"""Back ends, which compile lowered modules and run them.

Each is a package, here or elsewhere, that is found by name and imported when it is first used.
"""

from milcomplex.backends.backend import Backend, Program, find, register

__all__ = ["Backend", "Program", "find", "register"]
