// The way back from a prototype in the heap to a compiled function outside it.
#include <unordered_map>

#include "runtime/proto.h"
#include "runtime/string.h"

namespace perilune {

namespace {

using bytecode::Constant;

// Copies each string once.
class Texts {
public:
  bytecode::Text operator()(const String* string) {
    if (!string) return {};
    const auto [place, is_new] = texts_.try_emplace(string);
    if (is_new) place->second = string->view();
    return place->second;
  }

private:
  std::unordered_map<const String*, bytecode::Text> texts_;
};

Constant constant_of(const Value& v, Texts& text) {
  Constant out;
  if (v.is_string()) {
    out.kind = Constant::Kind::String;
    out.string = text(v.string());
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

void copy_debug(const Proto& proto, Texts& text, bytecode::Function& out) {
  if (proto.lines) out.lines.assign(proto.lines, proto.lines + proto.code_count);
  const Debug* debug = proto.debug;
  if (!debug) return;
  for (uint32_t i = 0; i < debug->local_count; ++i) {
    const Debug::Local& local = debug->locals[i];
    out.locals.push_back({text(local.name), local.start_pc, local.end_pc, local.reg});
  }
  for (uint32_t i = 0; debug->upvalue_names && i < proto.upvalue_count; ++i)
    out.upvalues[i].name = text(debug->upvalue_names[i]);
}

std::unique_ptr<bytecode::Function> function_of(const Proto& p, Texts& text) {
  auto out = std::make_unique<bytecode::Function>();
  out->source = text(p.source);
  out->line_defined = p.line_defined;
  out->last_line = p.last_line;
  out->num_params = p.num_params;
  out->is_vararg = p.is_vararg;
  out->max_stack = p.max_stack;
  out->code.assign(p.code, p.code + p.code_count);
  for (uint32_t i = 0; i < p.constant_count; ++i)
    out->constants.push_back(constant_of(p.constants[i], text));
  for (uint32_t i = 0; i < p.cache_count; ++i)
    out->field_keys.push_back(p.cache(i).key());
  for (uint32_t i = 0; i < p.upvalue_count; ++i)
    out->upvalues.push_back({"", p.upvalues[i].in_stack, p.upvalues[i].index});
  copy_debug(p, text, *out);
  for (uint32_t i = 0; i < p.function_count; ++i)
    out->functions.push_back(function_of(*p.functions[i], text));
  return out;
}

}  // namespace

std::unique_ptr<bytecode::Function> Proto::function() const {
  Texts text;
  return function_of(*this, text);
}

}  // namespace perilune
