"""Writes constants of booleans as every version of MLIR reads them.

Of more than 100 elements MLIR prints the bytes: those of booleans were eight to a byte up to LLVM
22, of which milc-opt is, and are one a byte in the versions of jaxlib, torch-mlir and IREE. Each
refuses what the other writes. Bytecode has them eight to a byte in all versions.
"""

import json
import math
import re

import numpy as np

CONSTANT = re.compile(rb'dense<"0x([0-9A-Fa-f]*)">( : (?:tensor|vector)<((?:\d+x)*)i1\b)')


def spell_out(text: bytes) -> bytes:
    """Return the text of a module in which constants of booleans are lists of words.

    Bytecode is returned as it is.
    """
    return text if text.startswith(b"ML\xefR") else CONSTANT.sub(spell_out_one, text)


def spell_out_one(constant: re.Match[bytes]) -> bytes:
    """Return a constant with a list in the place of its bytes.

    What has too few or too many of them is returned as it is, for MLIR to refuse.
    """
    digits, type, sizes = constant.groups()
    shape = [int(size) for size in sizes.split(b"x")[:-1]]
    count = math.prod(shape)
    if len(digits) == 2 * count:
        numbers = np.frombuffer(bytes.fromhex(digits.decode()), np.uint8)
    elif len(digits) == 2 * math.ceil(count / 8):
        packed = np.frombuffer(bytes.fromhex(digits.decode()), np.uint8)
        numbers = np.unpackbits(packed, count=count, bitorder="little")
    else:
        return constant[0]
    words = json.dumps(numbers.astype(bool).reshape(shape).tolist())
    return b"dense<" + words.encode() + b">" + type
