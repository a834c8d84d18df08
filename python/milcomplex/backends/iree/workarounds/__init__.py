"""Ways around faults of IREE, one file per fault.

Each file says what goes wrong, what the way around is, in which version it was seen, and where it
is reported; its EXAMPLE is the smallest module that goes wrong without its WORKAROUND.
"""

from milcomplex.backends.iree.workaround import Workaround
from milcomplex.backends.iree.workarounds import (
    barriers,
    cancellation,
    contraction,
    copies,
    dropped_results,
    f8_constants,
    f64,
    f64_remainders,
    fills,
    insertions,
    loop_invariants,
    lost_buffers,
    memoization,
    multi_use,
    narrow_integers,
    parts,
    real_functions,
    repeated_results,
    resources,
    scalars,
    shared_inits,
    signs,
    slices,
    sub_byte_constants,
    switches,
    threads,
    transposes,
)

# By the names of their files. Steps are taken in this order.
WORKAROUNDS: dict[str, Workaround] = {
    "real_functions": real_functions.WORKAROUND,
    "resources": resources.WORKAROUND,
    "parts": parts.WORKAROUND,
    "signs": signs.WORKAROUND,
    "scalars": scalars.WORKAROUND,
    "cancellation": cancellation.WORKAROUND,
    "repeated_results": repeated_results.WORKAROUND,
    "loop_invariants": loop_invariants.WORKAROUND,
    "switches": switches.WORKAROUND,
    "narrow_integers": narrow_integers.WORKAROUND,
    "sub_byte_constants": sub_byte_constants.WORKAROUND,
    "insertions": insertions.WORKAROUND,
    "fills": fills.WORKAROUND,
    "slices": slices.WORKAROUND,
    "copies": copies.WORKAROUND,
    "barriers": barriers.WORKAROUND,
    "dropped_results": dropped_results.WORKAROUND,
    "shared_inits": shared_inits.WORKAROUND,
    "f64": f64.WORKAROUND,
    "transposes": transposes.WORKAROUND,
    "multi_use": multi_use.WORKAROUND,
    "memoization": memoization.WORKAROUND,
    "f8_constants": f8_constants.WORKAROUND,
    "f64_remainders": f64_remainders.WORKAROUND,
    "lost_buffers": lost_buffers.WORKAROUND,
    "contraction": contraction.WORKAROUND,
    "threads": threads.WORKAROUND,
}
