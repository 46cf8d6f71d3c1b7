// The state of the lowering of one unit. Its member functions are in one file a family of opcodes.
#pragma once

#include "jit/ir/ir.h"
#include "jit/lower/alias.h"
#include "jit/lower/layout.h"
#include "jit/lower/lower.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

#include <map>
#include <vector>

namespace perilune::jit {

/// A LIR value in LLVM IR. `any` has a payload and a tag (i8); nil and `dead` have neither; of
/// everything else `value` has the type of Lowering::llvm_type.
struct Lowered {
  llvm::Value* value = nullptr;
  llvm::Value* tag = nullptr;
};

/// The block that all exits of one shape share: the same frames, and the same registers with values
/// of the same types. What differs arrives through phis.
struct ExitShape {
  llvm::BasicBlock* block = nullptr;
  llvm::PHINode* id = nullptr;         // number and resume pc; see exits.cpp
  std::vector<llvm::PHINode*> values;  // in the order of Lowering::exit_values
  lir::SnapId sample;                  // any snapshot of the shape
};

/// How many snapshots a unit may have.
constexpr uint32_t kMaxExits = UINT16_MAX;

class Lowering {
public:
  Lowering(const lir::Unit& unit, llvm::Module& module);
  std::string run();

private:
  // --- driver (lower.cpp) ---
  void create_data();
  void create_function();
  void create_blocks();
  std::vector<lir::BlockId> reverse_postorder() const;
  void lower_block(lir::BlockId block);
  void lower_inst(lir::ValueId v);
  bool lower_arithmetic(lir::ValueId v);  // arith.cpp
  bool lower_conversion(lir::ValueId v);  // convert.cpp
  bool lower_comparison(lir::ValueId v);  // compare.cpp
  bool lower_guard(lir::ValueId v);       // guard.cpp
  bool lower_memory(lir::ValueId v);      // memory.cpp
  bool lower_call(lir::ValueId v);        // call.cpp
  bool lower_control(lir::ValueId v);     // control.cpp

  // --- values (lower.cpp, types.cpp) ---
  llvm::Type* llvm_type(lir::Type type);
  Lowered get(lir::ValueId v);
  llvm::Value* value(lir::ValueId v) { return get(v).value; }
  llvm::Value* arg(lir::ValueId v, unsigned n) { return value(unit_.arg(v, n)); }
  void set(lir::ValueId v, llvm::Value* value, llvm::Value* tag = nullptr);
  llvm::Value* load_konst(lir::KonstId k);
  llvm::Value* lua_shift(llvm::Value* a, lir::ValueId count, bool left);
  llvm::Value* floor_division(lir::ValueId v, bool quotient);
  llvm::Value* constant_division(llvm::Value* a, int64_t divisor, bool quotient);
  llvm::Value* float_modulo(llvm::Value* a, llvm::Value* b);
  llvm::Value* call_math(llvm::StringRef name, llvm::Value* a, llvm::Value* b);
  llvm::Value* exact_integer(llvm::Value* a, lir::SnapId exit);

  // --- calls (call.cpp) ---
  bool lower_native(lir::ValueId v);
  void make_closure(lir::ValueId v, llvm::StringRef symbol);
  void pass_in_slots(int64_t frame, std::span<const lir::ValueId> args);
  void set_list(lir::ValueId v);
  void call_native(lir::ValueId v);
  void native_result(lir::ValueId v);
  llvm::Value* native_count();
  llvm::Type* helper_result(const lir::HelperInfo& info, bool pure);
  void check_result(lir::ValueId v, llvm::CallInst* call, lir::Type result);
  llvm::CallInst* call_symbol(llvm::StringRef name, llvm::ArrayRef<llvm::Value*> arguments,
                              llvm::Type* result);

  // --- new objects (allocate.cpp) ---
  void make_table(lir::ValueId v);
  llvm::Value* allocate(size_t bytes, lir::SnapId exit,
                        llvm::function_ref<llvm::CallInst*()> otherwise);

  // --- control (control.cpp) ---
  void lower_poll(lir::ValueId v);
  void lower_loop(lir::ValueId v);

