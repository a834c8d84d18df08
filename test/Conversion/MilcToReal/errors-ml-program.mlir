// RUN: milc-opt --lower-complex --verify-diagnostics --split-input-file %s

// expected-error @below {{'ml_program.global' op must have elements, an array of two parts or an extern as the value of a complex global, but found another attribute}}
ml_program.global private @number("text") : complex<f32>

// -----

// expected-error @below {{'ml_program.global' op must have elements, an array of two parts or an extern as the value of a complex global, but found another attribute}}
ml_program.global private @wrong_width([1.0 : f32, 2.0 : f64]) : complex<f32>

// -----

ml_program.global private @g.re(1.0 : f32) : f32
// expected-error @below {{'ml_program.global' op must leave the name 'g.re' free for a part of its complex value, but found another symbol of that name}}
ml_program.global private @g([1.0 : f32, 2.0 : f32]) : complex<f32>
