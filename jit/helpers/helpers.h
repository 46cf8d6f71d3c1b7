// The runtime helpers that compiled code calls: one function a row of jit/ir/helpers.def, under the
// row's name and the convention of jit/helper_abi.h, and those of jit/orc/symbols.def.
#pragma once

#include "jit/codegen_api.h"
#include "jit/helper_abi.h"
#include "runtime/state.h"

namespace perilune::jit {

/// Names and addresses of all of them, for CodegenApi::create; static storage.
const Symbol* helper_symbols();

namespace helpers {

/// An argument of type `any`.
inline Value value_of(uint64_t payload, uint64_t tag) {
  return Value(payload, static_cast<Tag>(tag));
}

// --- math.cpp ---
double MathSin(double x);
double MathCos(double x);
double MathTan(double x);
double MathAsin(double x);
double MathAcos(double x);
double MathAtan2(double y, double x);
double MathExp(double x);
double MathLog(double x);
double MathLog2(double x);
double MathLog10(double x);
double MathFmod(double x, double y);
double MathPow(double x, double y);
double ModByProduct(double a, double b);
double LuaPow(double a, double b);
double LuaFmod(double a, double b);
double Floor(double x);
double Ceil(double x);
bool CmpIfEq(int64_t i, double f);
bool CmpIfLt(int64_t i, double f);
bool CmpIfLe(int64_t i, double f);
bool CmpFiLt(double f, int64_t i);
bool CmpFiLe(double f, int64_t i);
bool RawEq(uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag);

// --- native.cpp ---
// Whether a call would run no Lua code, neither callbacks nor metamethods, and not yield.
bool runs_no_lua(const NativeFunction* native, const Value* args, uint64_t count);
// Calls a native with the `count` arguments from `base` on; the frame below is `caller`'s. Its
// results end at L->top, L->native_results says how many, and the first is returned.
HelperAny NativeCall(State* L, Value* caller, Value* base, NativeFunction* native, uint64_t count);

// --- closure.cpp ---
// The closure that CLOSURE makes in the frame at `base`, where `self` runs; null without memory.
Closure* ClosureNew(State* L, Closure* self, Proto* proto, Value* base);
// The same where closures are used again (Semantics::reused_closures).
Closure* ClosureReuse(State* L, Closure* self, Proto* proto, Value* base);
// A store into an object that the collector watches.
void GcBarrier(State* L, Object* owner, uint64_t value, uint64_t tag);
// Closes the upvalues at `level` and above; false when there are variables to be closed there.
bool UpvalsClose(State* L, Value* level);

// --- string.cpp ---
bool StrEq(String* a, String* b);
bool StrLt(String* a, String* b);
bool StrLe(String* a, String* b);
int64_t StrByte(String* s, int64_t position);
String* StrConcat(State* L, String* a, String* b);
String* StrJoin2(State* L, uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag);
String* StrJoin3(State* L, uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag, uint64_t c,
                 uint64_t c_tag);
String* StrJoin4(State* L, uint64_t a, uint64_t a_tag, uint64_t b, uint64_t b_tag, uint64_t c,
                 uint64_t c_tag, uint64_t d, uint64_t d_tag);
String* StrSub(State* L, String* s, int64_t i, int64_t j);
String* StrChar(State* L, int64_t c);
String* StrFromI64(State* L, int64_t n);
String* StrFromF64(State* L, double n);

// --- table.cpp ---
Table* TabNew(State* L, int64_t array, int64_t properties);
// As lowering lays tables out, for when a bump of a pointer does not do; null without memory.
Table* TabMake(State* L, Shape* shape, uint64_t elements, uint64_t properties, uint64_t number);
HelperAny TabGetStr(State* L, Table* t, String* key);
HelperAny TabGetInt(State* L, Table* t, int64_t key);
HelperAny TabGet(State* L, Table* t, uint64_t key, uint64_t key_tag);
bool TabSetStr(State* L, Table* t, String* key, uint64_t value, uint64_t tag);
bool TabSetInt(State* L, Table* t, int64_t key, uint64_t value, uint64_t tag);
bool TabSet(State* L, Table* t, uint64_t key, uint64_t key_tag, uint64_t value, uint64_t tag);
HelperInt TabLen(State* L, Table* t);
void TabSetList(State* L, Table* t, int64_t first, const Value* values, uint64_t count);
HelperInt TabRawLen(State* L, Table* t);

}  // namespace helpers
}  // namespace perilune::jit
