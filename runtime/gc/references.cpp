// The references of each kind of object, and its size.
#include "runtime/gc/references.h"

#include <cstring>

#include "runtime/closure.h"
#include "runtime/feedback.h"
#include "runtime/gc/block.h"
#include "runtime/metamethod.h"
#include "runtime/proto.h"
#include "runtime/shape.h"
#include "runtime/shape_map.h"
#include "runtime/state.h"
#include "runtime/table.h"
#include "runtime/table_hash.h"

namespace perilune::gc {

class References::Visit {
public:
  Visit(const Global& global, const Fn& fn) : global_(global), fn_(fn) {}

  void visit(const String&) {}
  void visit(const Table& table) {
    named(table.shape, "shape");
    if (table.shape->is_loose()) named(table.metatable(), "metatable");
    named(table.root_shape(), "shape of instances");
    find_weakness(table);
    for (uint32_t i = 0; table.slots && i < table.shape->slot_count(); ++i)
      element(Value::of(table.shape->key_at(i)), vector_get(table.slots, i));
    for (uint32_t i = 0; i < table.asize; ++i)
      element(Value::integer(i), vector_get(table.array, i));
    if (!table.hash()) return;
    for (const Table::HashNode& node : table.hash()->all()) {
      if (node.value_tag == Tag::Nil) continue;
      Value key = node.key_value();
      if (key.is_object() && (!weak_keys_ || key.is_string()))
        fn_({key.object, nullptr, key, true});
      element(key, node.get());
    }
  }
  void visit(const Closure& closure) {
    named(closure.proto, "prototype");
    const Debug* debug = closure.proto->debug;
    for (uint32_t i = 0; i < closure.upvalue_count(); ++i) {
      const String* name = debug && debug->upvalue_names ? debug->upvalue_names[i] : nullptr;
      named(closure.upvalues()[i], name ? name->data() : "upvalue");
    }
  }
  void visit(const NativeFunction& native) {
    for (uint32_t i = 0; i < native.upvalue_count(); ++i)
      value(const_cast<NativeFunction&>(native).upvalues()[i], "upvalue");
  }
  void visit(const Userdata& userdata) {
    named(userdata.metatable, "metatable");
    value(userdata.user_value, "user value");
  }
  void visit(const State& state) {
    value(state.error_value, "error");
    named(state.environment, "environment");
    value(state.hook.function, "hook");
    if (state.life == State::Life::Running || state.life == State::Life::Normal)
      named(state.resumer, "resumer");
    const Value* limit = state.stack + state.stack_size;
    for (const Value* slot = state.stack; slot < limit; ++slot)
      value(*slot, "stack");
    for (uint32_t i = 0; i < state.open_count; ++i)
      named(state.open_upvalues[i], "variable");
  }
  void visit(const Upvalue& upvalue) { value(upvalue.get(), "value"); }
  void visit(const Proto& proto) {
    named(proto.source, "source");
    for (uint32_t i = 0; i < proto.constant_count; ++i)
      value(proto.constants[i], "constant");
    for (uint32_t i = 0; i < proto.function_count; ++i)
      named(proto.functions[i], "function");
    for (uint32_t i = 0; proto.feedback && i < proto.code_count; ++i)
      named(proto.feedback[i].callee, "called");
    if (!proto.debug) return;
    for (uint32_t i = 0; i < proto.debug->local_count; ++i)
      named(proto.debug->locals[i].name, "name");
    for (uint32_t i = 0; proto.debug->upvalue_names && i < proto.upvalue_count; ++i)
      named(proto.debug->upvalue_names[i], "name");
  }
  void visit(const Shape& shape) {
    named(shape.metatable_, "metatable");
    named(shape.parent_, "parent");
    named(shape.key_, "key");
  }

private:
  template <class T>
  void named(T* object, const char* name) {
    if (object) fn_({object, name, Value()});
  }
  void value(const Value& v, const char* name) {
    if (v.is_object()) fn_({v.object, name, Value()});
  }
  void element(const Value& key, const Value& v) {
    if (v.is_object() && (!weak_values_ || v.is_string())) fn_({v.object, nullptr, key});
  }
  void find_weakness(const Table& table) {
    Value mode = metamethod_in(global_.main, table.metatable(), Event::Mode);
    if (!mode.is_string()) return;
    weak_keys_ = std::strchr(mode.string()->data(), 'k');
    weak_values_ = std::strchr(mode.string()->data(), 'v');
  }

  const Global& global_;
  const Fn& fn_;
  bool weak_keys_ = false, weak_values_ = false;
};

void References::of(Object* object, const Fn& fn) const {
  Visit visit(global_, fn);
  switch (object->kind) {
#define OBJECT_KIND(Name, Type)                                                                    \
  case ObjectKind::Name:                                                                           \
    visit.visit(*static_cast<Type*>(object));                                                      \
    break;
#include "runtime/object_kinds.def"
  }
}

namespace {

size_t cell_bytes(const void* cell) { return cell ? block_of(cell)->cell_bytes : 0; }

size_t table_bytes(const Table& table) {
  size_t bytes = cell_bytes(table.hash());
  if (table.slots && !(table.flags & Table::kSlotsInside))
    bytes += cell_bytes(vector_allocation(table.slots, table.slot_room()));
  if (table.array && !(table.flags & Table::kArrayInside))
    bytes += cell_bytes(vector_allocation(table.array, table.array_capacity));
  return bytes;
}

size_t proto_bytes(const Proto& proto) {
  size_t bytes = cell_bytes(proto.code) + cell_bytes(proto.functions) + cell_bytes(proto.lines) +
                 cell_bytes(proto.upvalues) + cell_bytes(proto.debug) + cell_bytes(proto.feedback);
  if (proto.constants) bytes += cell_bytes(proto.buffer());
  if (proto.debug)
    bytes += cell_bytes(proto.debug->locals) + cell_bytes(proto.debug->upvalue_names);
  return bytes;
}

}  // namespace

size_t References::bytes(const Object* object, std::unordered_set<const void*>* counted) {
  size_t bytes = cell_bytes(object);
  switch (object->kind) {
  case ObjectKind::Table:
    return bytes + table_bytes(*static_cast<const Table*>(object));
  case ObjectKind::Proto:
    return bytes + proto_bytes(*static_cast<const Proto*>(object));
  case ObjectKind::Thread: {
    auto* state = static_cast<const State*>(object);
    if (!state->has_first_stack()) bytes += cell_bytes(state->stack);
    return bytes + cell_bytes(state->tbc) + cell_bytes(state->open_upvalues);
  }
  case ObjectKind::Shape: {
    auto* shape = static_cast<const Shape*>(object);
    if (shape->map_ && counted->insert(shape->map_).second) bytes += cell_bytes(shape->map_);
    return bytes + cell_bytes(shape->transitions_);
  }
  default:
    return bytes;
  }
}

}  // namespace perilune::gc
