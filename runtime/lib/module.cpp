// require and module.
#include "runtime/call.h"
#include "runtime/debug_info.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/environment.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/package.h"
#include "runtime/lib/registry.h"
#include "runtime/metamethod.h"

namespace perilune::lib {

namespace {

Value loaded_table(State* L) { return Value::of(loaded_libraries(L)); }

bool get_loaded(State* L, const Value& name, Value* out) {
  return get(L, loaded_table(L), name, out) == Status::Ok;
}
bool set_loaded(State* L, const Value& name, const Value& module) {
  return set(L, loaded_table(L), name, module) == Status::Ok;
}

// Stands for a module that is being loaded.
Value loading_mark() {
  static char mark;
  return Value::light_userdata(&mark);
}

// Calls a searcher with the module's name: pushes its results, a loader or a message, and data.
bool call_searcher(State* L, const Value& searcher) {
  Value* func = L->top;
  push_function(L, searcher);
  L->push(L->base[0]);
  return call(L, func, 2) == Status::Ok;
}

void append_message(State* L, const Value& text, Buffer* messages) {
  if (L->global->semantics.joined_search_messages) messages->append(std::string_view("\n\t"));
  if (text.is_string())
    messages->append(text.string()->view());
  else
    messages->append_number(text, L->global->dialect);
}

// Asks the searchers in turn, and pushes the loader that one of them has found, and its data. False
// with the error set when none has.
bool find_loader(State* L) {
  const char* field = searchers_field(L->global->dialect);
  Value searchers;
  if (get(L, upvalues(L)[0], Value::of(L->new_string(field)), &searchers) == Status::Error)
    return false;
  if (!searchers.is_table()) {
    L->error("'package.%s' must be a table", field);
    return false;
  }
  ptrdiff_t at = L->offset_of(L->top);
  L->push(searchers);
  Buffer messages(L);
  for (int64_t i = 1;; ++i) {
    Value searcher = L->at_offset(at)->table()->get_int(i);
    if (searcher.is_nil()) {
      messages.append('\0');
      L->error("module '%s' not found:%s", L->base[0].string()->data(), messages.data());
      return false;
    }
    if (!call_searcher(L, searcher)) return false;
    const Value& first = L->top[-2];
    if (first.is_function()) return true;
    if (first.is_string() || first.is_number()) append_message(L, first, &messages);
    L->top -= 2;
  }
}

// Runs the loader that stands on the stack with its data, and pushes its result.
bool run_loader(State* L) {
  Value loader = L->top[-2], data = L->top[-1];
  Value* func = L->top;
  push_function(L, loader);
  L->push(L->base[0]);
  if (L->global->semantics.loader_data) L->push(data);
  return call(L, func, 1) == Status::Ok;
}

}  // namespace

NativeResult package_require(State* L) {
  const Semantics& semantics = L->global->semantics;
  String* name;
  if (!check_string(L, 0, &name)) return kNativeError;
  set_nargs(L, 1);
  Value module;
  if (!get_loaded(L, L->base[0], &module)) return kNativeError;
  if (module.is_truthy()) {
    if (semantics.marks_loading && same_bits(module, loading_mark()))
      return L->error("loop or previous error loading module '%s'", name->data());
    return push(L, module);
  }
  if (!find_loader(L)) return kNativeError;
  if (semantics.marks_loading && !set_loaded(L, L->base[0], loading_mark())) return kNativeError;
  ptrdiff_t data = L->offset_of(L->top) - 1;
  if (!run_loader(L)) return kNativeError;
  if (!L->top[-1].is_nil() && !set_loaded(L, L->base[0], L->top[-1])) return kNativeError;
  if (!get_loaded(L, L->base[0], &module)) return kNativeError;
  if (module.is_nil() || (semantics.marks_loading && same_bits(module, loading_mark()))) {
    module = Value::boolean(true);  // the loader has said nothing
    if (!set_loaded(L, L->base[0], module)) return kNativeError;
  }
  L->push(module);
  if (!semantics.require_gives_data) return 1;
  L->push(*L->at_offset(data));
  return 2;
}

namespace {

// The table at a path of fields, "a.b.c", below `root`; what is missing is made. Null when
// something else than a table stands in the way, or with the error set.
Table* find_table(State* L, Table* root, std::string_view path, bool* failed) {
  *failed = false;
  for (;;) {
    size_t dot = path.find('.');
    Value key = Value::of(L->new_string(path.substr(0, dot)));
    Value next = root->get(key);
    if (next.is_nil()) {
      Table* made = Table::make(L);
      if (!made) {
        L->memory_error();
        *failed = true;
        return nullptr;
      }
      next = Value::of(made);
      L->push(next);
      if (set(L, Value::of(root), key, next) == Status::Error) {
        *failed = true;
        return nullptr;
      }
    }
    if (!next.is_table()) return nullptr;
    root = next.table();
    if (dot == path.npos) return root;
    path.remove_prefix(dot + 1);
  }
}

bool set_field(State* L, const Value& table, const char* name, const Value& value) {
  return set(L, table, Value::of(L->new_string(name)), value) == Status::Ok;
}

// Pushes the module's table: a loaded one, or one among the globals.
bool push_module(State* L) {
  Value module;
  if (!get_loaded(L, L->base[0], &module)) return false;
  if (!module.is_table()) {
    bool failed;
    std::string_view name = L->base[0].string()->data();
    Table* table = find_table(L, thread_globals(L), name, &failed);
    if (failed) return false;
    if (!table) {
      L->error("name conflict for module '%s'", L->base[0].string()->data());
      return false;
    }
    module = Value::of(table);
    L->push(module);
    return set_loaded(L, L->base[0], module);
  }
  L->push(module);
  return true;
}

// The fields by which a module knows itself, unless it has them.
bool describe_module(State* L) {
  Value module = L->top[-1], old;
  if (get(L, module, Value::of(L->new_string("_NAME")), &old) == Status::Error) return false;
  if (!old.is_nil()) return true;
  std::string_view name = L->base[0].string()->data();
  size_t dot = name.rfind('.');
  std::string_view package = dot == name.npos ? "" : name.substr(0, dot + 1);
  return set_field(L, module, "_M", module) && set_field(L, module, "_NAME", L->base[0]) &&
         set_field(L, module, "_PACKAGE", Value::of(L->new_string(package)));
}

// Makes the module the environment of the function that called.
bool enter_module(State* L, Table* module) {
  FrameWalk walk(L);
  walk.skip(1);
  if (walk.at_end() || !walk->func->is_closure()) {
    L->error("'module' not called from a Lua function");
    return false;
  }
  Closure* caller = walk->func->closure();
  if (L->global->semantics.hidden_environment) return set_environment(L, caller, module);
  if (caller->upvalue_count() == 0) return true;
  // As stock does it: whatever shares the variable sees the module.
  caller->upvalues()[0]->set(Value::of(module));
  gc::barrier(L, caller->upvalues()[0], Value::of(module));
  return true;
}

}  // namespace

NativeResult package_module(State* L) {
  String* name;
  if (!check_string(L, 0, &name)) return kNativeError;
  uint32_t last = L->nargs();
  if (!push_module(L) || !describe_module(L)) return kNativeError;
  ptrdiff_t module = L->offset_of(L->top) - 1;
  if (!enter_module(L, L->top[-1].table())) return kNativeError;
  for (uint32_t i = 1; i < last; ++i) {
    if (!L->base[i].is_function()) continue;
    Value* func = L->top;
    push_function(L, L->base[i]);
    L->push(*L->at_offset(module));
    if (call(L, func, 0) == Status::Error) return kNativeError;
  }
  if (!L->global->semantics.module_returns) return 0;
  return push(L, *L->at_offset(module));
}

}  // namespace perilune::lib
