"""The models of this folder, in NumPy.

Each accepts and returns what its function in MLIR does, complex values whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def rope_attention(q: Array, k: Array, v: Array) -> tuple[Array, Array]:
    """Attend with rotary embeddings.

    `q`, `k` and `v` have shape (n, heads, 8); returns the output, shape as theirs, and the
    weights, shape (heads, n, n).
    """
    n = q.shape[0]
    frequencies = 100.0 ** (-np.arange(4) / 4)
    rotation = np.exp(1j * np.arange(n)[:, None] * frequencies)[:, None, :]

    def rotate(x: Array) -> Array:
        z = (x[..., 0::2] + 1j * x[..., 1::2]) * rotation
        return np.stack([z.real, z.imag], -1).reshape(x.shape)

    scores = np.einsum("ihd,jhd->hij", rotate(q), rotate(k)) / np.sqrt(8)
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    weights = scores / scores.sum(-1, keepdims=True)
    return np.einsum("hij,jhd->ihd", weights, v), weights


def beamformer(x: Array, theta: float) -> tuple[Array, Array, Array, float]:
    """Steer four antennas, shape (4, t), by delay and sum and by MVDR.

    Returns both beams, shape (t,), the weights, shape (4,), and the output power.
    """
    x = x.astype(complex)
    steering = np.exp(-1j * np.pi * np.arange(4) * np.sin(float(theta)))
    covariance = x @ x.conj().T / x.shape[1] + 0.1 * np.eye(4)
    solved = np.linalg.solve(covariance, steering)
    power = steering.conj() @ solved
    weights = solved / power
    return steering.conj() @ x / 4, weights.conj() @ x, weights, 1 / power.real


def mri(k_space: Array, coils: Array, mask: Array) -> tuple[Array, Array, Array]:
    """Reconstruct an image from undersampled k-space, shape (coils, rows, columns).

    Returns the root of the sum of squares, the combination by coil sensitivities and the
    cosine of its phase.
    """
    images = np.fft.ifft2(np.where(mask, k_space, 0), axes=(1, 2))
    combined = (coils.conj() * images).sum(0)
    root = np.sqrt((abs(images) ** 2).sum(0))
    return root, combined, np.cos(np.angle(combined))


def quantum(state: Array, theta: float) -> tuple[Array, Array, float]:
    """Apply H, RX(theta), T and CNOT to three qubits, shape (8,).

    Returns the state, the probabilities and the expectation of Z on the first qubit.
    """
    half = float(theta) / 2
    h = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
    rx = np.array([[np.cos(half), -1j * np.sin(half)], [-1j * np.sin(half), np.cos(half)]])
    t = np.diag([1, np.exp(0.25j * np.pi)])
    qubits = state.astype(complex).reshape(2, 2, 2)
    qubits = np.einsum("ax,by,cz,xyz->abc", h, rx, t, qubits)
    cnot = np.eye(4)[[0, 1, 3, 2]].reshape(2, 2, 2, 2)
    result = np.einsum("abkl,klc->abc", cnot, qubits).reshape(8)
    probabilities = abs(result) ** 2
    return result, probabilities, probabilities[:4].sum() - probabilities[4:].sum()


def resonators(x: Array) -> tuple[Array, Array]:
    """Sum three complex resonators driven by `x`, shape (t,); also their last states."""
    poles = np.array([0.9 + 0.1j, 0.5 - 0.7j, -0.3 + 0.8j])
    gains = np.array([1 - 0.5j, 0.5 + 2j, -3 + 0.25j])
    state = np.zeros(3, complex)
    outputs = []
    for sample in x:
        state = poles * state + sample
        outputs.append((gains * state).sum().real)
    return np.array(outputs, float), state


def biquad(x: Array, b: Array) -> tuple[Array, complex, complex]:
    """Filter by a complex biquad in transposed direct form II; also its last states."""
    a1, a2 = -0.5 + 0.25j, 0.125 + 0.25j
    s1 = s2 = 0j
    outputs = []
    for sample in x:
        output = b[0] * sample + s1
        s1 = b[1] * sample - a1 * output + s2
        s2 = b[2] * sample - a2 * output
        outputs.append(output)
    return np.array(outputs, complex), s1, s2


def s4d(log_dt: Array, log_re: Array, im: Array, c: Array, length: int) -> tuple[Array, Array]:
    """Return the kernel of a diagonal state-space model, shape (h, length), and its powers."""
    a = -np.exp(log_re) + 1j * im
    step = a * np.exp(log_dt)[:, None]
    powers = np.exp(step)[..., None] ** np.arange(int(length))
    return 2 * np.einsum("hn,hnl->hl", c * np.expm1(step) / a, powers).real, powers


def lru(u: Array, nu: Array, theta: Array, b: Array, c: Array, d: Array) -> tuple[Array, Array]:
    """Run a linear recurrent unit over `u`, shape (t, inputs); also its states."""
    decay = np.exp(-np.exp(nu) + 1j * np.exp(theta))
    gain = np.sqrt(1 - abs(decay) ** 2)
    state = np.zeros(4, complex)
    states = []
    for x in u:
        state = decay * state + gain * (b @ x)
        states.append(state)
    return (np.array(states) @ c.T).real + d * u, np.array(states)


def escape(z: complex, c: complex) -> tuple[int, complex]:
    """Iterate z^2 + c until |z| >= 2, 40 times at most; return the count and z."""
    count = 0
    while z.real * z.real + z.imag * z.imag < 4 and count < 40:
        z = z * z + c
        count += 1
    return count, z


def mandelbrot(height: int, width: int) -> Array:
    """Return escape counts over [-2.125, 0.875) x [-1.25, 1.25), shape (height, width)."""
    rows, columns = int(height), int(width)
    return np.array(
        [
            [
                escape(0j, complex(-2.125 + j / columns * 3.0, -1.25 + i / rows * 2.5))[0]
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


def julia(grid: Array) -> tuple[Array, Array]:
    """Return where the points of a grid escape to, and when."""
    results = [[escape(complex(z), -0.4 + 0.6j) for z in row] for row in grid]
    return (
        np.array([[z for _, z in row] for row in results]),
        np.array([[count for count, _ in row] for row in results]),
    )


def newton(z: Array) -> tuple[Array, Array, Array]:
    """Take 40 steps to a root of z^3 - 1; also return which root, and whether it is near."""
    z = z.astype(complex)
    for _ in range(40):
        z = z - (z**3 - 1) / (3 * z * z)
    half = 0.75**0.5 * 1j
    roots = np.array([1, -0.5 + half, -0.5 - half])
    nearest = np.argmin(abs(z[:, None] - roots), 1)
    return z, nearest, np.abs((z**3 - 1) / (3 * z * z)) < 1e-8


def mlp(x: Array, w2: Array) -> tuple[Array, Array]:
    """Apply two complex layers, with modReLU and with the cardioid activation."""
    weights = "0000803F000000BF0000003F00000040000040C00000803E0000803F0000803F"
    weights += "000000BF0000803F0000004000000000000000000000803F0000803E0000003F"
    w1 = np.frombuffer(bytes.fromhex(weights), np.complex64).reshape(2, 4)
    hidden = x @ w1
    shrunk = np.maximum(abs(hidden) + [-0.5, 0.25, -0.125, 0], 0) * hidden / abs(hidden)
    hidden = shrunk @ w2 + np.array([0.5 - 0.5j, 1, -2j])
    result = 0.5 * (1 + np.cos(np.angle(hidden))) * hidden
    return result, abs(result)


def ofdm(bits: Array) -> tuple[Array, Array, Array]:
    """Send 16-QAM symbols by OFDM; return the signal, the symbols and the bits received."""
    levels = [-3, -1, 3, 1]
    symbols = np.array([levels[b >> 2] + 1j * levels[b & 3] for b in bits.astype(int)])
    signal = np.fft.ifft(symbols)
    return np.concatenate([signal[6:], signal]), symbols, bits


def nlms(x: Array, desired: Array) -> tuple[Array, Array]:
    """Adapt four taps by normalized least mean squares; return the errors and the taps."""
    taps = np.zeros(4, complex)
    errors = []
    for t in range(len(x) - 3):
        window = x[t : t + 4]
        error = desired[t + 3] - taps.conj() @ window
        errors.append(error)
        taps = taps + 0.5 / (0.001 + (abs(window) ** 2).sum()) * error.conjugate() * window
    return np.array(errors, complex), taps


def kalman(y: Array, omega: float) -> tuple[Array, float]:
    """Track a rotating phasor; return the estimates, shape (t,), and the last variance."""
    rotation = np.exp(1j * float(omega))
    estimate: complex = 0
    variance = 1.0
    estimates = []
    for measured in y:
        predicted = variance + 0.01
        gain = predicted / (predicted + 0.5)
        turned = rotation * estimate
        estimate = turned + gain * (measured - turned)
        variance = (1 - gain) * predicted
        estimates.append(estimate)
    return np.array(estimates, complex), variance


def coherence(x: Array, y: Array) -> tuple[Array, Array, Array, Array]:
    """Return power, cross-power and coherence of segments, shape (n, 16), and log10 power."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(16) / 16)
    x_spectrum, y_spectrum = np.fft.rfft(x * window), np.fft.rfft(y * window)
    xx = (abs(x_spectrum) ** 2).sum(0)
    yy = (abs(y_spectrum) ** 2).sum(0)
    xy = (x_spectrum * y_spectrum.conj()).sum(0)
    return xx, xy, abs(xy) ** 2 / xx / yy, np.log10(xx)


