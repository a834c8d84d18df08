"""Equal tensors are not found equal where attributes tell them apart.

What goes wrong: --lower-complex names the parts of an undefined tensor, `real_part` and
    `imaginary_part`, to keep the CSE of stock MLIR from merging them. With these attributes some
    modules do not compile, the singular values of a tall matrix among them, and tensors that are
    filled or copied for IREE are so twice.
Way around: the attributes are removed.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

No small module is known that goes wrong with the attributes.
"""

import re

from milcomplex.backends.iree.workaround import Workaround

PARTS = re.compile(r" \{(?:imaginary|real)_part\}(?= : tensor<)")


def forget_parts(mlir: str) -> str:
    """Return a module in which undefined tensors have no attribute that names a part."""
    return PARTS.sub("", mlir)


WORKAROUND = Workaround(None, rewrite=forget_parts)
