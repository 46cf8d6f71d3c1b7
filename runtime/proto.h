// A Lua function's prototype in the heap: code, constants, caches and debug information.
#pragma once

#include <cstdint>
#include <memory>

#include "runtime/bytecode/function.h"
#include "runtime/field_cache.h"
#include "runtime/insn.h"
#include "runtime/object.h"

namespace perilune {

struct TableSite;

struct Proto : Object {
  // Copies everything out of `function`.
  static Proto* load(State* L, const bytecode::Function& function);
  // The compiled function again.
  std::unique_ptr<bytecode::Function> function() const;

  uint32_t index_of(const Insn* pc) const { return static_cast<uint32_t>(pc - insns); }
  // Where the function's own code begins: behind the handling of extra arguments, and behind the
  // clearing of registers where these are clean.
  uint32_t entry(bool registers_clean) const;
  uint32_t line_at(uint32_t pc) const { return lines ? lines[pc] : 0; }
  // Field cache i. The caches lie below the constants in one buffer, in reverse, so that the
  // interpreter reaches both through its register for the constants.
  FieldCache& cache(uint32_t i) const {
    return cache_at(constants, -(int64_t{i} + 1) * int64_t{sizeof(FieldCache)});
  }
  // The cache at an offset in loaded code.
  static FieldCache& cache_at(const Value* constants, int64_t offset) {
    return *reinterpret_cast<FieldCache*>(const_cast<Value*>(advance(constants, offset)));
  }
  // What the function's NEWTABLEs make (runtime/table_site.h), in their order; below the caches.
  TableSite& site(uint32_t i) const { return site_at(constants, site_offset(i)); }
  int64_t site_offset(uint32_t i) const {
    return -(int64_t{cache_count} + i + 1) * int64_t{sizeof(FieldCache)};
  }
  static TableSite& site_at(const Value* constants, int64_t offset) {
    return *reinterpret_cast<TableSite*>(const_cast<Value*>(advance(constants, offset)));
  }
  // The buffer that all these are in.
  Value* buffer() const { return constants - (cache_count + site_count) * kCacheSlots; }
  String* cache_key(const FieldCache& cache) const {
    return advance(constants, cache.key_bytes)->string();
  }

  bytecode::Word* code = nullptr;  // as compiled
  Proto** functions = nullptr;
  uint32_t* lines = nullptr;  // null when stripped
  // The rest of the debug information, and the counts.
  uint32_t code_count = 0;
  uint32_t constant_count = 0;
  uint32_t cache_count = 0;
  uint16_t hidden_count = 0;  // constants behind those that were compiled (runtime/quicken.h)
  uint32_t site_count = 0;
  uint32_t function_count = 0;
  uint8_t upvalue_count = 0;
  uint16_t closure_bin = 0;  // where the memory of its closures comes from (gc::Heap::bin_of)
  uint32_t line_defined = 0;
  uint32_t last_line = 0;
  String* source = nullptr;
  struct Debug* debug = nullptr;  // names of locals and upvalues
  struct Upval {
    bool in_stack;
    uint8_t index;
  };
  Upval* upvalues = nullptr;
  // Where closures are reused: the last one made, which the collector may have freed since unless
  // the heap's cycle is still that one.
  Closure* last_closure = nullptr;
  uint64_t last_cycle = 0;
  struct SiteFeedback* feedback = nullptr;  // an entry a word of code; null: never observed
  void* jit = nullptr;  // the compiler's data on this function, owned by the JIT

  // What a call needs, next to the code.
  Insn* insns = nullptr;  // what is executed; loops count in it
  Value* constants = nullptr;
  uint16_t frame_bytes = 0;  // of its registers, as offsets of loaded code count
  uint16_t param_bytes = 0;  // of its fixed parameters
  uint8_t num_params = 0;
  bool is_vararg = false;
  uint8_t max_stack = 0;

  Proto() : Object(ObjectKind::Proto) {}
  // The insns of a prototype that was loaded lie behind it: a call finds them without a load.
  const Insn* first_insn() const { return reinterpret_cast<const Insn*>(this + 1); }
};

// Names, kept apart from what runs.
struct Debug {
  struct Local {
    String* name;
    uint32_t start_pc, end_pc;
    uint8_t reg;
  };
  Local* locals = nullptr;
  uint32_t local_count = 0;
  String** upvalue_names = nullptr;  // entries may be null
};

}  // namespace perilune