def cholesky(g: Array) -> tuple[Array, float]:
    """Factor g g^H + 1, shape (5, 5); also return its determinant."""
    g = g.astype(complex)
    hermitian = g @ g.conj().T + np.eye(5)
    return np.linalg.cholesky(hermitian), np.linalg.det(hermitian).real


def qr(a: Array) -> tuple[Array, Array]:
    """Factor a matrix into Q and R with a positive diagonal."""
    q, r = np.linalg.qr(a.astype(complex))
    phases = np.diag(r) / abs(np.diag(r))
    return q * phases, r / phases[:, None]


def conv_layer(x: Array, kernel: Array) -> tuple[Array, Array]:
    """Apply a 3x3 convolution, a ReLU of each part and 2x2 average pooling."""
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    total = np.zeros((x.shape[0], 6, 6, 3), complex) + np.array([0.5, -0.5j, 0.25 + 0.125j])
    for i in range(3):
        for j in range(3):
            window = padded[:, i : i + 6, j : j + 6]
            total = total + np.einsum("nhwc,cf->nhwf", window, kernel[i, j])
    active = np.maximum(total.real, 0) + 1j * np.maximum(total.imag, 0)
    return active, active.reshape(x.shape[0], 3, 2, 3, 2, 3).mean((2, 4))


