"""Control flow, calls and buffers."""

from __future__ import annotations

from generate import BOOL, INDEX, Unsuitable, Value, Writer, op
from values import pick_position


@op(2)
def branch(writer: Writer) -> None:
    """Choose between two regions, by scf.if or scf.index_switch."""
    first = writer.pick_complex()
    condition = writer.pick(lambda v: v.type == BOOL)
    # Upstream's bufferization does not see what the result of an scf.index_switch may
    # be the same buffer as.
    switch = first.type.shape is None and writer.random.random() < 0.5
    name = writer.fresh()
    bounds = []
    ends = ["} else {", "}"]
    if switch:
        index = writer.fresh()
        writer.line(f"{index} = arith.index_castui {condition.name} : i1 to index")
        writer.line(f"{name} = scf.index_switch {index} -> {first.type.text}")
        heads = ["case 0 {", "default {"]
        ends = ["}", "}"]
    else:
        heads = [f"{name} = scf.if {condition.name} -> ({first.type.text}) {{", ""]
    for head, end in zip(heads, ends, strict=True):
        if head:
            writer.line(head)
        with writer.region():
            writer.body(2)
            value = writer.pick_like(first)
            writer.line(f"scf.yield {value.name} : {value.type.text}")
            bounds.append(value.bound)
        writer.line(end)
    writer.cover("scf.index_switch" if switch else "scf.if", first.type)
    writer.scopes[-1].append(Value(name, first.type, max(bounds)))


@op(2)
def loop(writer: Writer) -> None:
    """Add something to a number again and again, by scf.for or scf.while."""
    init = writer.pick_complex(tensor=False)
    kind = init.type
    step = writer.pick_like(init)
    trips = writer.random.randint(0, 3)
    bound = writer.limit(init, init.bound + trips * step.bound)
    upper, one, name = writer.index(trips), writer.index(1), writer.fresh()
    accumulator = Value(f"%l{writer.count}", kind, bound)
    if writer.random.random() < 0.6:
        writer.line(
            f"{name} = scf.for %i{writer.count} = %zero to {upper} step {one} "
            f"iter_args({accumulator.name} = {init.name}) -> ({kind.text}) {{"
        )
        with writer.region((accumulator,)):
            writer.body(2)
            following = writer.fresh()
            writer.line(f"{following} = complex.add {accumulator.name}, {step.name} : {kind.text}")
            writer.line(f"scf.yield {following} : {kind.text}")
        writer.line("}")
        writer.cover("scf.for", kind)
    else:
        i, following = f"%w{writer.count}", writer.fresh()
        writer.line(
            f"{name}, %u{writer.count} = scf.while ({accumulator.name} = {init.name}, "
            f"{i} = %zero) : ({kind.text}, index) -> ({kind.text}, index) {{"
        )
        writer.line(f"  {following}_c = arith.cmpi ult, {i}, {upper} : index")
        writer.line(f"  scf.condition({following}_c) {accumulator.name}, {i} : {kind.text}, index")
        writer.line("} do {")
        writer.line(f"^bb0({accumulator.name}_d: {kind.text}, {i}_d: index):")
        writer.line(f"  {following}_i = arith.addi {i}_d, {one} : index")
        writer.line(f"  {following} = complex.add {accumulator.name}_d, {step.name} : {kind.text}")
        writer.line(f"  scf.yield {following}, {following}_i : {kind.text}, index")
        writer.line("}")
        writer.cover("scf.while", kind)
    writer.scopes[-1].append(Value(name, kind, bound))


@op(1)
def parallel(writer: Writer) -> None:
    """Reduce over a parallel loop, by sums or by products."""
    init = writer.pick_complex(tensor=False)
    term = writer.pick_like(init)
    kind, trips = init.type, writer.random.randint(0, 3)
    product = writer.random.random() < 0.5
    bound = init.bound
    for _ in range(trips):
        bound = writer.limit(init, 2 * bound * term.bound if product else bound + term.bound)
    upper, one, name = writer.index(trips), writer.index(1), writer.fresh()
    writer.line(
        f"{name} = scf.parallel (%i{writer.count}) = (%zero) to ({upper}) step ({one}) "
        f"init ({init.name}) -> {kind.text} {{"
    )
    writer.line(f"  scf.reduce({term.name} : {kind.text}) {{")
    writer.line(f"  ^bb0(%x: {kind.text}, %y: {kind.text}):")
    writer.line(f"    %z = complex.{'mul' if product else 'add'} %x, %y : {kind.text}")
    writer.line(f"    scf.reduce.return %z : {kind.text}")
    writer.line("  }")
    writer.line("}")
    writer.cover("scf.parallel", kind)
    writer.scopes[-1].append(Value(name, kind, bound))


