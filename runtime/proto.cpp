// Loading a compiled function into the heap. Nothing here is a safepoint, so the parts need no
// roots until the prototype is complete.
#include "runtime/proto.h"

#include <cstring>
#include <new>
#include <string_view>

#include "runtime/quicken.h"
#include "runtime/state.h"
#include "runtime/table_site.h"

namespace perilune {

namespace {

// Copies compiled functions into the heap; `ok` turns false when memory runs out.
class Loader {
public:
  explicit Loader(State* L) : L_(L) {}

  Proto* load(const bytecode::Function& f) { return load(f, nullptr, bytecode::Text()); }

private:
  template <class T>
  T* array(size_t count) {
    if (count == 0) return nullptr;
    void* memory = L_->global->heap.allocate(count * sizeof(T), false);
    if (!memory) ok_ = false;
    return static_cast<T*>(memory);
  }
  template <class T>
  T* copy(const std::vector<T>& from) {
    T* to = array<T>(from.size());
    if (to) std::memcpy(to, from.data(), from.size() * sizeof(T));
    return to;
  }
  String* string(const bytecode::Text& text) {
    const bool is_long = text.view().size() > String::kMaxShort;
    String* s = is_long ? long_string(text) : L_->try_string(text.view());
    if (!s) ok_ = false;
    return s;
  }
  // Equal long strings of a chunk are one object, as programs can see with "%p".
  String* long_string(const bytecode::Text& text) {
    auto [string, is_new] = long_strings_(text);
    if (is_new) string = L_->try_string(text.view());
    return string;
  }
  String* name(const bytecode::Text& text) { return text.empty() ? nullptr : string(text); }
  // `enclosing`: the source of the enclosing function, and its text.
  Proto* load(const bytecode::Function& f, String* enclosing, const bytecode::Text& text);
  Value constant(const bytecode::Constant& c);
  void load_code(Proto* p, const bytecode::Function& f);
  void load_constants(Proto* p, const bytecode::Function& f);
  void load_debug(Proto* p, const bytecode::Function& f);

  State* L_;
  bytecode::TextMap<String*> long_strings_;
  bool ok_ = true;
};

Value Loader::constant(const bytecode::Constant& c) {
  using Kind = bytecode::Constant::Kind;
  switch (c.kind) {
  case Kind::Nil:
    break;
  case Kind::False:
    return Value::boolean(false);
  case Kind::True:
    return Value::boolean(true);
  case Kind::Integer:
    return Value::integer(c.integer);
  case Kind::Float:
    return Value::number(c.number);
  case Kind::String:
    if (String* s = string(c.string)) return Value::of(s);
    break;
  }
  return Value();
}

void Loader::load_code(Proto* p, const bytecode::Function& f) {
  p->num_params = f.num_params;
  p->is_vararg = f.is_vararg;
  p->max_stack = f.max_stack;
  p->frame_bytes = static_cast<uint16_t>(f.max_stack * sizeof(Value));
  p->param_bytes = static_cast<uint16_t>(f.num_params * sizeof(Value));
  p->line_defined = f.line_defined;
  p->last_line = f.last_line;
  p->code_count = static_cast<uint32_t>(f.code.size());
  p->code = copy(f.code);
  p->insns = reinterpret_cast<Insn*>(p + 1);
  perilune::load_code(f.code, p->insns);
  p->lines = copy(f.lines);
  p->upvalue_count = static_cast<uint8_t>(f.upvalues.size());
  p->closure_bin = static_cast<uint16_t>(gc::Heap::bin_of(Closure::bytes(p->upvalue_count)));
  p->upvalues = array<Proto::Upval>(f.upvalues.size());
  for (size_t i = 0; p->upvalues && i < f.upvalues.size(); ++i)
    p->upvalues[i] = {f.upvalues[i].in_stack, f.upvalues[i].index};
}

void Loader::load_constants(Proto* p, const bytecode::Function& f) {
  p->constant_count = static_cast<uint32_t>(f.constants.size());
  p->cache_count = static_cast<uint32_t>(f.field_keys.size());
  p->site_count = count_sites(f);
  size_t cache_slots = (f.field_keys.size() + p->site_count) * kCacheSlots;
  HiddenConstants hidden(f);
  Value* buffer = array<Value>(cache_slots + f.constants.size() + hidden.count());
  if (!buffer) return;
  p->constants = buffer + cache_slots;
  for (size_t i = 0; i < f.constants.size(); ++i)
    new (&p->constants[i]) Value(constant(f.constants[i]));
  for (uint32_t i = 0; i < p->cache_count; ++i) {
    FieldCache* cache = new (&p->cache(i)) FieldCache();
    cache->key_bytes = f.field_keys[i] * uint32_t{sizeof(Value)};
  }
  // Without memory the prototype is dropped: what it lacks must not be looked at.
  if (!ok_) return;
  hidden.load(p);
  load_sites(p);
}

void Loader::load_debug(Proto* p, const bytecode::Function& f) {
  p->debug = array<Debug>(1);
  if (!p->debug) return;
  new (p->debug) Debug();
  p->debug->local_count = static_cast<uint32_t>(f.locals.size());
  p->debug->locals = array<Debug::Local>(f.locals.size());
  for (size_t i = 0; p->debug->locals && i < f.locals.size(); ++i) {
    const bytecode::LocalInfo& local = f.locals[i];
    p->debug->locals[i] = {string(local.name), local.start_pc, local.end_pc, local.reg};
  }
  p->debug->upvalue_names = array<String*>(f.upvalues.size());
  for (size_t i = 0; p->debug->upvalue_names && i < f.upvalues.size(); ++i)
    p->debug->upvalue_names[i] = name(f.upvalues[i].name);
}

Proto* Loader::load(const bytecode::Function& f, String* enclosing, const bytecode::Text& text) {
  gc::Heap& heap = L_->global->heap;
  if (!heap.expect_proto()) return nullptr;
  void* cell = heap.allocate(sizeof(Proto) + f.code.size() * sizeof(Insn));
  if (!cell) return nullptr;
  Proto* p = new (cell) Proto();
  bool same_source = enclosing && (f.source.empty() || f.source == text);
  p->source = same_source ? enclosing : string(f.source);
  load_code(p, f);
  load_constants(p, f);
  load_debug(p, f);
  p->function_count = static_cast<uint32_t>(f.functions.size());
  p->functions = array<Proto*>(f.functions.size());
  for (size_t i = 0; ok_ && i < f.functions.size(); ++i) {
    p->functions[i] = load(*f.functions[i], p->source, f.source);
    if (!p->functions[i]) return nullptr;
  }
  return ok_ ? p : nullptr;
}

}  // namespace

uint32_t Proto::entry(bool registers_clean) const {
  using bytecode::Op;
  uint32_t pc = 0;
  if (bytecode::op_of(code[pc]) == Op::VarargPrep) ++pc;
  while (registers_clean && bytecode::op_of(code[pc]) == Op::LoadNil)
    ++pc;
  return pc;
}

Proto* Proto::load(State* L, const bytecode::Function& function) {
  return Loader(L).load(function);
}

}  // namespace perilune
