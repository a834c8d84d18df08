"""Signal processing: sound, arrays of sensors, and communication."""

import jax
import jax.numpy as jnp
import numpy as np

from programs.program import Array, Case, Program, draw, draw_complex


def make_window(length: int) -> Array:
    """Return a periodic Hann window."""
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)).astype(np.float32)


def spectrogram(samples: int = 480_000, frame: int = 400, hop: int = 160, bands: int = 80) -> Case:
    """Make the logarithmic mel spectrogram of Whisper, of thirty seconds at 16 kHz.

    A. Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision, ICML 2023,
    section 2.2. The filters are triangles of equal width.
    """
    window = make_window(frame)
    frames = (samples - frame) // hop + 1
    places = np.arange(frames)[:, None] * hop + np.arange(frame)
    bins = np.linspace(0, bands + 1, frame // 2 + 1)[:, None]
    filters = np.maximum(0, 1 - np.abs(bins - np.arange(1, bands + 1))).astype(np.float32)

    def transform(signal: jax.Array) -> jax.Array:
        spectrum = jnp.fft.rfft(signal[places] * window)
        power = jnp.abs(spectrum) ** 2 @ filters
        return jnp.log10(jnp.maximum(power, 1e-10))

    return Case(transform, (draw(samples),))


def vocoder(frames: int = 400, frame: int = 1024, hop: int = 256) -> Case:
    """Make the head of Vocos: magnitude and phase to sound, by inverse transforms that overlap.

    H. Siuzdak, Vocos: Closing the Gap Between Time-Domain and Fourier-Based Neural Vocoders,
    ICLR 2024, section 3.3.
    """
    window = make_window(frame)
    overlap = frame // hop

    def add_frames(x: jax.Array) -> jax.Array:
        pieces = x.reshape(frames, overlap, hop)
        shifted = [
            jnp.pad(pieces[:, i], ((i, overlap - 1 - i), (0, 0))).reshape(-1)
            for i in range(overlap)
        ]
        return sum(shifted[1:], shifted[0])

    def synthesize(log_magnitude: jax.Array, phase: jax.Array) -> jax.Array:
        magnitude = jnp.minimum(jnp.exp(log_magnitude), 100)
        spectrum = magnitude * jnp.exp(1j * phase)
        sound = add_frames(jnp.fft.irfft(spectrum, frame) * window)
        weight = add_frames(jnp.broadcast_to(window**2, (frames, frame)))
        return sound / jnp.maximum(weight, 1e-8)

    shape = (frames, frame // 2 + 1)
    return Case(synthesize, (draw(*shape), draw(*shape, seed=1, scale=3)))


def beamformer(sensors: int = 8, bins: int = 257, frames: int = 200) -> Case:
    """Make a minimum-variance beamformer: a covariance and a linear system at each frequency.

    J. Capon, High-Resolution Frequency-Wavenumber Spectrum Analysis, Proc. IEEE 57, 1969.
    """

    def form(steering: jax.Array, x: jax.Array) -> jax.Array:
        covariance = jnp.einsum("fst,fut->fsu", x, x.conj()) / frames
        loaded = covariance + 1e-2 * jnp.eye(sensors, dtype=x.dtype)
        solved = jnp.linalg.solve(loaded, steering[..., None])[..., 0]
        gain = (steering.conj() * solved).sum(-1, keepdims=True)
        return jnp.einsum("fs,fst->ft", (solved / gain).conj(), x)

    angles = np.outer(np.arange(bins), np.arange(sensors)) * (np.pi * np.sin(0.3) / bins)
    steering = np.exp(-1j * angles).astype(np.complex64)
    return Case(form, (steering, draw_complex(bins, sensors, frames)))


def ofdm(carriers: int = 2048, prefix: int = 144, blocks: int = 28, taps: int = 8) -> Case:
    """Make an OFDM modem: two slots of 5G through a channel with echoes.

    R. Prasad, OFDM for Wireless Communications Systems, chapter 2.
    """

    def transmit(symbols: jax.Array, echoes: jax.Array, noise: jax.Array) -> jax.Array:
        waves = jnp.fft.ifft(symbols, norm="ortho")
        sent = jnp.concatenate([waves[:, -prefix:], waves], 1).reshape(-1)
        arrived = jnp.convolve(sent, echoes)[: sent.size] + noise
        useful = arrived.reshape(blocks, carriers + prefix)[:, prefix:]
        received = jnp.fft.fft(useful, norm="ortho")
        return received[1:] * symbols[0] / received[0]

    random = np.random.default_rng(0)
    levels = np.array([-3, -1, 1, 3]) / np.sqrt(10)
    choices = random.integers(0, 4, (2, blocks, carriers))
    symbols = (levels[choices[0]] + 1j * levels[choices[1]]).astype(np.complex64)
    echoes = draw_complex(taps, seed=1, scale=0.1)
    echoes[0] = 1
    noise = draw_complex(blocks * (carriers + prefix), seed=2, scale=0.02)
    return Case(transmit, (symbols, echoes, noise))


def nonuniform(points: int = 8192, size: int = 128, width: int = 6) -> Case:
    """Make a 2-D non-uniform Fourier transform of type 1: points spread to a grid twice as fine.

    L. Greengard and J.-Y. Lee, Accelerating the Nonuniform Fast Fourier Transform, SIAM Review
    46, 2004, equations 8 to 12.
    """
    fine = 2 * size
    tau = np.pi * width / 2 / (size * size * 3)
    reach = np.arange(-width // 2 + 1, width // 2 + 1)
    modes = np.arange(-size // 2, size // 2)
    correction = (np.sqrt(np.pi / tau) * np.exp(tau * modes**2) / fine).astype(np.float32)

    def spread(x: jax.Array) -> tuple[jax.Array, jax.Array]:
        """Return the cells near each point, and the kernel there."""
        nearest = jnp.floor(x * (fine / (2 * np.pi))).astype(jnp.int32)
        cells = nearest[:, None] + reach
        distance = x[:, None] - cells * np.float32(2 * np.pi / fine)
        return cells % fine, jnp.exp(-(distance**2) / np.float32(4 * tau))

    def transform(x: jax.Array, y: jax.Array, strength: jax.Array) -> jax.Array:
        (rows, u), (columns, v) = spread(x), spread(y)
        values = strength[:, None, None] * (u[:, :, None] * v[:, None, :])
        grid = jnp.zeros((fine, fine), jnp.complex64)
        grid = grid.at[rows[:, :, None], columns[:, None, :]].add(values)
        spectrum = jnp.fft.fftshift(jnp.fft.fft2(grid))
        middle = spectrum[size // 2 : -size // 2, size // 2 : -size // 2]
        return middle * (correction[:, None] * correction)

    random = np.random.default_rng(0)
    x, y = random.uniform(0, 2 * np.pi, (2, points)).astype(np.float32)
    return Case(transform, (x, y, draw_complex(points)))


PROGRAMS = (
    Program("spectrogram", spectrogram, {"samples": 200, "frame": 20, "hop": 8, "bands": 5}),
    Program("iSTFT vocoder head", vocoder, {"frames": 5, "frame": 16, "hop": 4}),
    Program("beamformer", beamformer, {"sensors": 3, "bins": 5, "frames": 20}, 1e-4),
    Program("OFDM", ofdm, {"carriers": 16, "prefix": 4, "blocks": 3, "taps": 3}, 1e-4),
    Program("non-uniform FFT", nonuniform, {"points": 20, "size": 8}),
)
