"""Pairs of ops and values that coverage.py does not require: there is nothing to run."""

from __future__ import annotations

ALL = ("scalar", "static", "dynamic", "rank 0")
TENSORS = ("static", "dynamic", "rank 0")

# Of elements of f32 and f64 only, as LAPACK's.
FACTORIZATIONS = (
    r"milcomplex\.(cholesky|lu|triangular_solve|solve|inverse|determinant|slogdet"
    r"|householder_(qr|product)|qr|tridiagonal|hessenberg|schur|eigh?|svd|expm)"
)

# Ops (a pattern), forms, and why.
INAPPLICABLE = [
    (r"complex\..*", TENSORS, "ops of the complex dialect are on scalars"),
    (
        r"(tensor|linalg|memref|bufferization)\.(?!yield|alloca_scope).*",
        ("scalar",),
        "ops of the tensor, linalg, memref and bufferization dialects are on tensors and buffers",
    ),
    (
        r"(affine\.(load|store|prefetch)|scf\.forall|shape\.(dim|shape_of))",
        ("scalar",),
        "scalars are not indexed and have no shape",
    ),
    (
        r"linalg\.(.*(conv|pooling|mat|mmt4d|contract).*|fill_rng_2d|(un)?pack)"
        r"|(tensor|memref|shape)\.(dim|realloc|concat)|tensor\.cast",
        ("rank 0",),
        "convolutions, products of matrices, packs, casts of sizes and the like need dimensions",
    ),
    (r"linalg\.transpose", ("rank 0",), "upstream crashes on a linalg.transpose of rank 0"),
    (r"tensor\.from_elements", ("dynamic",), "tensor.from_elements lists all elements"),
    (
        r"linalg\.(un)?pack",
        ("dynamic",),
        "upstream lowers packs of static shape only; of others FileCheck tests them",
    ),
    (
        r"scf\.(parallel|reduce.*)",
        TENSORS,
        "upstream does not bufferize reductions of tensors by scf.parallel; FileCheck tests them",
    ),
    (r"(tensor|linalg)\.yield", TENSORS, "bodies of tensor and linalg ops yield scalars"),
    (r"milcomplex\.view_as_.*", ("scalar",), "the views of milcomplex are of tensors"),
    (
        r"milcomplex\.i?(r?fft|stft)",
        ("scalar", "rank 0"),
        "transforms are along dimensions",
    ),
    (FACTORIZATIONS, ("scalar", "rank 0"), "factorizations are of matrices"),
    (
        r"(arith\.constant|milcomplex\.const|(memref|ml_program)\..*global.*)",
        ("scalar", "dynamic"),
        "constants and globals have a static shape",
    ),
]
# Patterns are made for every linalg op; upstream refuses these on complex numbers.
NOT_ON_COMPLEX = (
    r"linalg\.(abs|ceil|div_unsigned|erf|exp|floor|log|max|min|negf|powf|reciprocal|round"
    r"|rsqrt|sqrt|square|tanh|pooling_\w+_(max|min)(_unsigned)?)"
)
# Lowered ops that no test can run, and why.
UNTESTED = [
    (r"gpu\..*", "they need a device"),
    (r"tensor\.(gather|scatter)", "upstream lowers them no further"),
    (
        r"ml_program\.(func|global_load_const|global_load_graph|global_store.*|output|return"
        r"|subgraph)",
        "upstream lowers them no further, or not rightly",
    ),
    (r"shape\.(func|return)", "they describe ops and do not run"),
    (r"shard\..*", "they need several devices"),
    (r"linalg\.winograd_.*", "upstream lowers them by the transform dialect only"),
]
