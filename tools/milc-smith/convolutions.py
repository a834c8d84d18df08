"""linalg ops with windows and tiles: convolutions, pooling, packs."""

from __future__ import annotations

import math

from generate import Type, Unsuitable, Value, Writer, op

# Image, kernel and result, a letter a dimension: small ones for the sizes of the kernel,
# in the result those of what comes out, and capitals for what both make of the image.
CONVOLUTIONS = {
    "conv_1d": ("W", "w", "w"),
    "conv_2d": ("HW", "hw", "hw"),
    "conv_3d": ("DHW", "dhw", "dhw"),
    "conv_1d_nwc_wcf": ("nWc", "wcf", "nwf"),
    "conv_1d_ncw_fcw": ("ncW", "fcw", "nfw"),
    "conv_2d_nhwc_hwcf": ("nHWc", "hwcf", "nhwf"),
    "conv_2d_nhwc_fhwc": ("nHWc", "fhwc", "nhwf"),
    "conv_2d_nchw_fchw": ("ncHW", "fchw", "nfhw"),
    "conv_2d_ngchw_fgchw": ("ngcHW", "fgchw", "ngfhw"),
    "conv_2d_ngchw_gfchw": ("ngcHW", "gfchw", "ngfhw"),
    "conv_2d_nhwgc_gfhwc": ("nHWgc", "gfhwc", "nhwgf"),
    "conv_3d_ndhwc_dhwcf": ("nDHWc", "dhwcf", "ndhwf"),
    "conv_3d_ncdhw_fcdhw": ("ncDHW", "fcdhw", "nfdhw"),
    "depthwise_conv_1d_ncw_cw": ("ncW", "cw", "ncw"),
    "depthwise_conv_1d_nwc_wc": ("nWc", "wc", "nwc"),
    "depthwise_conv_1d_nwc_wcm": ("nWc", "wcm", "nwcm"),
    "depthwise_conv_2d_nchw_chw": ("ncHW", "chw", "nchw"),
    "depthwise_conv_2d_nhwc_hwc": ("nHWc", "hwc", "nhwc"),
    "depthwise_conv_2d_nhwc_hwcm": ("nHWc", "hwcm", "nhwcm"),
    "depthwise_conv_3d_ncdhw_cdhw": ("ncDHW", "cdhw", "ncdhw"),
    "depthwise_conv_3d_ndhwc_dhwc": ("nDHWc", "dhwc", "ndhwc"),
    "depthwise_conv_3d_ndhwc_dhwcm": ("nDHWc", "dhwcm", "ndhwcm"),
    "pooling_ncw_sum": ("ncW", "w", "ncw"),
    "pooling_nwc_sum": ("nWc", "w", "nwc"),
    "pooling_nchw_sum": ("ncHW", "hw", "nchw"),
    "pooling_nhwc_sum": ("nHWc", "hw", "nhwc"),
    "pooling_ndhwc_sum": ("nDHWc", "dhw", "ndhwc"),
}
# Those that also exist with zero points, which are subtracted from image and kernel.
WITH_ZERO_POINTS = {
    "conv_2d_nhwc_hwcf",
    "conv_2d_nhwc_fhwc",
    "conv_2d_nchw_fchw",
    "conv_2d_ngchw_gfchw",
    "conv_2d_nhwgc_gfhwc",
    "conv_3d_ndhwc_dhwcf",
    "depthwise_conv_2d_nhwc_hwc",
    "depthwise_conv_2d_nhwc_hwcm",
}


def zero_points(writer: Writer) -> list[Value]:
    """Write two zero points, of 0 or 1."""
    kind = Type("i32")
    values = [Value(writer.fresh(), kind, 1) for _ in range(2)]
    for value in values:
        writer.line(f"{value.name} = arith.constant {writer.random.randint(0, 1)} : i32")
    return values


