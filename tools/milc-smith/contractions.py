"""linalg ops that sum products: matrices and vectors of all kinds."""

from __future__ import annotations

import math

from convolutions import zero_points
from generate import Type, Value, Writer, op

# The dimensions of both factors and of the result.
CONTRACTIONS = {
    "matmul": ("mk", "kn", "mn"),
    "batch_matmul": ("bmk", "bkn", "bmn"),
    "matvec": ("mk", "k", "m"),
    "vecmat": ("k", "kn", "n"),
    "dot": ("k", "k", ""),
    "batch_matvec": ("bmk", "bk", "bm"),
    "batch_vecmat": ("bk", "bkn", "bn"),
    "batch_reduce_matmul": ("bmk", "bkn", "mn"),
    "mmt4d": ("mkxz", "nkyz", "mnxy"),
    "batch_mmt4d": ("bmkxz", "bnkyz", "bmnxy"),
    "contract": ("mbk", "knb", "bmn"),
    "quantized_matmul": ("mk", "kn", "mn"),
    "quantized_batch_matmul": ("bmk", "bkn", "bmn"),
}


def write_maps(dims: str, parts: tuple[str, ...]) -> str:
    """Write the indexing maps of operands with these dimensions."""
    listed = ", ".join(dims)
    maps = [f"affine_map<({listed}) -> ({', '.join(part)})>" for part in parts]
    return f"indexing_maps = [{', '.join(maps)}]"


@op(6)
def contraction(writer: Writer) -> None:
    """Multiply matrices and vectors."""
    name = writer.random.choice(list(CONTRACTIONS))
    parts = CONTRACTIONS[name]
    maps = ""
    if name == "contract":
        maps = write_maps("bmnk", parts) + " "
    elif name in ("matmul", "batch_matmul") and writer.random.random() < 0.4:
        batch = "b" if name == "batch_matmul" else ""
        swapped = writer.random.choice([(1, 0), (0, 1)])
        parts = (
            batch + ("km" if swapped[0] else "mk"),
            batch + ("nk" if swapped[1] else "kn"),
            batch + "mn",
        )
        maps = write_maps(batch + "mnk", parts) + " "
    sizes = {axis: writer.random.choice([0, 1, 1, 2, 3]) for axis in "bmknxyz"}
    element = Type(writer.element, True)
    values: list[Value] = []
    for part in parts:
        kind = writer.with_sizes(element, tuple(sizes[axis] for axis in part))
        same = [v for v in writer.visible() if v.type == kind]
        values.append(writer.random.choice(same) if same else writer.constant(kind))
    lhs, rhs, init = values
    inputs, shift = [lhs, rhs], 0
    if name.startswith("quantized"):
        inputs += zero_points(writer)
        shift = 1
    # Three products add the parts of a factor first.
    summed = (set(parts[0]) | set(parts[1])) - set(parts[2])
    terms = math.prod(sizes[axis] for axis in summed)
    bound = writer.limit(init, init.bound + 8 * terms * (lhs.bound + shift) * (rhs.bound + shift))
    names, types = ", ".join(v.name for v in inputs), ", ".join(v.type.text for v in inputs)
    writer.define(
        f"linalg.{name} {maps}ins({names} : {types}) "
        f"outs({init.name} : {init.type.text}) -> {init.type.text}",
        init.type,
        bound,
    )
