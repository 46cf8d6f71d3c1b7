// debug.sethook and debug.gethook.
#include <cstring>
#include <string>

#include "runtime/interp/hook.h"
#include "runtime/lib/buffer.h"
#include "runtime/lib/debug_lib.h"
#include "runtime/lib/functions.h"
#include "runtime/lib/registry.h"

namespace perilune::lib {

namespace {

struct EventLetter {
  char letter;
  Hook::Event event;
};
constexpr EventLetter kLetters[] = {{'c', Hook::kCall}, {'r', Hook::kReturn}, {'l', Hook::kLine}};

uint8_t read_mask(const char* text, int32_t count) {
  uint8_t mask = count > 0 ? Hook::kCount : 0;
  for (const EventLetter& each : kLetters)
    if (std::strchr(text, each.letter)) mask |= each.event;
  return mask;
}

// What programs see of hooks in the registry, where stock has them. False when memory ran out.
bool remember_hook(State* L, State* thread, const Value& function) {
  if (!L->global->semantics.hook_table) return true;
  Table* hooks = subtable(L, L->global->registry, "_HOOKKEY");
  if (!hooks) return false;
  if (!hooks->metatable()) {
    String* weak_keys = L->try_string("k");
    if (!weak_keys || !add_value(L, hooks, "__mode", Value::of(weak_keys))) return false;
    hooks->set_metatable(L, hooks);
  }
  hooks->set(L, Value::of(thread), function);
  return true;
}

NativeResult install_hook(State* L, State* thread, const Value& function, uint8_t mask,
                          int32_t interval) {
  if (!remember_hook(L, thread, function)) return L->memory_error();
  interp::set_hook(thread, function, mask, interval);
  return 0;
}

}  // namespace

NativeResult debug_sethook(State* L) {
  Target target = target_thread(L);
  uint32_t at = target.skip;
  if (is_none_or_nil(L, at)) return install_hook(L, target.state, Value(), 0, 0);
  String* mask_text;
  int64_t count = 0;
  if (!check_string(L, at + 1, &mask_text)) return kNativeError;
  bool count_first = L->global->semantics.hook_count_first;
  if (count_first && !opt_integer(L, at + 2, 0, &count)) return kNativeError;
  if (!check_function(L, at) || !opt_integer(L, at + 2, 0, &count)) return kNativeError;
  auto interval = static_cast<int32_t>(count);
  return install_hook(L, target.state, L->base[at], read_mask(mask_text->data(), interval),
                      interval);
}

NativeResult debug_gethook(State* L) {
  const Hook& hook = target_thread(L).state->hook;
  const Semantics& semantics = L->global->semantics;
  if (hook.mask == 0 && semantics.no_hook_is_nil) return push(L, Value());
  bool is_shown = hook.mask != 0 || semantics.idle_hooks_shown;
  L->push(is_shown ? hook.function : Value());
  std::string mask;
  for (const EventLetter& each : kLetters)
    if (hook.mask & each.event) mask += each.letter;
  push_string(L, mask);
  L->push(L->integer(hook.interval));
  return 3;
}

}  // namespace perilune::lib
