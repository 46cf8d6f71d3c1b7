// Recording of CLOSURE, and of the closing of variables.
#include "jit/trace/recorder.h"

namespace perilune::jit {

using namespace bytecode;

lir::ValueId Recorder::running_function() {
  return frames_.size() == 1 ? b().frame_fun(lir::Reg{frame().base}) : frame().function;
}

void Recorder::record_make_closure(Word w) {
  Proto* proto = frame().proto->functions[bx_of(w)];
  ProtoData::of(L_->global, proto).is_instantiated = true;
  ValueId made = b().konst(lir::KonstKind::Proto, "function", proto);
  ValueId self = running_function();
  set(a_of(w), semantics().reused_closures
                   ? b().closure_reuse(lir::Reg{frame().base}, self, made, snap())
                   : b().closure_new(lir::Reg{frame().base}, self, made, snap()));
}

// Closes the variables of the running frame from register `first` on. Their values have to be in
// memory then, which is all that upvalues know. That of one that this iteration has not touched may
// be of an earlier one; a register that holds no variable now is written as it is.
void Recorder::close_from(uint32_t first) {
  const RegSet& captured = ProtoData::of(L_->global, frame().proto).liveness.always();
  SnapId state = snap();
  for (uint32_t r = first; r < frame().proto->max_stack; ++r) {
    if (!captured[r]) continue;
    lir::Reg place{frame().base + r};
    ValueId known = slot(r).value;
    b().slot_flush(place, known ? known : b().slot_load(place));
  }
  b().upvals_close(lir::Reg{frame().base + first}, state);
  wrote();
}

}  // namespace perilune::jit
