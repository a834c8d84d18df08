// Types and attributes of a registered dialect that a walk cannot look into; the
// names of the attributes of its op are not known.
// RUN: milc-opt --irdl-file=%S/Inputs/acme.irdl --lower-complex --verify-diagnostics --split-input-file %s

// expected-error @below {{'func.func' op with complex values must have types that show what they hold, but found '!acme.box<complex<f32>>', whose text names a complex type; add a conversion with a MilcToRealInterface of its dialect}}
func.func private @type(!acme.box<complex<f32>>)

// -----

func.func @attributes(%box: !acme.box<f32>) {
  // expected-error @below {{'acme.touch' op with a complex type in its attribute 'type' must have a conversion pattern, but found none; add one with a MilcToRealInterface of its dialect}}
  "acme.touch"() {type = complex<f32>} : () -> ()
  // expected-error @below {{'acme.touch' op with a complex type in its attribute 'tag' must have a conversion pattern, but found none; add one with a MilcToRealInterface of its dialect}}
  "acme.touch"() {tag = #acme.tag<complex<f32>>} : () -> ()
  "acme.touch"() {kept.tag = #acme.tag<complex<f32>>, name = #acme.tag<"complex<f32>">} : () -> ()
  return
}

// -----

memref.global @taps : memref<2xcomplex<f32>> = dense<[(1.0, 2.0), (3.0, 4.0)]>

// expected-error @below {{'func.func' op must not name a complex global, which becomes two, but found @taps in its attribute 'function_type'}}
func.func private @type_names_global(!acme.box<@taps>)

func.func @names_global() {
  // expected-error @below {{'acme.touch' op must not name a complex global, which becomes two, but found @taps in its attribute 'tag'}}
  "acme.touch"() {tag = #acme.tag<@taps>} : () -> ()
  "acme.touch"() {tag = #acme.tag<"@taps">} : () -> ()
  return
}