@op(8)
def convolution(writer: Writer) -> None:
    """Slide a kernel or a window of sums over an image."""
    name = writer.random.choice(list(CONVOLUTIONS))
    image, kernel, result = CONVOLUTIONS[name]
    spatial = [letter for letter in "dhw" if letter in kernel]
    has_steps = "_" in name.removeprefix("depthwise_").removeprefix("conv_")
    window = {axis: writer.random.randint(1, 2) for axis in "dhwncfgm"}
    out = {axis: writer.random.randint(1, 2) for axis in spatial}
    stride = {axis: writer.random.randint(1, 2) if has_steps else 1 for axis in spatial}
    dilation = {axis: writer.random.randint(1, 2) if has_steps else 1 for axis in spatial}

    def size(axis: str, in_result: bool) -> int:
        if axis.isupper():
            low = axis.lower()
            return (out[low] - 1) * stride[low] + (window[low] - 1) * dilation[low] + 1
        return out[axis] if in_result and axis in spatial else window[axis]

    element = Type(writer.element, True)
    pools = name.startswith("pooling")
    values = []
    for i, letters in enumerate((image, kernel, result)):
        sizes = tuple(size(axis, in_result=i == 2) for axis in letters)
        kind = writer.with_sizes(element, sizes)
        if i == 1 and pools:
            shape = "".join(f"{number}x" for number in sizes)
            empty = writer.fresh()
            writer.line(f"{empty} = tensor.empty() : tensor<{shape}f32>")
            values.append(Value(empty, Type("f32", False, sizes, sizes), 1))
            continue
        same = [v for v in writer.visible() if v.type == kind]
        values.append(writer.random.choice(same) if same else writer.constant(kind))
    data, filter_, init = values
    inputs, shift = [data, filter_], 0
    if name in WITH_ZERO_POINTS and writer.random.random() < 0.4:
        inputs += zero_points(writer)
        name, shift = f"{name}_q", 1
    terms = math.prod(window[axis] for axis in kernel if axis in spatial)
    if not pools and "depthwise" not in name and "c" in kernel:
        terms *= window["c"]
    products = 8 * terms * (data.bound + shift) * (filter_.bound + shift)
    if pools:
        products = terms * data.bound
    bound = writer.limit(init, init.bound + products)
    rank = len(spatial)
    steps = ""
    if has_steps:
        steps = "".join(
            f"{word} = dense<{[steps[axis] for axis in spatial]}> : tensor<{rank}xi64>{comma}"
            for word, steps, comma in (("dilations", dilation, ", "), ("strides", stride, ""))
        )
        steps = f" {{{steps}}}"
    names, types = ", ".join(v.name for v in inputs), ", ".join(v.type.text for v in inputs)
    writer.define(
        f"linalg.{name}{steps} ins({names} : {types}) "
        f"outs({init.name} : {init.type.text}) -> {init.type.text}",
        init.type,
        bound,
    )


@op(3)
def pack(writer: Writer) -> None:
    """Pack the last dimension of a static tensor in tiles, and perhaps unpack it."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    if not kind.sizes or 0 in kind.sizes or kind.shape != kind.sizes:
        raise Unsuitable
    last = len(kind.sizes) - 1
    tile = writer.random.randint(1, 3)
    # Upstream crashes where it would have to make a complex zero to pad with.
    number = writer.pick(lambda v: v.type == kind.as_number())
    bound = max(value.bound, number.bound)
    sizes = (*kind.sizes[:-1], -(-kind.sizes[last] // tile), tile)
    packed = kind.with_shape(sizes, sizes)
    tiles = f"inner_dims_pos = [{last}] inner_tiles = [{tile}]"
    empty = writer.fresh()
    writer.line(f"{empty} = tensor.empty() : {packed.text}")
    result = writer.define(
        f"linalg.pack {value.name} padding_value({number.name} : {number.type.text}) {tiles} "
        f"into {empty} : {kind.text} -> {packed.text}",
        packed,
        bound,
    )
    if writer.random.random() < 0.6:
        target = writer.fresh()
        writer.line(f"{target} = tensor.empty() : {kind.text}")
        writer.define(
            f"linalg.unpack {result.name} {tiles} into {target} : {packed.text} -> {kind.text}",
            kind,
            bound,
        )
