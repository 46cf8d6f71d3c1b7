// The LLVM types of LIR values, tags, and where fields lie.
#include "jit/lower/layout.h"
#include "jit/lower/lowering.h"

namespace perilune::jit {

// The length is private to String, and the only member behind the header.
static_assert(sizeof(String) == sizeof(Object) + sizeof(size_t));
constexpr size_t kStringLengthOffset = sizeof(Object);

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Winvalid-offsetof"
size_t field_offset(lir::Field field) {
  switch (field) {
#define HEAP_FIELD(Name, text, owner, member, alias, type, width)                                  \
  case lir::Field::Name:                                                                           \
    return []<class T>() -> size_t {                                                               \
      if constexpr (requires { __builtin_offsetof(T, member); })                                   \
        return offsetof(T, member);                                                                \
      else                                                                                         \
        return kStringLengthOffset;                                                                \
    }.template operator()<owner>();
#include "runtime/heap_fields.def"
  }
  return 0;
}
#pragma clang diagnostic pop

Tag tag_of(lir::Type type) {
  switch (type) {
  case lir::Type::Bool:
    return Tag::False;
  case lir::Type::I64:
    return Tag::Integer;
  case lir::Type::F64:
    return Tag::Float;
  case lir::Type::Str:
    return Tag::String;
  case lir::Type::Tab:
    return Tag::Table;
  case lir::Type::Fun:
    return Tag::Closure;
  case lir::Type::Native:
    return Tag::Native;
  case lir::Type::Udata:
    return Tag::Userdata;
  case lir::Type::Thread:
    return Tag::Thread;
  default:
    return Tag::Nil;
  }
}

llvm::Type* Lowering::llvm_type(lir::Type type) {
  switch (type) {
  case lir::Type::Bool:
    return b_.getInt1Ty();
  case lir::Type::I32:
    return b_.getInt32Ty();
  case lir::Type::I64:
  case lir::Type::Any:  // the payload
    return b_.getInt64Ty();
  case lir::Type::F64:
    return b_.getDoubleTy();
  default:
    return b_.getPtrTy();
  }
}

}  // namespace perilune::jit
