"""Writes constants of booleans as every version of MLIR reads them.

MLIR prints constants of more than 100 elements as bytes: booleans eight to a byte up to LLVM 22,
which milc-opt is built on, and one to a byte in the versions of jaxlib, torch-mlir and IREE. Each
rejects what the other prints. Bytecode has them eight to a byte in all versions.
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
    """Return a constant with a list in place of its bytes.

    One with too few or too many bytes is returned as it is, for MLIR to reject.
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
