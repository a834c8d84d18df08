"""Fourier transforms as products with constant matrices and as convolutions.

A length of at most LIMIT is one product; a longer one n = n1 n2 is n1 transforms, a multiplication
by twiddle factors and n2 transforms. A length without such factors is a convolution with a chirp
(Bluestein, 1970).
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.fx import Node
from torch.nn import functional

from milcomplex.fourier import (
    LIMIT,
    PRIME_LIMIT,
    Matrix,
    find_factor,
    find_own_mirrors,
    get_scale,
    leaves_noise,
    make_chirp,
    make_real_inverse,
    make_transform,
    make_twiddles,
)
from milcomplex.torch.realization.builder import Builder
from milcomplex.torch.realization.values import Part, get_value

aten = torch.ops.aten
# The longest frame that is transformed by a convolution.
FRAME_LIMIT = 1024
Pair = tuple[Part, Part]


def pad_window(window: Tensor | None, n_fft: int, length: int) -> Tensor:
    """Return a window in the middle of a frame."""
    own = torch.ones(length, dtype=torch.float64) if window is None else window.double()
    before = (n_fft - length) // 2
    return functional.pad(own, (before, n_fft - length - before))


class Transforms:
    """Inserts transforms of parts; a missing imaginary part is zero."""

    def __init__(self, builder: Builder) -> None:
        """Insert with a builder."""
        self.builder = builder
        self.call = builder.call

    def move(self, x: Part, axis: int, to_last: bool) -> Part:
        """Return a tensor with an axis moved to the end, or back from there."""
        rank = get_value(x).dim()
        if axis == rank - 1:
            return x
        order = [i for i in range(rank) if i != axis] + [axis]
        if not to_last:
            order = sorted(range(rank), key=order.__getitem__)
        return self.call(aten.permute.default, x, order)

    def round(self, matrix: Matrix, like: Part) -> Tensor:
        """Return a constant in the type of a part."""
        return torch.from_numpy(matrix).to(get_value(like).dtype)

    def multiply(self, x: Part, matrix: Matrix) -> Part:
        """Return the product with a constant matrix from the right."""
        return self.call(aten.matmul.default, x, self.round(matrix, x))

    def take(self, x: Part, axis: int, start: int, end: int) -> Part:
        """Return a range along an axis."""
        if start == 0 and get_value(x).shape[axis] == end:
            return x
        return self.call(aten.slice.Tensor, x, axis, start, end)

    def halve(self, x: Part, axis: int, n: int) -> Pair:
        """Return the first n elements along an axis, and the next n."""
        return self.take(x, axis, 0, n), self.take(x, axis, n, 2 * n)

    def find_halves(self, z: Pair) -> tuple[Node, int] | None:
        """Return the part and the axis of which two parts are the first and the second half."""
        axes: list[tuple[Node, int]] = []
        for i, part in enumerate(z):
            if not isinstance(part, Node) or part not in self.builder.added:
                return None
            if part.target != aten.slice.Tensor or len(part.args) != 4:
                return None
            arguments: Any = part.args
            source, axis, start, end = arguments
            n = get_value(source).shape[axis]
            if not isinstance(n, int) or (2 * start, 2 * end) != (i * n, (i + 1) * n):
                return None
            axes.append((source, axis % get_value(source).dim()))
        return axes[0] if axes[0] == axes[1] else None

    def concatenate(self, z: Pair, axis: int) -> Part:
        """Return two parts side by side; halves of a part along another axis by a permutation.

        That moves the elements once, where slices and a concatenation move them twice.
        """
        found = self.find_halves(z)
        if found is None or found[1] == axis:
            return self.call(aten.cat.default, list(z), axis)
        whole, source = found
        shape = self.builder.get_sizes(whole, get_value(whole).dim())
        shape[source : source + 1] = [2, shape[source] // 2]
        halves = self.call(aten.reshape.default, whole, shape)
        order = list(range(get_value(halves).dim()))
        order.remove(source)
        order.insert(axis, source)
        moved = self.call(aten.permute.default, halves, order)
        shape = self.builder.get_sizes(z[0], get_value(z[0]).dim())
        shape[axis] *= 2
        return self.call(aten.reshape.default, moved, shape)

    def rotate(self, z: Pair, roots: tuple[Matrix, Matrix]) -> Pair:
        """Return the product with constants of magnitude 1."""
        c, s = (self.round(part, z[0]) for part in roots)
        mul = aten.mul.Tensor
        re = self.call(aten.sub.Tensor, self.call(mul, z[0], c), self.call(mul, z[1], s))
        im = self.call(aten.add.Tensor, self.call(mul, z[0], s), self.call(mul, z[1], c))
        return re, im

    def transform(
        self,
        z: tuple[Part, Part | None],
        axis: int,
        sign: int,
        norm: int,
        wanted: int | None = None,
    ) -> Pair:
        """Transform along an axis.

        Parameters
        ----------
        z : pair
            The imaginary part may be None.
        axis : int
            From 0.
        sign : int
            Of the exponent.
        norm : int
            As PyTorch counts.
        wanted : int, optional
            How many leading elements of the result are needed.

        Raises
        ------
        NotImplementedError
            If the length is dynamic.
        """
        n = get_value(z[0]).shape[axis]
        if not isinstance(n, int):
            raise NotImplementedError("a transform needs a static length")
        if n == 1:
            # A product with 0 would have its sign.
            return z[0], self.call(aten.zeros_like.default, z[0]) if z[1] is None else z[1]
        if axis == get_value(z[0]).dim() - 2 and n <= LIMIT:
            return self._by_matrix_from_left(z, n, wanted or n, sign, get_scale(n, norm))
        re = self.move(z[0], axis, True)
        im = None if z[1] is None else self.move(z[1], axis, True)
        parts = self._transform_last(re, im, n, wanted or n, sign, get_scale(n, norm))
        moved = self.move(parts[0], axis, False), self.move(parts[1], axis, False)
        return self.clear_imag(moved, {axis: n}) if z[1] is None else moved

    def clear_imag(self, z: Pair, lengths: dict[int, int]) -> Pair:
        """Return the transform of a real tensor, along axes of these lengths, real where it is.

        That is where elements are their own mirror images. Products with matrices compute an
        imaginary part of 0 there but where `leaves_noise` says otherwise.
        """
        if not any(map(leaves_noise, lengths.values())):
            return z
        re, im = z
        mask: Any = None
        for axis, n in lengths.items():
            is_own_mirror = find_own_mirrors(n)[: get_value(im).shape[axis]]
            shape = [-1, *[1] * (get_value(im).dim() - axis - 1)]
            own = torch.from_numpy(is_own_mirror).reshape(shape)
            mask = own if mask is None else self.call(aten.logical_and.default, mask, own)
        zero = torch.zeros((), dtype=get_value(im).dtype)
        return re, self.call(aten.where.self, mask, zero, im)

    def _transform_last(
        self, re: Part, im: Part | None, n: int, wanted: int, sign: int, scale: float
    ) -> Pair:
        last = get_value(re).dim() - 1
        factor = find_factor(n)
        limit = PRIME_LIMIT if factor is None else LIMIT
        if n <= limit or (im is None and wanted < n <= 2 * limit):
            return self._by_matrix(re, im, n, wanted, sign, scale)
        if factor is None:
            parts = self._by_chirp(re, im, n, sign, scale)
        else:
            parts = self._by_factors(re, im, n, factor, sign, scale)
        return self.take(parts[0], last, 0, wanted), self.take(parts[1], last, 0, wanted)

    def _by_matrix(
        self, re: Part, im: Part | None, n: int, wanted: int, sign: int, scale: float
    ) -> Pair:
        last = get_value(re).dim() - 1
        c, s = (part * scale for part in make_transform(n, wanted, sign))
        if im is None:
            return self.halve(self.multiply(re, np.concatenate([c, s], 1)), last, wanted)
        both = self.concatenate((re, im), last)
        matrix = np.block([[c, s], [-s, c]])
        return self.halve(self.multiply(both, matrix), last, wanted)

    def _by_matrix_from_left(
        self, z: tuple[Part, Part | None], n: int, wanted: int, sign: int, scale: float
    ) -> Pair:
        """Transform along the axis before the last by one product."""
        axis = get_value(z[0]).dim() - 2
        c, s = (part.T * scale for part in make_transform(n, wanted, sign))
        if z[1] is None:
            both, matrix = z[0], np.concatenate([c, s])
        else:
            both = self.concatenate((z[0], z[1]), axis)
            matrix = np.block([[c, -s], [s, c]])
        product = self.call(aten.matmul.default, self.round(matrix, z[0]), both)
        return self.halve(product, axis, wanted)

    def _by_factors(
        self, re: Part, im: Part | None, n: int, n1: int, sign: int, scale: float
    ) -> Pair:
        """Transform as a matrix of n1 rows: its columns, the twiddle factors, its rows."""
        n2 = n // n1
        rank = get_value(re).dim() - 1
        sizes = self.builder.get_sizes(re, rank)
        c, s = (part * scale for part in make_transform(n1, n1, sign))
        rows = self.call(aten.reshape.default, re, [*sizes, n1, n2])
        matrix = np.concatenate([c, s])
        if im is not None:
            below = self.call(aten.reshape.default, im, [*sizes, n1, n2])
            rows = self.call(aten.cat.default, [rows, below], rank)
            matrix = np.block([[c, -s], [s, c]])
        product = self.call(aten.matmul.default, self.round(matrix, re), rows)
        turned = self.rotate(self.halve(product, rank, n1), make_twiddles(n1, n2, sign))
        parts = self._transform_last(*turned, n2, n2, sign, 1.0)
        re, im = (
            self.call(
                aten.reshape.default,
                self.call(aten.transpose.int, part, rank, rank + 1),
                [*sizes, n],
            )
            for part in parts
        )
        return re, im

    def _by_chirp(self, re: Part, im: Part | None, n: int, sign: int, scale: float) -> Pair:
        """Transform by the convolution with a chirp, of a length that has factors."""
        last = get_value(re).dim() - 1
        length, chirp, response = make_chirp(n, sign)
        if im is None:
            c, s = (self.call(aten.mul.Tensor, re, self.round(part, re)) for part in chirp)
            z = c, s
        else:
            z = self.rotate((re, im), chirp)
        pads = [0, length - n]
        z = tuple(self.call(aten.constant_pad_nd.default, part, pads) for part in z)
        z = self._transform_last(*z, length, length, -1, 1.0)
        z = self.rotate(z, (response[0] * scale, response[1] * scale))
        z = self._transform_last(*z, length, n, 1, 1.0)
        return self.rotate((self.take(z[0], last, 0, n), self.take(z[1], last, 0, n)), chirp)

    def to_real(self, z: Pair, axis: int, n: int, norm: int) -> Part:
        """Transform half of a spectrum along an axis to n real elements."""
        if not isinstance(n, int) or not isinstance(get_value(z[0]).shape[axis], int):
            raise NotImplementedError("a transform needs a static length")
        bins, scale = n // 2 + 1, get_scale(n, norm)
        re, im = (self._resize(self.move(part, axis, True), bins) for part in z)
        last = get_value(re).dim() - 1
        if n <= 2 * LIMIT:
            both = self.concatenate((re, im), last)
            return self.move(self.multiply(both, make_real_inverse(n) * scale), axis, False)
        # The rest of the spectrum is the mirror image; imaginary parts that do not count come out
        # in the imaginary part of the result.
        mirrored = [
            self.call(aten.flip.default, self.take(part, last, 1, n - bins + 1), [last])
            for part in (re, im)
        ]
        negated = self.call(aten.neg.default, mirrored[1])
        re = self.call(aten.cat.default, [re, mirrored[0]], last)
        im = self.call(aten.cat.default, [im, negated], last)
        return self.move(self._transform_last(re, im, n, n, 1, scale)[0], axis, False)

    def _resize(self, x: Part, n: int) -> Part:
        """Return n elements along the last axis, padded with zeros."""
        last = get_value(x).dim() - 1
        have = get_value(x).shape[last]
        if have >= n:
            return self.take(x, last, 0, n)
        return self.call(aten.constant_pad_nd.default, x, [0, n - have])

    def transform_frames(
        self, x: Part, window: Part | None, n_fft: int, hop: int, length: int, onesided: bool
    ) -> Pair:
        """Transform a real signal frame by frame: by one strided convolution where it is short."""
        wanted = n_fft // 2 + 1 if onesided else n_fft
        last = get_value(x).dim() - 1
        if n_fft > FRAME_LIMIT or isinstance(window, Node):
            frames = self.call(aten.unfold.default, x, last, n_fft, hop)
            frames = self._apply_window(frames, window, n_fft, length)
            re, im = self.transform((frames, None), last + 1, -1, 0, wanted)
            return self.call(aten.transpose.int, re, last, last + 1), self.call(
                aten.transpose.int, im, last, last + 1
            )
        c, s = make_transform(n_fft, wanted, -1)
        kernel = torch.from_numpy(np.concatenate([c, s], 1).T) * pad_window(window, n_fft, length)
        signal = self.call(aten.unsqueeze.default, x, last)
        signal = signal if last else self.call(aten.unsqueeze.default, signal, 0)
        weight = kernel.unsqueeze(1).to(get_value(x).dtype)
        y = self.call(aten.conv1d.default, signal, weight, None, [hop])
        y = y if last else self.call(aten.squeeze.dim, y, 0)
        return self.halve(y, last, wanted)

    def _apply_window(self, frames: Part, window: Part | None, n_fft: int, length: int) -> Part:
        if window is None or isinstance(window, Tensor):
            padded: Part = pad_window(window, n_fft, length).to(get_value(frames).dtype)
        else:
            before = (n_fft - length) // 2
            pads = [before, n_fft - length - before]
            padded = self.call(aten.constant_pad_nd.default, window, pads) if any(pads) else window
        return self.call(aten.mul.Tensor, frames, padded)

    def invert_frames(
        self,
        z: Pair,
        window: Tensor | None,
        n_fft: int,
        hop: int,
        length: int,
        center: bool,
        normalized: bool,
        wanted: Any,
    ) -> Part:
        """Return the real signal of frames by one transposed convolution.

        The number of frames may be dynamic.
        """
        call = self.call
        dtype = get_value(z[0]).dtype
        is_single = get_value(z[0]).dim() == 2
        re, im = (call(aten.unsqueeze.default, p, 0) for p in z) if is_single else z
        w = pad_window(window, n_fft, length)
        scale = n_fft**-0.5 if normalized else 1 / n_fft
        if n_fft <= FRAME_LIMIT:
            both = self.concatenate((re, im), 1)
            kernel = (torch.from_numpy(make_real_inverse(n_fft)) * scale * w).unsqueeze(1).to(dtype)
        else:
            # Frames in their own axis, put together by a convolution with the identity.
            both = self.to_real((re, im), 1, n_fft, 1 if normalized else 2)
            kernel = torch.diag(w).unsqueeze(1).to(dtype)
        y = call(aten.conv_transpose1d.default, both, kernel, None, [hop])
        y = call(aten.squeeze.dim, y, 1)
        frames = self.builder.get_size(re, 2)
        ones = call(aten.full.default, [1, 1, frames], 1, dtype=dtype)
        envelope = call(
            aten.conv_transpose1d.default, ones, (w * w).reshape(1, 1, -1).to(dtype), None, [hop]
        )
        envelope = call(aten.reshape.default, envelope, [-1])
        first = n_fft // 2 if center else 0
        whole = n_fft + hop * (get_value(re).shape[2] - 1)
        is_static = isinstance(whole, int) and (wanted is None or isinstance(wanted, int))
        if is_static:
            last = whole - first if wanted is None else first + wanted
            inside = min(last, whole)
        else:
            inside = -first or torch.iinfo(torch.int64).max
            if wanted is not None:
                inside = call(operator.add, wanted, first)
        y = call(aten.slice.Tensor, y, 1, first, inside)
        envelope = call(aten.slice.Tensor, envelope, 0, first, inside)
        if isinstance(envelope, Tensor):
            y = call(aten.mul.Tensor, y, envelope.reciprocal())
        else:
            y = call(aten.div.Tensor, y, envelope)
        if is_static and last > whole:
            y = call(aten.constant_pad_nd.default, y, [0, last - whole])
        return call(aten.squeeze.dim, y, 0) if is_single else y
