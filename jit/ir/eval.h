// The evaluator of LIR: executes a unit step by step, exits included. It is the oracle against
// which passes, compiled code and the bytecode interpreter are compared. What is behind loads,
// stores and helpers is the host's concern: a model in tests, or the runtime.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jit/ir/ir.h"

namespace perilune::lir {

/// A value at run time. `tag` is the type of the content, never `any`; of a boxed value it is the
/// type in the box. Floats are bits; references and pointers are whatever the host hands out.
struct EvalValue {
  Type tag = Type::Nil;
  uint64_t bits = 0;
  bool operator==(const EvalValue&) const = default;
};

/// What surrounds the unit.
class EvalHost {
public:
  virtual ~EvalHost() = default;
  /// Slots (base 0, index a register of the unit's own frame), elements of property and array
  /// vectors, values of open upvalues by their slots (index 0), those of closed ones by the
  /// upvalues (index 1).
  virtual EvalValue load(AliasClass alias, uint64_t base, int64_t index) = 0;
  virtual void store(AliasClass alias, uint64_t base, int64_t index, EvalValue value) = 0;
  /// The exit leaves a slot without a meaningful value.
  virtual void kill_slot(int64_t reg) = 0;
  virtual uint64_t load_field(uint64_t object, Field field) = 0;
  virtual void store_field(uint64_t object, Field field, uint64_t bits) = 0;
  /// The upvalue object at a place of a closure.
  virtual uint64_t upvalue(uint64_t function, int64_t place) = 0;
  virtual void barrier(uint64_t object, EvalValue value) = 0;
  virtual uint64_t konst(const Konst& konst) = 0;
  virtual uint64_t frame_function(int64_t base) = 0;
  /// Whether the frame with register 0 at `base` returns to the bytecode address.
  virtual bool returns_to(int64_t base, uint64_t address) = 0;
  /// Whether a pointer is the address of that slot; whether it is one of the stack from the unit's
  /// frame upwards.
  virtual bool is_slot(uint64_t pointer, int64_t reg) = 0;
  virtual bool is_own_stack(uint64_t pointer) = 0;
  /// Whether the frame with register 0 at `base` has so many slots of extra arguments below it.
  virtual bool has_extra(int64_t base, int64_t slots) = 0;
  virtual bool has_levels(int64_t levels) = 0;
  /// Whether the stack has room for so many slots from the unit's register 0.
  virtual bool has_stack(int64_t slots) = 0;
  virtual bool interrupted() = 0;
  /// False when the helper refuses.
  virtual bool call(Helper helper, std::span<const EvalValue> args, EvalValue& result) = 0;
  /// A closure of a prototype in the frame with register 0 at `base`.
  virtual uint64_t make_closure(int64_t base, uint64_t self, uint64_t proto) = 0;
  /// A new table of a shape.
  virtual uint64_t make_table(uint64_t shape) = 0;
  /// Closes the upvalues of the slots from `first` on; false when it refuses.
  virtual bool close_upvalues(int64_t first) = 0;
  /// The elements args[2], ... of the table args[0] from the index args[1] on.
  virtual void set_list(std::span<const EvalValue> args) = 0;
  /// A native function, args[0], in a frame with register 0 at `frame`; and what it has given.
  virtual bool call_native(int64_t frame, std::span<const EvalValue> args,
                           std::vector<EvalValue>& results) = 0;
};

/// A frame that execution goes on in.
struct EvalFrame {
  uint32_t pc;
  uint32_t base;      ///< Of its register 0, in slots from the unit's own.
  uint64_t function;  ///< 0 for the unit's own frame.
  FrameRole role = FrameRole::Call;
  uint8_t result = 0;
  uint32_t top = 0;  ///< As in Snapshot.
  bool operator==(const EvalFrame&) const = default;
};

struct EvalResult {
  bool left = false;              ///< False: stopped at the step limit, in the middle.
  SnapId exit;                    ///< Through which it left.
  std::vector<EvalFrame> frames;  ///< Innermost first.
  uint64_t steps = 0;
};

/// Runs a unit that the verifier accepts until it leaves, with the slots of the exit stored, or for
/// `max_steps` instructions. `loop` stores its slots and starts again.
EvalResult evaluate(const Unit& unit, EvalHost& host, uint64_t max_steps);

/// A pure operation on numbers, booleans and tags; false when it exits. Precondition: it has no
/// operands but values, and the operands have the types that the opcode asks for.
bool evaluate_pure(Opcode op, Type type, std::span<const EvalValue> args, EvalValue& result);

}  // namespace perilune::lir
