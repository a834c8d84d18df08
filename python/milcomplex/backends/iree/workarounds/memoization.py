"""Buffers of loops are lost where command buffers are memoized.

What goes wrong: a loop that carries tensors finds no buffer for one of them.
Way around: the flag that keeps command buffers from being memoized.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known: jax.experimental.ode.odeint of three complex numbers lacks a
buffer.
"""

from milcomplex.backends.iree.workaround import Workaround

WORKAROUND = Workaround(None, flags=("--iree-hal-memoization=false",))