@op(1)
def blocks(writer: Writer) -> None:
    """Branch between blocks in a region of its own."""
    first = writer.pick_complex(tensor=False)
    second = writer.pick_like(first)
    condition = writer.pick(lambda v: v.type == BOOL)
    kind, name = first.type, writer.fresh()
    tag = writer.count
    writer.line(f"{name} = scf.execute_region -> {kind.text} {{")
    writer.line(
        f"  cf.cond_br {condition.name}, ^then{tag}({first.name} : {kind.text}), "
        f"^end{tag}({second.name} : {kind.text})"
    )
    writer.line(f"^then{tag}(%t: {kind.text}):")
    writer.line(f"  %n = complex.neg %t : {kind.text}")
    writer.line(f"  cf.br ^end{tag}(%n : {kind.text})")
    writer.line(f"^end{tag}(%e: {kind.text}):")
    writer.line(f"  scf.yield %e : {kind.text}")
    writer.line("}")
    writer.cover("scf.execute_region", kind)
    writer.cover("cf.cond_br", kind)
    writer.scopes[-1].append(Value(name, kind, max(first.bound, second.bound)))


@op(2)
def call(writer: Writer) -> None:
    """Call a function of the module, by name or by address."""
    if not writer.functions:
        raise Unsuitable
    function = writer.random.choice(writer.functions)
    arguments = []
    for parameter in function.arguments:
        if parameter.type == INDEX:
            arguments.append("%zero")
            continue
        fitting = [
            v for v in writer.visible() if v.type == parameter.type and v.bound <= parameter.bound
        ]
        value = writer.random.choice(fitting) if fitting else writer.constant(parameter.type)
        arguments.append(value.name)
    types = ", ".join(v.type.text for v in function.arguments)
    results = ", ".join(v.type.text for v in function.results)
    names = [writer.fresh() for _ in function.results]
    callee = f"func.call @{function.name}"
    # Upstream does not bufferize an indirect call.
    numbers = all(v.type.shape is None for v in [*function.arguments, *function.results])
    if numbers and writer.random.random() < 0.7:
        address = writer.fresh()
        writer.line(f"{address} = func.constant @{function.name} : ({types}) -> ({results})")
        callee = f"func.call_indirect {address}"
    writer.line(f"{', '.join(names)} = {callee}({', '.join(arguments)}) : ({types}) -> ({results})")
    for name, result in zip(names, function.results, strict=True):
        writer.cover("func.call", result.type)
        writer.scopes[-1].append(Value(name, result.type, result.bound))


@op(2)
def buffer(writer: Writer) -> None:
    """Copy a tensor into memory, change an element and a view, and read it back."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    if not kind.sizes:
        raise Unsuitable
    number = writer.pick(lambda v: v.type == kind.as_number())
    position = pick_position(writer, value)
    memref = kind.text.replace("tensor", "memref")
    source, target, loaded, name = (writer.fresh() for _ in range(4))
    writer.line(
        f"{source} = bufferization.to_buffer {value.name} read_only : {kind.text} to {memref}"
    )
    writer.line(f"{target} = memref.alloc({writer.sizes_of(kind)}) : {memref}")
    writer.line(f"memref.copy {source}, {target} : {memref} to {memref}")
    writer.line(f"{loaded} = memref.load {target}[{position}] : {memref}")
    writer.scopes[-1].append(Value(loaded, kind.as_number(), value.bound))
    writer.line(f"memref.store {number.name}, {target}[{position}] : {memref}")
    writer.line(
        f"{name} = bufferization.to_tensor {target} restrict writable : {memref} to {kind.text}"
    )
    for used in (
        "bufferization.to_buffer",
        "memref.alloc",
        "memref.copy",
        "memref.load",
        "memref.store",
        "bufferization.to_tensor",
    ):
        writer.cover(used, kind)
    writer.scopes[-1].append(Value(name, kind, max(value.bound, number.bound)))