  // --- boxing (guard.cpp) ---
  /// Payload (i64) and tag (i8) of any Lua value; the payload is null where it does not matter.
  Lowered boxed(lir::ValueId v) { return boxed(get(v), unit_.type(v)); }
  Lowered boxed(Lowered lowered, lir::Type type);
  /// The closure that runs in the unit's own frame.
  llvm::Value* frame_function(int64_t frame);
  llvm::Value* returns_to(int64_t frame, llvm::Value* address);
  llvm::Value* has_extra(int64_t frame, llvm::Value* slots);
  llvm::Value* is_outside_frames(llvm::Value* pointer);
  llvm::Value* tag_is(llvm::Value* tag, lir::Type type);
  /// The unboxed value of a type whose tag has been tested.
  llvm::Value* unboxed(Lowered any, lir::Type type);

  // --- memory (memory.cpp) ---
  llvm::Value* at(llvm::Value* base, int64_t bytes);
  llvm::Value* load(llvm::Type* type, llvm::Value* address, lir::AliasClass alias,
                    MemoryPart part = MemoryPart::Payload);
  void store(llvm::Value* value, llvm::Value* address, lir::AliasClass alias,
             MemoryPart part = MemoryPart::Payload);
  llvm::Value* load_immutable(llvm::Type* type, llvm::Value* address);
  /// The addresses of an element's two parts.
  struct Place {
    llvm::Value* payload;
    llvm::Value* tag;
    lir::AliasClass alias;
  };
  Place slot_place(llvm::Value* base, int64_t slot);
  Place place_of(lir::ValueId v);
  void load_any(lir::ValueId v, const Place& place);
  void load_typed(lir::ValueId v, const Place& place);
  void store_value(const Place& place, lir::ValueId value);
  void lower_field(lir::ValueId v);
  void lower_barrier(lir::ValueId v);

  // --- exits (exits.cpp) ---
  /// Leaves through the snapshot unless the condition (i1) holds.
  void guard(llvm::Value* condition, lir::SnapId exit);
  void leave(lir::SnapId exit);
  ExitShape& exit_shape(lir::SnapId exit);
  llvm::BasicBlock* exit_stub(lir::SnapId exit);
  /// Calls `visit(ValueId)` for what a snapshot's exit block receives through phis.
  template <class F>
  void exit_values(lir::SnapId exit, F&& visit) const;
  void finish_exits();
  void finish_exit(const ExitShape& shape, const std::vector<llvm::Value*>& values);
  llvm::Value* code_of(llvm::Value* function, uint32_t base);
  void write_link(const lir::Snapshot& callee, const lir::Snapshot& caller,
                  llvm::Value* caller_code);
  llvm::Value* results_wanted(llvm::Value* ret);
  void change_levels(uint32_t levels);
  void write_top(const lir::Snapshot& innermost);
  void write_slot(int64_t slot, lir::Type type, Lowered lowered);
  void tail_call_exit(llvm::Value* number, llvm::Value* pc, llvm::Value* base);

  const lir::Unit& unit_;
  llvm::Module& module_;
  llvm::LLVMContext& context_;
  llvm::IRBuilder<> b_;
  AliasMetadata alias_;
  llvm::MDNode* likely_;
  std::string error_;

  llvm::Function* function_ = nullptr;
  llvm::GlobalVariable* data_ = nullptr;
  llvm::StructType* data_type_ = nullptr;
  llvm::Value *pc_ = nullptr, *state_ = nullptr, *dispatch_ = nullptr;  // as they came in
  llvm::Value* base_ = nullptr;  // register 0 of the unit's own frame

  std::vector<Lowered> values_;                       // by value index
  std::vector<llvm::BasicBlock*> blocks_;             // by block index
  std::vector<std::vector<llvm::PHINode*>> params_;   // by block index; two of an `any`
  std::vector<llvm::BasicBlock*> stubs_;              // by snapshot index
  std::map<std::vector<uint32_t>, ExitShape> exits_;  // by shape
  std::vector<ExitShape*> exit_order_;                // as created: the order of the code
};

}  // namespace perilune::jit
