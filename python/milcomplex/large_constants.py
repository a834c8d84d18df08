"""The data of large constants of a module, in a file beside its text.

In text they are hexadecimal digits, two for each byte, and every process that reads them has a
copy. The constants are resources; `--milc-attach-resources` reads their data where it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from milcomplex.memory_files import MemoryFile
from milcomplex.signature import Array

# The bytes of the smallest that is not in the text.
LARGE = 1 << 16
# The address of each is a multiple of it.
ALIGNMENT = 64


def name_constant(number: int) -> str:
    """Return the name of the resource of a large constant.

    No other resource has it: the parts of complex ones are named `..._real` and `..._imag`, and the
    importers write names of weights without dots. MLIR prints it without quotes.
    """
    return f"milc.large_{number}"


def check_name(resource: object, name: str) -> None:
    """Check that a resource, an attribute, has the name that was chosen for it.

    Raises
    ------
    RuntimeError
        If MLIR has chosen another, as it does if the context has a resource of the name.
    """
    if not str(resource).startswith(f"dense_resource<{name}>"):
        raise RuntimeError(f"the resource must be named {name}, but it is {resource}")


def write_constants(constants: Mapping[str, Array]) -> MemoryFile | None:
    """Return a file of the safetensors format with the data of resources; None if there are none.

    Parameters
    ----------
    constants : mapping of str to array
        The bytes of each, contiguous.
    """
    if not constants:
        return None
    header: dict[str, Any] = {}
    end = 0
    for name, data in constants.items():
        begin = end + -end % ALIGNMENT
        end = begin + data.nbytes
        header[name] = {"dtype": "U8", "shape": [data.nbytes], "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-(len(text) + 8) % ALIGNMENT)

    def write(file: Any) -> None:
        file.write(len(text).to_bytes(8, "little"))
        file.write(text)
        for data in constants.values():
            file.write(bytes(-file.tell() % ALIGNMENT))
            file.write(data.reshape(-1).view("u1").data)

    return MemoryFile.of(write)