def depthwise(x: Array, kernel: Array) -> tuple[Array, Array]:
    """Apply a dilated 2x2 depthwise convolution; also return the max pool of its absolutes."""
    corners = [(i, j) for i in range(2) for j in range(2)]
    total = sum(
        x[:, 2 * i : 2 * i + 6 : 2, 2 * j : 2 * j + 6 : 2][:, :3, :3] * kernel[i, j]
        for i, j in corners
    )
    absolute = abs(total)
    return total, np.max([absolute[:, i : i + 2, j : j + 2] for i, j in corners], axis=0)


def ambiguity(n: int, rate: float, delays: int, dopplers: int) -> tuple[Array, Array]:
    """Return the ambiguity function of a chirp, shape (delays, dopplers), and the chirp."""
    n, delays, dopplers = int(n), int(delays), int(dopplers)
    t = np.arange(n)
    chirp = np.exp(1j * np.pi * float(rate) * (t / n - 0.5) ** 2)

    def correlate(delay: int, doppler: int) -> float:
        shifted = [chirp[m - delay].conj() if m >= delay else 0 for m in t]
        return float(abs(np.sum(chirp * shifted * np.exp(2j * np.pi * doppler * t / n))))

    return np.array([[correlate(d, v) for v in range(dopplers)] for d in range(delays)]), chirp


def circuit(log_omega: Array) -> tuple[Array, Array, Array]:
    """Return the transfer function of an RLC filter, its gain in dB and its phase."""
    omega = np.exp(log_omega.astype(float)) * 1e4
    inductor = 1j * omega * 1e-3
    capacitor = 1 / (1j * omega * 1e-6)
    load = capacitor * 50 / (capacitor + 50)
    transfer = load / (inductor + load)
    return transfer, 20 * np.log10(abs(transfer)), np.angle(transfer)


def meshes(a: complex, b: complex, c: complex, source: complex) -> tuple[complex, complex, complex]:
    """Solve two meshes for their currents; also return the complex power of the source."""
    impedances = np.array([[a + c, -c], [-c, b + c]], complex)
    currents = np.linalg.solve(impedances, np.array([source, 0], complex))
    return currents[0], currents[1], complex(source) * currents[0].conj()


def fno(x: Array, weights: Array) -> tuple[Array, Array]:
    """Apply a Fourier layer to `x`, shape (batch, 4, 16), of five modes; also its modes."""
    modes = np.fft.rfft(x)[..., :5]
    mixed = np.einsum("bim,iom->bom", modes, weights)
    spectrum = np.zeros((x.shape[0], 4, 9), complex)
    spectrum[..., :5] = mixed
    if len(x) == 0:
        return np.zeros((0, 4, 16)), mixed
    return np.tanh(np.fft.irfft(spectrum, 16)), mixed


def stats(x: Array) -> tuple[complex, float, complex, int]:
    """Return mean, variance, pseudo-variance and number of samples."""
    count = max(len(x), 1)
    mean = x.sum() / count
    return mean, (abs(x - mean) ** 2).sum() / count, ((x - mean) ** 2).sum() / count, len(x)


def durand_kerner(coefficients: Array, given: bool) -> tuple[complex, complex, complex, float]:
    """Return symmetric functions of a polynomial's roots, turned, and a residual."""
    chosen = coefficients.astype(complex) if given else np.ones(4)
    roots = np.roots(np.concatenate([[1], chosen[::-1]]))
    turn = 0.6 + 0.8j
    return turn * roots.sum(), turn * roots.prod(), turn * (roots * roots).sum(), 0.0
