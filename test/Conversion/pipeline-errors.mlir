// RUN: not milc-opt --pass-pipeline='builtin.module(func.func(lower-complex))' %s 2>&1 | FileCheck %s --check-prefix=ANCHOR
// RUN: not milc-opt --lower-complex=no-such-option=1 %s 2>&1 | FileCheck %s --check-prefix=OPTION

// ANCHOR: Can't add pass 'LowerComplex' restricted to 'builtin.module'
// OPTION: no such option no-such-option
