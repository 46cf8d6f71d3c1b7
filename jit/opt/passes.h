// The passes as functions; each is one file, whose head states what it does and relies on.
// All return whether they changed the unit, and leave it valid for the verifier.
#pragma once

#include "jit/opt/pass_manager.h"

namespace perilune::lir {

#define LIR_PASS(Name, function, text, doc) bool function(Unit& unit, PassContext& context);
#include "jit/opt/passes.def"

}  // namespace perilune::lir
