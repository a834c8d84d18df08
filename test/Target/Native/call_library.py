"""Calls the function of lower-to-llvm.mlir as a C program would."""

import ctypes
import sys

import numpy as np

library = ctypes.CDLL(sys.argv[1])
x = np.array([1 + 2j, -3j, 0.5], np.complex64)
result, sizes, number = ctypes.c_void_p(), (ctypes.c_int64 * 2)(), ctypes.c_float()
status = library.p_square(
    x.ctypes.data_as(ctypes.c_void_p),
    ctypes.c_int64(3),
    ctypes.c_float(2),
    ctypes.c_uint8(1),
    ctypes.byref(result),
    sizes,
    ctypes.byref(number),
)
assert status == 0 and list(sizes) == [3, 2] and number.value == -2
floats = (ctypes.c_float * 6).from_address(result.value or 0)
np.testing.assert_array_equal(np.frombuffer(memoryview(floats), np.complex64), x * x)
ctypes.CDLL(None).free(result)
