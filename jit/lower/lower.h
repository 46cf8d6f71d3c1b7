// LIR to LLVM IR.
#pragma once

#include "jit/ir/ir.h"

#include "llvm/IR/Module.h"

#include <string>

namespace perilune::jit {

/// The names of a module's two exported symbols.
std::string function_symbol(const lir::Unit& unit);
std::string data_symbol(const lir::Unit& unit);

/// What the data symbol points to: one owner, then the constant table, then the exit table, all of
/// 8-byte entries. Code only reads it.
struct UnitData {
  static constexpr unsigned kOwner = 0, kKonsts = 1, kExits = 2;  // fields of the LLVM struct
  static size_t konst_index(const lir::Unit&) { return 1; }
  static size_t exit_index(const lir::Unit& unit) { return 1 + unit.konst_count(); }
};

/// Fills an empty module (its data layout and triple are set) with the function of a verified unit
/// and its data. Returns an empty string, or why the unit cannot be lowered.
std::string lower(const lir::Unit& unit, llvm::Module& module);

}  // namespace perilune::jit
