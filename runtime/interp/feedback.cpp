// Feedback as text: one function for each kind.
#include "runtime/interp/feedback.h"

#include <algorithm>
#include <vector>

#include "runtime/closure.h"
#include "runtime/feedback.h"
#include "runtime/insn.h"
#include "runtime/shape.h"
#include "runtime/shape_map.h"
#include "runtime/string.h"
#include "runtime/table.h"

namespace perilune::interp {

namespace {

using bytecode::Extra;
using bytecode::Op;

constexpr uint32_t kMaxKeys = 6;  // of a shape that are listed

std::string keys_text(const Shape& shape) {
  if (shape.is_dictionary()) return "{...}";
  std::string text = "{";
  uint32_t count = shape.slot_count();
  for (uint32_t slot = 0; slot < std::min(count, kMaxKeys); ++slot) {
    if (slot) text += ", ";
    text += shape.key_at(slot)->view();
  }
  if (count > kMaxKeys) text += ", ... " + std::to_string(count - kMaxKeys) + " more";
  return text + "}";
}

std::string own_text(const Shape& shape, uint32_t slot) {
  return "own " + shape_text(shape) + " slot " + std::to_string(slot);
}

// A null holder: the key is nowhere.
std::string inherited_text(const Shape& shape, const Table* holder, uint32_t slot) {
  if (!holder && slot == kHandlerSlot) return "function for " + shape_text(shape);
  if (!holder) return "absent " + shape_text(shape);
  return "inherited " + shape_text(shape) + " from " + keys_text(*holder->shape) + " slot " +
         std::to_string(slot);
}

std::string added_text(const Shape& shape, uint32_t slot) {
  return (slot == kHandlerSlot ? "function for " : "added to ") + shape_text(shape);
}

std::string form_text(const Proto& proto, uint32_t pc) {
  Insn loaded[2];
  uint32_t words = bytecode::op_info(bytecode::op_of(proto.code[pc])).words();
  load_code({proto.code + pc, proto.code + pc + words}, loaded);
  InsnOp now = proto.insns[pc].op();
  return now == loaded[0].op() ? "" : "as " + insn_name(now) + "\n";
}

std::string cache_text(State* L, const FieldCache& cache, bool is_store) {
  std::string text;
  if (cache.form == FieldCache::Form::Few) {
    const FewShapes& few = cache.few();
    for (uint32_t i = 0; i < FewShapes::kCount; ++i)
      if (few.shapes[i]) text += own_text(*few.shapes[i], few.slots[i]) + "\n";
    return text;
  }
  if (cache.shape) text += own_text(*cache.shape, cache.slot) + "\n";
  if (!cache.far_shape || cache.epoch != L->global->chain_epoch) return text;
  return text +
         (is_store ? added_text(*cache.far_shape, cache.far_slot)
                   : inherited_text(*cache.far_shape, cache.holder, cache.far_slot)) +
         "\n";
}

std::string counter_text(const Proto& proto, uint32_t pc) {
  uint32_t count = proto.insns[pc + 1].counter;
  bool is_compiled = is_compiled_loop(proto.insns[pc].op());
  return count && !is_compiled ? "counted " + std::to_string(static_cast<int32_t>(count)) + "\n"
                               : "";
}

// The instructions whose types are of interest: those that do something with them.
bool has_types(Op op) {
  return (op >= Op::GetUpval && op <= Op::Self) || (op >= Op::Add && op <= Op::Concat) ||
         (op >= Op::Eq && op <= Op::TestSet) || op == Op::ForPrep;
}

std::string types_text(TagSet types) {
  static constexpr const char* kNames[] = {
#define TAG(Name, type_name) type_name,
#include "runtime/tags.def"
  };
  std::string text;
  std::string_view before;
  for (size_t tag = 0; tag < std::size(kNames); ++tag) {
    if (!(types & tag_set(static_cast<Tag>(tag)))) continue;
    std::string_view name = tag == static_cast<size_t>(Tag::Integer) ? "integer"
                            : tag == static_cast<size_t>(Tag::Float) ? "float"
                                                                     : kNames[tag];
    // Several tags have the same name.
    if (name == before) continue;
    text += text.empty() ? "" : "|";
    text += before = name;
  }
  return text;
}

std::string observed_types(Op op, const SiteFeedback& site) {
  std::string text;
  for (TagSet types : site.reads)
    if (types) text += (text.empty() ? "met " : ", ") + types_text(types);
  if (site.writes) text += (text.empty() ? "gave " : ", gave ") + types_text(site.writes);
  return has_types(op) && !text.empty() ? text + "\n" : "";
}

std::string callee_text(const SiteFeedback& site) {
  if (site.has_several_callees) return "called several functions\n";
  if (!site.callee) return "";
  if (site.callee->kind != ObjectKind::Proto)
    return "called " + std::string(static_cast<const NativeFunction*>(site.callee)->name) + "\n";
  const auto& callee = *static_cast<const Proto*>(site.callee);
  return "called the function of lines " + std::to_string(callee.line_defined) + " to " +
         std::to_string(callee.last_line) + "\n";
}

std::string observed_text(Op op, const SiteFeedback& site) {
  std::string text = observed_types(op, site) + callee_text(site);
  if (site.jumps || site.falls)
    text += "jumped " + std::to_string(site.jumps) + " of " +
            std::to_string(uint64_t{site.jumps} + site.falls) + " times\n";
  return text;
}

}  // namespace

std::string shape_text(const Shape& shape) {
  std::string text = keys_text(shape);
  if (shape.is_loose()) text += " under a metatable of its own";
  if (const Table* metatable = shape.metatable()) text += " under " + keys_text(*metatable->shape);
  return text;
}

std::string feedback_text(State* L, const Proto& proto, uint32_t pc) {
  std::string text = form_text(proto, pc);
  Op op = bytecode::op_of(proto.code[pc]);
  switch (bytecode::op_info(op).extra) {
  case Extra::Cache:
    text +=
        cache_text(L, proto.cache(proto.code[pc + 1]), op == Op::SetField || op == Op::SetTabUp);
    break;
  case Extra::Counter:
  case Extra::Jump:  // the counter of a loop, too
    text += counter_text(proto, pc);
    break;
  default:
    break;
  }
  return proto.feedback ? text + observed_text(op, proto.feedback[pc]) : text;
}

std::string shared_feedback_text(State* L) {
  std::vector<std::string> lines;
  auto epoch = static_cast<uint32_t>(L->global->chain_epoch);
  for (const SharedReads::Field& field : L->global->shared_reads.all()) {
    bool is_known = field.shape && field.known != Known::Nothing;
    if (!is_known || (field.known != Known::Own && field.epoch != epoch)) continue;
    std::string key = std::string(field.key->view()) + " ";
    const Table* holder = field.known == Known::Far ? field.target : nullptr;
    uint32_t slot = field.known == Known::Handler ? kHandlerSlot : field.slot;
    lines.push_back(key + (field.known == Known::Own ? own_text(*field.shape, slot)
                                                     : inherited_text(*field.shape, holder, slot)));
  }
  for (const SharedStores::Field& field : L->global->shared_stores.all()) {
    if (!field.shape || field.known == Known::Nothing || field.known == Known::Own) continue;
    if (field.epoch != epoch) continue;
    uint32_t slot = field.known == Known::Handler ? kHandlerSlot : field.slot;
    lines.push_back(std::string(field.key->view()) + " " + added_text(*field.shape, slot));
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text;
}

}  // namespace perilune::interp
