"""Factorizations of complex matrices, and what is built on them, in programs of real tensors."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from complex_models import draw
from torch import Tensor, linalg
from torch.export import Dim

from milcomplex.lowering import LoweringError
from milcomplex.torch import Boundary, realize
from milcomplex.torch.realization import factorizations
from milcomplex.torch.realization.blocks import LIMIT, Pair

C64, C128 = torch.complex64, torch.complex128
# Batches, rows and columns.
SHAPES = [
    *[((), m, n) for m in (0, 1, 2, 5) for n in (0, 1, 2, 3, 7)],
    ((0,), 3, 2),
    ((2, 3), 4, 4),
    ((2,), 12, 9),
    ((), 30, 33),
]
KINDS = ["random", "deficient", "zero", "real", "graded", "huge", "tiny", "permutation"]


def take_parts(z: Tensor) -> Pair:
    return z.real.contiguous(), z.imag.contiguous()


def join(parts: Any) -> Tensor:
    return torch.complex(*(part.contiguous() for part in parts))


def make_matrix(kind: str, shape: tuple[tuple[int, ...], int, int]) -> Tensor:
    batch, m, n = shape
    z = draw(*batch, m, n, dtype=C128)
    if kind == "deficient":
        z = draw(*batch, m, 2, dtype=C128) @ draw(*batch, 2, n, dtype=C128)
    elif kind == "zero":
        z = torch.zeros_like(z)
    elif kind == "real":
        z = z.real.to(C128)
    elif kind == "graded":
        z = z * torch.logspace(0, -25, m, dtype=torch.float64).unsqueeze(-1)
    elif kind in ("huge", "tiny"):
        z = z * {"huge": 1e300, "tiny": 1e-300}[kind]
    elif kind == "permutation":
        z = 1j * torch.eye(m, n, dtype=C128).flip(-1).expand(*batch, m, n)
    return z


def norm(x: Tensor) -> Tensor:
    """Return Frobenius norms, computed without squares that overflow."""
    if x.numel() == 0:
        return torch.zeros(())
    x = torch.view_as_real(x) if x.is_complex() else x
    largest = x.abs().max()
    result: Tensor = linalg.norm(x / torch.where(largest == 0, 1.0, largest)) * largest
    return result


def check_small(error: Tensor, against: Tensor) -> None:
    assert norm(error) <= 1e-13 * norm(against)


def check_columns(q: Tensor) -> None:
    """Check that columns are orthonormal."""
    eye = torch.eye(q.shape[-1], dtype=q.dtype).expand(*q.shape[:-2], -1, -1)
    check_small(q.mH @ q - eye, eye)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_lu_is_that_of_lapack(kind: str, shape: tuple[tuple[int, ...], int, int]) -> None:
    a = make_matrix(kind, shape)
    batch, m, n = shape
    k = min(m, n)
    pair, pivots, order = factorizations.FACTORIZATIONS["lu"](take_parts(a))
    lu = join(pair)
    lower = torch.tril(lu[..., :k], -1) + torch.eye(m, k, dtype=C128)
    rows = torch.take_along_dim(a, order.to(torch.int64).unsqueeze(-1), -2)
    check_small(lower @ torch.triu(lu[..., :k, :]) - rows, a)
    flat = pivots.reshape(-1 if k else max(sum(batch), 1), k)
    if flat.shape[0]:
        found = factorizations.order_rows(flat, m)
        assert torch.equal(found.reshape(order.shape), order)
    # The largest element of a rank that is not there is a rounding error.
    if a.numel() and kind != "deficient":
        assert torch.equal(pivots + 1, linalg.lu_factor_ex(a)[1])


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_reflections_are_those_of_lapack(
    kind: str, shape: tuple[tuple[int, ...], int, int]
) -> None:
    a = make_matrix(kind, shape)
    m, n = a.shape[-2:]
    packed, tau = (join(p) for p in factorizations.FACTORIZATIONS["householder_qr"](take_parts(a)))
    assert tau.shape == (*a.shape[:-2], min(m, n))
    if a.numel() and kind not in ("deficient", "graded"):
        expected, factors = torch.geqrf(a)
        check_small(torch.triu(packed - expected), a)
        check_small(torch.tril(packed - expected, -1), torch.eye(m))
        check_small(tau - factors, torch.eye(m))
    if m >= n:
        product = factorizations.FACTORIZATIONS["householder_product"]
        q = join(product(take_parts(packed), take_parts(tau)))
        check_columns(q)
        check_small(q @ torch.triu(packed[..., :n, :]) - a, a)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("full", [False, True])
def test_singular_values(kind: str, shape: tuple[tuple[int, ...], int, int], full: bool) -> None:
    a = make_matrix(kind, shape)
    k = min(a.shape[-2:])
    left, values, right = factorizations.FACTORIZATIONS["svd"](take_parts(a), full)
    u, vh = join(left), join(right)
    expected = linalg.svd(a, full_matrices=full)
    assert [u.shape, values.shape, vh.shape] == [x.shape for x in expected]
    check_columns(u)
    check_columns(vh.mH)
    check_small(u[..., :k] * values.unsqueeze(-2) @ vh[..., :k, :] - a, a)
    check_small(values - expected[1], a)
    check_small(factorizations.svdvals(take_parts(a), full)[1] - expected[1], a)


@pytest.mark.parametrize("n", [0, 1, 2, 5, 33])
@pytest.mark.parametrize("kind", [*KINDS, "identity", "clusters"])
def test_eigenvalues_of_hermitian_matrices(kind: str, n: int) -> None:
    if kind in ("identity", "clusters"):
        # Eigenvalues that are equal, and that nearly are.
        values = torch.arange(n) // 2 + (1e-14 * torch.arange(n) if kind == "clusters" else 0)
        q = linalg.qr(draw(n, n, dtype=C128))[0] if n else draw(0, 0, dtype=C128)
        a = q * values.unsqueeze(-2) @ q.mH if kind == "clusters" else torch.eye(n, dtype=C128)
    else:
        a = make_matrix(kind, ((), n, n))
        a = a + a.mH if kind != "deficient" else a @ a.mH
    # The other triangle is not read.
    half = torch.tril(a) + torch.triu(draw(n, n, dtype=C128), 1)
    values, pair = factorizations.FACTORIZATIONS["eigh"](take_parts(half))
    vectors = join(pair)
    check_columns(vectors)
    check_small(vectors * values.unsqueeze(-2) @ vectors.mH - a, a)
    for found in (values, factorizations.eigvalsh(take_parts(half))[0]):
        check_small(found - linalg.eigvalsh(a), a)


@pytest.mark.parametrize("options", range(32))
def test_triangular_systems(options: int) -> None:
    right, lower, transpose, conjugate, unit = (bool(options >> i & 1) for i in range(5))
    a = draw(2, 5, 5, dtype=C128) + 4 * torch.eye(5)
    b = draw(2, 3, 5, dtype=C128) if right else draw(2, 5, 3, dtype=C128)
    # The other triangle is not read, nor is a diagonal of 1.
    nan = torch.full_like(a, torch.nan)
    half = torch.tril(a) + torch.triu(nan, 1) if lower else torch.triu(a) + torch.tril(nan, -1)
    given = (right, lower, transpose, conjugate, unit)
    x = join(factorizations.triangular_solve(take_parts(half), take_parts(b), *given))
    matrix = torch.tril(a) if lower else torch.triu(a)
    if unit:
        matrix = matrix - torch.diag_embed(torch.diagonal(matrix, 0, -2, -1)) + torch.eye(5)
    matrix = matrix.conj() if conjugate else matrix
    matrix = matrix.mT if transpose else matrix
    check_small((x @ matrix if right else matrix @ x) - b, linalg.norm(matrix) * x)


def check_realized(model: Callable[..., Any], *operands: Tensor) -> None:
    program = realize(model, *operands)
    for node in program.graph.nodes:
        assert "milcomplex" not in str(node.target)
    boundary = Boundary.of(program)
    found = boundary.join(program.module()(*boundary.split(*operands)[0]))
    torch.testing.assert_close(found, model(*operands), rtol=1e-4, atol=1e-4)


def test_exponentials_of_matrices() -> None:
    check_realized(torch.matrix_exp, draw(2, 3, 3, dtype=C64))


def test_systems() -> None:
    a, b = draw(2, 4, 4, dtype=C64), draw(2, 4, 3, dtype=C64)
    check_realized(linalg.solve, a, b)
    check_realized(lambda a, b: linalg.solve(a, b.mT, left=False), a, b)
    check_realized(lambda a, b: linalg.solve(a[0], b[0, :, 0]), a, b)
    check_realized(lambda a, b: linalg.solve(a[0], b), a, b)
    check_realized(lambda a: linalg.inv(a) @ torch.inverse(a), a)
    check_realized(lambda a, b: linalg.solve_ex(a, b)[1], a, b)
    check_realized(lambda a, b: linalg.lu_solve(*linalg.lu_factor(a), b), a, b)
    check_realized(lambda a, b: linalg.solve_triangular(a, b, upper=True), a, b)


@pytest.mark.parametrize("upper", [False, True])
def test_factors_of_positive_definite_matrices(upper: bool) -> None:
    a = draw(2, 4, 4, dtype=C64)
    positive = a @ a.mH + torch.eye(4)
    check_realized(lambda a: linalg.cholesky(a, upper=upper), positive)
    # The other triangle is not read.
    half = torch.triu(positive) if upper else torch.tril(positive)
    check_realized(lambda a: linalg.cholesky_ex(a, upper=upper)[0], half)
    factor = linalg.cholesky(positive, upper=upper)
    check_realized(lambda f: torch.cholesky_solve(f, f, upper=upper), factor)


@pytest.mark.parametrize(
    "model",
    [
        linalg.det,
        linalg.slogdet,
        linalg.lu,
        linalg.qr,
        linalg.cond,
        linalg.pinv,
        linalg.matrix_rank,
        linalg.svdvals,
        lambda a: linalg.pinv(a, atol=torch.tensor(0.5)),
        lambda a: linalg.pinv(a, hermitian=True),
        lambda a: linalg.matrix_norm(a, "nuc"),
        lambda a: linalg.eigvalsh(a, UPLO="U"),
        lambda a: linalg.eigh(a)[1].abs(),
        lambda a: linalg.svd(a)[2].abs(),
    ],
    ids=lambda model: model.__name__,
)
def test_functions_of_matrices(model: Callable[..., Any]) -> None:
    check_realized(model, draw(2, 4, 4, dtype=C64))


@pytest.mark.parametrize("mode", ["reduced", "complete", "r"])
@pytest.mark.parametrize("shape", [(0, 0), (0, 2), (3, 0), (1, 1), (5, 3), (2, 4), (2, 3, 3)])
def test_orthogonal_factors(shape: tuple[int, ...], mode: str) -> None:
    a = draw(*shape, dtype=C64)
    for operand in (a, a.real.to(C64), torch.triu(a), torch.zeros_like(a)):
        check_realized(lambda a: linalg.qr(a, mode), operand)


@pytest.mark.parametrize(
    "model",
    [
        lambda a: linalg.det(a).real,
        lambda a: linalg.slogdet(a)[0].imag + linalg.slogdet(a)[1],
        lambda a: linalg.qr(a)[0].imag + linalg.qr(a)[1].real,
        lambda a: linalg.lu(a)[1].real + linalg.lu(a)[2].imag,
        lambda a: linalg.eigvalsh(a + a.mH) ** 3,
        lambda a: linalg.eigh(a + a.mH)[1].abs() * torch.arange(16.0).reshape(4, 4),
        lambda a: linalg.svdvals(a) ** 3,
        lambda a: linalg.svd(a)[0].abs() * torch.arange(16.0).reshape(4, 4),
        lambda a: linalg.solve_triangular(a, a.mT, upper=False).imag,
        lambda a: linalg.pinv(a).real,
    ],
)
def test_gradients_are_those_of_pytorch(model: Callable[..., Any]) -> None:
    def total(x: Tensor) -> Tensor:
        result: Tensor = model(torch.view_as_complex(x)).sum()
        return result

    x = draw(2, 4, 4, 2, dtype=torch.float64).requires_grad_()
    (found,) = torch.autograd.grad(realize(total, x.detach()).module()(x), x)
    (expected,) = torch.autograd.grad(total(x), x)
    check_small(found - expected, 100 * expected)


def test_gradients_where_lapack_reflects_nothing() -> None:
    def total(x: Tensor) -> Tensor:
        q, r = linalg.qr(torch.view_as_complex(x))
        result: Tensor = (q.abs() * torch.arange(9.0).reshape(3, 3)).sum() + r.abs().sum()
        return result

    a = torch.triu(draw(3, 3, dtype=C128)) + torch.eye(3)
    a[..., range(3), range(3)] = a[..., range(3), range(3)].real.to(C128)
    # Where an absolute value is 0 there is none.
    q = linalg.qr(draw(3, 3, dtype=C128))[0]
    for operand in (a, draw(3, 3, dtype=C128).real.to(C128)):

        def model(x: Tensor) -> Tensor:
            return total(torch.view_as_real(torch.view_as_complex(x) @ q))

        for function in (total, model):
            x = torch.view_as_real(operand).clone().requires_grad_()
            (found,) = torch.autograd.grad(realize(function, x.detach()).module()(x), x)
            (expected,) = torch.autograd.grad(function(x), x)
            check_small(found - expected, 100 * expected)


def test_the_batch_may_be_dynamic() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        a = torch.view_as_complex(x)
        lower, upper = linalg.lu(a)[1:]
        values, vectors = linalg.eigh(a)
        return (
            linalg.det(a).real,
            torch.view_as_real(lower @ upper),
            torch.view_as_real(linalg.qr(a)[0]),
            vectors.abs() * values.unsqueeze(-2),
            linalg.svd(a)[1],
            torch.view_as_real(linalg.lu_solve(*linalg.lu_factor(a), a)),
        )

    program = realize(model, draw(4, 3, 3, 2), dynamic_shapes=({0: Dim("batch", min=2)},))
    for rows in (2, 5):
        x = draw(rows, 3, 3, 2)
        torch.testing.assert_close(program.module()(x), model(x), rtol=1e-4, atol=1e-4)


def test_sizes_may_be_dynamic_where_nothing_is_unrolled() -> None:
    def model(x: Tensor, lu: Tensor, pivots: Tensor) -> tuple[Tensor, ...]:
        a = torch.view_as_complex(x)
        half = linalg.lu_solve(torch.view_as_complex(lu), pivots, a)
        solution = linalg.solve_triangular(a, half, upper=True)
        return (
            torch.view_as_real(solution),
            torch.view_as_real(linalg.pinv(a)),
            linalg.svdvals(a),
            linalg.eigvalsh(a),
        )

    def draw_operands(n: int) -> tuple[Tensor, ...]:
        a = draw(n, n, dtype=C64) / n + 3 * torch.eye(n)
        lu, pivots = linalg.lu_factor(a)
        return torch.view_as_real(a), torch.view_as_real(lu), pivots

    n = Dim("n", min=3, max=40)
    shapes = ({0: n, 1: n}, {0: n, 1: n}, {0: n})
    program = realize(model, *draw_operands(5), dynamic_shapes=shapes)
    for size in (5, 9):
        operands = draw_operands(size)
        torch.testing.assert_close(
            program.module()(*operands), model(*operands), rtol=1e-4, atol=1e-4
        )


def test_values_alone_need_no_steps() -> None:
    for model in (linalg.svdvals, linalg.eigvalsh, linalg.matrix_rank):
        program = realize(model, draw(100, 100, dtype=C64))
        assert len(program.graph.nodes) < 40


def test_what_is_rejected_says_why() -> None:
    def model(a: Tensor, b: Tensor) -> Tensor:
        y: Tensor = linalg.det(a).abs() + linalg.eigvals(b).abs().sum()
        return y

    n = LIMIT + 1
    with pytest.raises(LoweringError) as caught:
        realize(model, draw(n, n, dtype=C64), draw(3, 3, dtype=C64))
    many, loop = map(str, caught.value.diagnostics)
    line = model.__code__.co_firstlineno + 1
    assert f"test_realize_factorizations.py:{line}: " in many
    assert f"needs at most {LIMIT} rows or columns, but found {n}" in many
    assert "milcomplex.torch.export" in many
    assert "need a loop until they converge" in loop
    sizes = {i: Dim(f"n{i}", min=2, max=5) for i in (0, 1)}
    with pytest.raises(LoweringError, match="needs matrices of static sizes"):
        realize(lambda a: linalg.qr(a)[1], draw(4, 3, dtype=C64), dynamic_shapes=(sizes,))
