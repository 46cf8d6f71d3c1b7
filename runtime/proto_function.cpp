// The way back from a prototype in the heap to a compiled function outside it.
#include "runtime/proto.h"
#include "runtime/string.h"

namespace perilune {

namespace {

using bytecode::Constant;

Constant constant_of(const Value& v) {
  Constant out;
  if (v.is_string()) {
    out.kind = Constant::Kind::String;
    out.string = v.string()->view();
  } else if (v.is_integer()) {
    out.kind = Constant::Kind::Integer;
    out.integer = v.i;
  } else if (v.is_float()) {
    out.kind = Constant::Kind::Float;
    out.number = v.f;
  } else if (!v.is_nil()) {
    out.kind = v.is_truthy() ? Constant::Kind::True : Constant::Kind::False;
  }
  return out;
}

std::string text_of(const String* string) {
  return string ? std::string(string->view()) : std::string();
}

void copy_debug(const Proto& proto, bytecode::Function& out) {
  if (proto.lines) out.lines.assign(proto.lines, proto.lines + proto.code_count);
  const Debug* debug = proto.debug;
  if (!debug) return;
  for (uint32_t i = 0; i < debug->local_count; ++i) {
    const Debug::Local& local = debug->locals[i];
    out.locals.push_back({text_of(local.name), local.start_pc, local.end_pc, local.reg});
  }
  for (uint32_t i = 0; debug->upvalue_names && i < proto.upvalue_count; ++i)
    out.upvalues[i].name = text_of(debug->upvalue_names[i]);
}

}  // namespace

std::unique_ptr<bytecode::Function> Proto::function() const {
  auto out = std::make_unique<bytecode::Function>();
  out->source = text_of(source);
  out->line_defined = line_defined;
  out->last_line = last_line;
  out->num_params = num_params;
  out->is_vararg = is_vararg;
  out->max_stack = max_stack;
  out->code.assign(code, code + code_count);
  for (uint32_t i = 0; i < constant_count; ++i)
    out->constants.push_back(constant_of(constants[i]));
  for (uint32_t i = 0; i < cache_count; ++i)
    out->field_keys.push_back(cache(i).key);
  for (uint32_t i = 0; i < upvalue_count; ++i)
    out->upvalues.push_back({"", upvalues[i].in_stack, upvalues[i].index});
  copy_debug(*this, *out);
  for (uint32_t i = 0; i < function_count; ++i)
    out->functions.push_back(functions[i]->function());
  return out;
}

}  // namespace perilune
