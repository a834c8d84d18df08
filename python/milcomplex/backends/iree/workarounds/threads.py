"""Loops occasionally return a wrong result on several threads.

What goes wrong: on the device local-task two calls of a module with loops occasionally return
    different results.
Way around: the device local-sync, of one thread, is the default.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No module is known that goes wrong at every call.
"""

from milcomplex.backends.iree.workaround import Workaround

WORKAROUND = Workaround(None, devices={"local-task": "local-sync"})
