// The verifier of LIR: always built, run after every pass in tests. It reports every breach it
// finds, not only the first. The rules:
//
// Structure
//  1. A unit has an entry block, which has no parameters and is no branch's target.
//  2. Every block is reachable, ends in a terminator and holds no other one.
//  3. An instruction stands in one block, once. `loop` ends traces only.
// Types
//  4. Number and types of operands fit the opcode's row; the result type is the one that follows.
//  5. Branch arguments match the target's parameters in number and type.
//  6. `dead` appears in snapshots only.
// SSA
//  7. A value's definition dominates every use, in snapshots and branch arguments too.
// Exits
//  8. An instruction has a snapshot if and only if its opcode exits (or is `exit` or `loop`).
//  9. The snapshot dominates the exit.
// 10. No observable effect (a write, but of the collector's own state) lies on any path between a
//     snapshot and an exit that uses it. `loop` stores its snapshot itself and is held to the rule.
// Snapshots
// 11. Registers ascend; values are Lua values or `dead`.
// 12. `in sM`: the callee's function is of type fun, its base is not below the caller's, and the
//     caller's snapshot dominates the callee's; chains have no cycle.
// Constants
// 13. `proto kN` names a constant of kind proto; constants of other units do not occur.
#pragma once

#include "jit/ir/ir.h"

#include <string>
#include <vector>

namespace perilune::lir {

struct VerifyError {
  ValueId at;     ///< The instruction or parameter; none for errors of a block or the unit.
  BlockId block;  ///< The block; none for errors of the unit.
  std::string message;
};

/// All breaches of the rules, in the order of the text.
std::vector<VerifyError> verify(const Unit& unit);

/// The errors with the lines they stand on, for people; empty when there are none.
std::string verify_report(const Unit& unit);

}  // namespace perilune::lir
