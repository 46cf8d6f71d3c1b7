// Finding local variables by their numbers.
#include "runtime/debug_locals.h"

#include "runtime/debug_names.h"
#include "runtime/interp/frames.h"

namespace perilune {

namespace {

// The n-th variable (from 1) that is active at `pc`; null when there are fewer, and then *active is
// their number and *next_register the one behind the last.
const Debug::Local* active_local(const Proto& proto, uint32_t pc, int64_t n, int64_t* active,
                                 uint32_t* next_register) {
  *active = 0;
  *next_register = 0;
  const Debug* debug = proto.debug;
  for (uint32_t i = 0; debug && i < debug->local_count && debug->locals[i].start_pc <= pc; ++i) {
    const Debug::Local& local = debug->locals[i];
    if (pc >= local.end_pc) continue;
    if (++*active == n) return &local;
    *next_register = uint32_t{local.reg} + 1;
  }
  return nullptr;
}

FoundLocal find_extra_argument(State* L, const Activation& a, int64_t n) {
  if (!a.is_lua() || link_of(a.base).kind != FrameKind::Vararg) return {};
  int64_t count = interp::extra_arguments(a.base);
  if (n < -count) return {};
  Value* first = a.base - kFrameSlots - count;
  return {L->global->semantics.starred_names ? "(*vararg)" : "(vararg)", first - n - 1};
}

std::string_view temporary_name(State* L, const Activation& a) {
  if (L->global->semantics.starred_names) return "(*temporary)";
  return a.is_lua() ? "(temporary)" : "(C temporary)";
}

}  // namespace

FoundLocal find_local(State* L, const Activation& a, int64_t n) {
  if (a.is_lost || n == 0) return {};
  if (n < 0) {
    if (!L->global->semantics.call_details) return {};
    return find_extra_argument(L, a, n);
  }
  Value* slot = a.base + (n - 1);
  if (a.is_lua() && a.pc) {
    int64_t active;
    uint32_t next_register;
    const Debug::Local* local = active_local(a.proto(), a.pc_index(), n, &active, &next_register);
    if (local) return {local->name->view(), a.base + local->reg};
    slot = a.base + next_register + (n - active - 1);
  }
  if (slot >= a.end) return {};
  return {temporary_name(L, a), slot};
}

std::string_view parameter_name(const Proto& proto, int64_t n) {
  int64_t active;
  uint32_t next_register;
  const Debug::Local* local = active_local(proto, 0, n, &active, &next_register);
  return local ? local->name->view() : std::string_view();
}

}  // namespace perilune
