// A compiled trace: a loop (root) or the continuation of an exit (side).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "jit/codegen_api.h"
#include "jit/ir/ir.h"
#include "runtime/interp/dispatch.h"
#include "runtime/proto.h"

namespace perilune::jit {

// The frames that stand above the trace's own frame at an exit, innermost last: inlined calls.
struct InlinedFrame {
  Closure* closure;
  uint32_t base;       // register 0, in slots from the trace's
  uint32_t return_pc;  // where the caller goes on
};

struct ExitState {
  uint32_t count = 0;
  bool is_pending = false;  // its side trace is being compiled
  bool is_plain = true;     // the interpreter goes on without further ado
  bool is_poll = false;  // it is taken before a statement, for what the interpreter has to see to
  uint32_t stack = 0;    // slots that the stack has to have from the trace's register 0; 0: enough
  uint32_t hot = 0;      // the count at which recording starts; 0: never (again)
  uint32_t tries = 0;
  uint32_t failures = 0;
};

struct Trace {
  uint32_t number = 0;      // also in the counter word of the loop instruction of a root
  Proto* proto = nullptr;   // of the trace's own frame
  uint32_t pc = 0;          // where it is entered
  uint32_t anchor = 0;      // of a root: the loop instruction
  Trace* root = nullptr;    // of a side trace: where its tree starts; of a root: itself
  uint32_t side_count = 0;  // of a root: side traces in its tree
  Trace* parent = nullptr;  // of a side trace
  uint32_t parent_exit = 0;
  lir::Unit unit;                // for its exits' snapshots and its constants
  std::vector<Object*> objects;  // what the code refers to, for the collector
  CompileResult code;
  std::vector<ExitState> exits;
  // Exits that lead straight into another root trace.
  Trace* link = nullptr;
  // Of a side trace: all that was recorded, to be found again (Engine::share).
  std::string text;

  explicit Trace(lir::Unit u) : unit(std::move(u)) {}
  Handler entry() const { return reinterpret_cast<Handler>(code.entry); }
};

// The traces that exist, as the recorder looks for them.
struct TraceIndex {
  std::vector<Trace*> by_number;
  std::map<const bytecode::Word*, Trace*> roots;  // by where they are entered
};

}  // namespace perilune::jit
