//===- AttributeRules.cpp - How attributes of values split ----------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AttributeRules.h"

#include "llvm/ADT/STLExtras.h"

using namespace milcomplex;

using Rule = AttributeRule;

// docs/Abi.md has the same table; a test compares them. A name precedes the
// prefix that also matches it.
static constexpr AttributeRules table[] = {
    {"llvm.noundef", Rule::Copy, Rule::Copy, Rule::Copy},
    {"llvm.inreg", Rule::Copy, Rule::Copy, Rule::Copy},
    {"llvm.nofpclass", Rule::Copy, Rule::Copy, Rule::Copy},
    {"llvm.align", Rule::RefuseOnScalar, Rule::HalveAlignment, Rule::Copy},
    {"llvm.dereferenceable", Rule::RefuseOnScalar, Rule::HalveBytes,
     Rule::Copy},
    {"llvm.dereferenceable_or_null", Rule::RefuseOnScalar, Rule::HalveBytes,
     Rule::Copy},
    {"llvm.returned", Rule::RefuseOnSplit, Rule::RefuseOnSplit, Rule::Copy},
    {"llvm.nest", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy},
    {"llvm.allocptr", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy},
    {"llvm.swiftself", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy},
    {"llvm.swifterror", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy},
    {"llvm.swiftasync", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy},
    {"llvm.sret", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy, true},
    {"llvm.byval", Rule::RefuseOnSplit, Rule::RefuseOnSplit,
     Rule::RefuseOnChange, true},
    {"llvm.byref", Rule::RefuseOnSplit, Rule::RefuseOnSplit,
     Rule::RefuseOnChange, true},
    {"llvm.inalloca", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy,
     true},
    {"llvm.preallocated", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy,
     true},
    {"llvm.elementtype", Rule::RefuseOnScalar, Rule::RefuseOnSplit, Rule::Copy,
     true},
    {"llvm.", Rule::RefuseOnScalar, Rule::Copy, Rule::Copy},
    {"bufferization.buffer_layout", Rule::Copy, Rule::Copy, Rule::AddDimension},
    {"bufferization.writable", Rule::Copy, Rule::Copy, Rule::Copy},
    {"bufferization.access", Rule::Copy, Rule::Copy, Rule::Copy},
    {"spirv.interface_var_abi", Rule::Bind, Rule::Bind, Rule::Copy},
    {"spirv.decoration", Rule::Copy, Rule::Copy, Rule::Copy},
    {"nvvm.grid_constant", Rule::Copy, Rule::Copy, Rule::Copy},
    {"emitc.opaque", Rule::RefuseOnSplit, Rule::RefuseOnSplit, Rule::Copy},
    {"tf.aliasing_output", Rule::RenumberResult, Rule::RenumberResult,
     Rule::RenumberResult},
    {"tf_saved_model.index_path", Rule::RefuseOnSplit, Rule::RefuseOnSplit,
     Rule::Copy},
    {"tf_saved_model.bound_input", Rule::RefuseOnSplit, Rule::RefuseOnSplit,
     Rule::Copy},
    {"iree.abi.output", Rule::RenumberResult, Rule::RenumberResult,
     Rule::RenumberResult},
    {"iree.abi.tied", Rule::RenumberArgument, Rule::RenumberArgument,
     Rule::RenumberArgument},
    {"iree.abi.encoding", Rule::RefuseOnChange, Rule::RefuseOnChange,
     Rule::RefuseOnChange, true},
    {"torch.type_bound", Rule::RefuseOnChange, Rule::RefuseOnChange,
     Rule::RefuseOnChange, true},
    {"onnx.name", Rule::RefuseOnSplit, Rule::RefuseOnSplit, Rule::Copy},
    {"sdy.sharding", Rule::Copy, Rule::Copy, Rule::RefuseOnChange},
    {"mhlo.sharding", Rule::Copy, Rule::Copy, Rule::CopyUnlessDimensions},
    {"mhlo.layout_mode", Rule::Copy, Rule::Copy, Rule::CopyUnlessDimensions},
    {"mhlo.frontend_attributes", Rule::Copy, Rule::Copy,
     Rule::CopyUnlessDimensions},
    {"mhlo.memory_kind", Rule::Copy, Rule::Copy, Rule::Copy},
    {"jax.buffer_donor", Rule::Copy, Rule::Copy, Rule::Copy},
    {"jax.result_info", Rule::Copy, Rule::Copy, Rule::Copy},
};

static constexpr AttributeRules unknown = {"", Rule::Copy, Rule::Copy,
                                           Rule::Copy};

const AttributeRules &milcomplex::getAttributeRules(llvm::StringRef name) {
  const AttributeRules *rules =
      llvm::find_if(table, [&](const AttributeRules &entry) {
        return entry.name == name ||
               (entry.name.ends_with(".") && name.starts_with(entry.name));
      });
  return rules == std::end(table) ? unknown : *rules;
}

bool milcomplex::holdsValueAttributes(llvm::StringRef name) {
  return name == "arg_attrs" || name == "res_attrs" ||
         name == "workgroup_attrib_attrs" || name == "private_attrib_attrs";
}
