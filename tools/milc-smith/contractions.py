"""linalg ops that sum products: matrices and vectors of all kinds."""

from __future__ import annotations

import math

from convolutions import zero_points
from generate import Type, Unsuitable, Value, Writer, op

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


def write_involution(writer: Writer, n: int) -> str:
    """Write a matrix that is its own inverse, of 0, 1, -1, i and -i.

    It is [[I, C], [0, -I]] with rows and columns in another order. No step of a factorization with
    pivots rounds: a pivot is 1 or -1.
    """
    order = writer.random.sample(range(n), n)
    split = writer.random.randint(0, n)
    units = ["(0.0, 0.0)", "(1.0, 0.0)", "(-1.0, 0.0)", "(0.0, 1.0)", "(0.0, -1.0)"]

    def entry(i: int, j: int) -> str:
        if i == j:
            return "(1.0, 0.0)" if i < split else "(-1.0, 0.0)"
        return writer.random.choice(units) if i < split <= j else "(0.0, 0.0)"

    rows = [", ".join(entry(i, j) for j in order) for i in order]
    return ", ".join(f"[{row}]" for row in rows)


@op(3)
def solve(writer: Writer) -> None:
    """Solve a system whose solution is exact."""
    if writer.element not in ("f32", "f64"):
        raise Unsuitable
    n, columns = writer.random.choice([1, 2, 3, 3]), writer.random.choice([0, 1, 2, 3])
    element = Type(writer.element, True)
    kind = writer.with_sizes(element, (n, columns))
    same = [v for v in writer.visible() if v.type == kind]
    right = writer.random.choice(same) if same else writer.constant(kind)
    bound = writer.limit(right, 2 * n * right.bound)
    static = element.with_shape((n, n), (n, n))
    name = writer.fresh()
    writer.line(f"{name} = arith.constant dense<[{write_involution(writer, n)}]> : {static.text}")
    copied = writer.copy(Value(name, static, 1))
    matrix = writer.cast(copied, writer.with_sizes(element, (n, n)))
    types = f"{matrix.type.text}, {kind.text}"
    writer.define(f"milcomplex.solve {matrix.name}, {right.name} : {types}", kind, bound)
