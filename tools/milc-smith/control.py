"""Control flow and calls."""

from __future__ import annotations

from generate import BOOL, INDEX, Unsuitable, Value, Writer, op
from values import emit_number


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
    writer.add(name, first.type, max(bounds))


@op(2)
def loop(writer: Writer) -> None:
    """Add to a scalar repeatedly, by scf.for or scf.while."""
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
    writer.add(name, kind, bound)


@op(2)
def tensor_loop(writer: Writer) -> None:
    """Negate a tensor repeatedly, by scf.for or scf.while."""
    init = writer.pick_complex(tensor=True)
    kind, trips = init.type, writer.random.randint(0, 3)
    upper, one, name = writer.index(trips), writer.index(1), writer.fresh()
    tag = name[1:]
    carried = Value(f"%l{tag}", kind, init.bound)
    following = writer.fresh()
    if writer.random.random() < 0.5:
        writer.line(
            f"{name} = scf.for %i{tag} = %zero to {upper} step {one} "
            f"iter_args({carried.name} = {init.name}) -> ({kind.text}) {{"
        )
        with writer.region((carried,)):
            writer.body(1)
            writer.line(f"{following} = milcomplex.neg {carried.name} : {kind.text}")
            writer.line(f"scf.yield {following} : {kind.text}")
        writer.line("}")
    else:
        i = f"%w{tag}"
        writer.line(
            f"{name}, %u{tag} = scf.while ({carried.name} = {init.name}, "
            f"{i} = %zero) : ({kind.text}, index) -> ({kind.text}, index) {{"
        )
        writer.line(f"  {following}_c = arith.cmpi ult, {i}, {upper} : index")
        writer.line(f"  scf.condition({following}_c) {carried.name}, {i} : {kind.text}, index")
        writer.line("} do {")
        writer.line(f"^bb0({carried.name}_d: {kind.text}, {i}_d: index):")
        writer.line(f"  {following}_i = arith.addi {i}_d, {one} : index")
        writer.line(f"  {following} = milcomplex.neg {carried.name}_d : {kind.text}")
        writer.line(f"  scf.yield {following}, {following}_i : {kind.text}, index")
        writer.line("}")
    writer.add(name, kind, init.bound)


@op(1)
def region(writer: Writer) -> None:
    """Compute in a region of its own."""
    value = writer.pick_complex(tensor=True)
    name = writer.fresh()
    writer.line(f"{name} = scf.execute_region -> {value.type.text} {{")
    with writer.region():
        writer.body(2)
        result = writer.pick_like(value)
        writer.line(f"scf.yield {result.name} : {result.type.text}")
    writer.line("}")
    writer.add(name, value.type, result.bound)


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
    writer.add(name, kind, bound)


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
    writer.add(name, kind, max(first.bound, second.bound))


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
        writer.add(name, result.type, result.bound)


@op(3)
def forall(writer: Writer) -> None:
    """Move each row of a tensor into another one, by scf.forall."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    if not kind.sizes or 0 in kind.sizes:
        raise Unsuitable
    target = writer.copy(writer.pick_like(value))
    name, dims = writer.fresh(), writer.sizes_of(kind).split(", ")
    assert kind.shape is not None
    dynamic = iter(dims)
    sizes = [next(dynamic) if dim < 0 else str(dim) for dim in kind.shape]
    row = kind.with_shape((1, *kind.shape[1:]), (1, *kind.sizes[1:]))
    tag = name[1:]
    rest = "".join(", 0" for _ in sizes[1:])
    part = f"[%i{tag}{rest}] [{', '.join(['1', *sizes[1:]])}] [{', '.join(['1'] * len(sizes))}]"
    writer.line(
        f"{name} = scf.forall (%i{tag}) in ({sizes[0]}) shared_outs(%o{tag} = {target.name}) "
        f"-> ({kind.text}) {{"
    )
    writer.line(f"  %s{tag} = tensor.extract_slice {value.name}{part} : {kind.text} to {row.text}")
    writer.line("  scf.forall.in_parallel {")
    writer.line(
        f"    tensor.parallel_insert_slice %s{tag} into %o{tag}{part} : {row.text} into {kind.text}"
    )
    writer.line("  }")
    writer.line("}")
    writer.add(name, kind, max(value.bound, target.bound))


@op(2)
def switch(writer: Writer) -> None:
    """Branch to one of several blocks by an index."""
    first = writer.pick_complex(tensor=False)
    # Upstream cannot print one of several results of an op as an operand of cf.switch.
    values = [
        emit_number(writer, writer.random.choice(["neg", "conj"]), [value])
        for value in (first, writer.pick_like(first), writer.pick_like(first))
    ]
    kind, name, flag = first.type, writer.fresh(), writer.fresh()
    writer.line(f"{flag} = arith.constant {writer.random.randint(0, 3)} : i32")
    tag = name[1:]
    writer.line(f"{name} = scf.execute_region -> {kind.text} {{")
    writer.line(f"  cf.switch {flag} : i32, [")
    writer.line(f"    default: ^end{tag}({values[0].name} : {kind.text}),")
    writer.line(f"    1: ^one{tag}({values[1].name} : {kind.text}),")
    writer.line(f"    2: ^end{tag}({values[2].name} : {kind.text})")
    writer.line("  ]")
    writer.line(f"^one{tag}(%t: {kind.text}):")
    writer.line(f"  %n = complex.neg %t : {kind.text}")
    writer.line(f"  cf.br ^end{tag}(%n : {kind.text})")
    writer.line(f"^end{tag}(%e: {kind.text}):")
    writer.line(f"  scf.yield %e : {kind.text}")
    writer.line("}")
    writer.add(name, kind, max(v.bound for v in values))


@op(1)
def poison(writer: Writer) -> None:
    """Choose between a value and a poison that is never taken."""
    value = writer.pick_complex()
    yes, nothing = writer.fresh(), writer.fresh()
    writer.line(f"{yes} = arith.constant true")
    writer.line(f"{nothing} = ub.poison : {value.type.text}")
    text = f"arith.select {yes}, {value.name}, {nothing} : {value.type.text}"
    writer.define(text, value.type, value.bound)


@op(2)
def program_global(writer: Writer) -> None:
    """Load a constant of the module."""
    kind = writer.complex_type()
    if kind.shape is None:
        return
    kind = kind.as_static()
    symbol = f"@m{len(writer.globals)}_{len(writer.functions)}"
    writer.globals.append(
        f"ml_program.global private {symbol}(dense<{writer.literal(kind)}> : {kind.text}) "
        f": {kind.text}"
    )
    name = writer.fresh()
    writer.line(f"{name} = ml_program.global_load {symbol} : {kind.text}")
    writer.copy(Value(name, kind, writer.constant_bound(kind)))
