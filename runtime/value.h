// A Lua value as it stands in a stack slot: 16 bytes, an 8-byte payload and a one-byte tag.
// Compiled code and the interpreter read and write the two parts as separate scalars, never as 16
// bytes (a wide load after two narrow stores fails store forwarding).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#ifdef __x86_64__
#include <emmintrin.h>
#endif

namespace perilune {

// An integer as a float. The machine's conversion leaves the upper half of the register as it was,
// and so waits for whatever has been computed there last.
inline double integer_to_float(int64_t n) {
#ifdef __x86_64__
  __m128d result = _mm_setzero_pd();
  asm("cvtsi2sd %1, %0" : "+x"(result) : "r"(n));
  return _mm_cvtsd_f64(result);
#else
  return static_cast<double>(n);
#endif
}

struct Object;
class String;
class Table;
class Closure;
class NativeFunction;
class Userdata;
class Upvalue;
class Shape;
struct Proto;
class State;

enum class Tag : uint8_t {
#define TAG(Name, type_name) Name,
#include "runtime/tags.def"
};

struct Value {
  union {
    int64_t i;
    double f;
    uint64_t bits;
    void* p;
    Object* object;
  };
  Tag tag;

  constexpr Value() : bits(0), tag(Tag::Nil) {}
  constexpr Value(uint64_t payload, Tag t) : bits(payload), tag(t) {}
  // The seven bytes behind the tag are never copied.
  constexpr Value(const Value& other) : bits(other.bits), tag(other.tag) {}
  constexpr Value& operator=(const Value& other) {
    bits = other.bits;
    tag = other.tag;
    return *this;
  }

  static constexpr Value nil() { return Value(); }
  static constexpr Value boolean(bool b) { return Value(0, b ? Tag::True : Tag::False); }
  static constexpr Value integer(int64_t n) {
    return Value(static_cast<uint64_t>(n), Tag::Integer);
  }
  static constexpr Value number(double n) { return Value(std::bit_cast<uint64_t>(n), Tag::Float); }
  static Value light_userdata(void* ptr) {
    return Value(reinterpret_cast<uint64_t>(ptr), Tag::LightUserdata);
  }
  static Value of(const String* s) { return of_object(s, Tag::String); }
  static Value of(const Table* t) { return of_object(t, Tag::Table); }
  static Value of(const Closure* c) { return of_object(c, Tag::Closure); }
  static Value of(const NativeFunction* n) { return of_object(n, Tag::Native); }
  static Value of(const Userdata* u) { return of_object(u, Tag::Userdata); }
  static Value of(const State* s) { return of_object(s, Tag::Thread); }

  bool is_nil() const { return tag == Tag::Nil; }
  bool is_falsy() const { return tag <= Tag::False; }
  bool is_truthy() const { return tag > Tag::False; }
  bool is_boolean() const { return tag == Tag::False || tag == Tag::True; }
  bool is_integer() const { return tag == Tag::Integer; }
  bool is_float() const { return tag == Tag::Float; }
  bool is_number() const { return tag == Tag::Integer || tag == Tag::Float; }
  bool is_string() const { return tag == Tag::String; }
  bool is_table() const { return tag == Tag::Table; }
  bool is_closure() const { return tag == Tag::Closure; }
  bool is_native() const { return tag == Tag::Native; }
  bool is_function() const { return tag == Tag::Closure || tag == Tag::Native; }
  bool is_userdata() const { return tag == Tag::Userdata; }
  bool is_thread() const { return tag == Tag::Thread; }
  bool is_object() const { return tag >= Tag::String; }

  String* string() const { return static_cast<String*>(p); }
  Table* table() const { return static_cast<Table*>(p); }
  Closure* closure() const { return static_cast<Closure*>(p); }
  NativeFunction* native() const { return static_cast<NativeFunction*>(p); }
  Userdata* userdata() const { return static_cast<Userdata*>(p); }
  State* thread() const { return static_cast<State*>(p); }

  // The value of a number as a float; only for is_number().
  double as_float() const { return tag == Tag::Integer ? integer_to_float(i) : f; }

  void set_nil() { tag = Tag::Nil; }
  void set_integer(int64_t n) {
    i = n;
    tag = Tag::Integer;
  }
  void set_float(double n) {
    f = n;
    tag = Tag::Float;
  }
  void set_boolean(bool b) { tag = b ? Tag::True : Tag::False; }

private:
  static Value of_object(const void* o, Tag t) { return Value(reinterpret_cast<uint64_t>(o), t); }
};
static_assert(sizeof(Value) == 16);

// Identity as rawequal sees it, except for numbers of different subtypes and long strings, which
// raw_equal (runtime/number.h) adds.
inline bool same_bits(const Value& a, const Value& b) {
  return a.tag == b.tag && (a.tag <= Tag::True || a.bits == b.bits);
}

// The name `type` reports.
const char* type_name(Tag tag);

// The element of a tagged vector: payloads grow upwards from `base`, one-byte tags downwards from
// the byte below it, so an element costs nine bytes and needs no length to be found.
inline Value vector_get(const uint64_t* base, size_t index) {
  return Value(base[index], static_cast<Tag>(reinterpret_cast<const uint8_t*>(
                                base)[-1 - static_cast<ptrdiff_t>(index)]));
}
inline Tag vector_tag(const uint64_t* base, size_t index) {
  return static_cast<Tag>(
      reinterpret_cast<const uint8_t*>(base)[-1 - static_cast<ptrdiff_t>(index)]);
}
inline void vector_set(uint64_t* base, size_t index, const Value& v) {
  base[index] = v.bits;
  reinterpret_cast<uint8_t*>(base)[-1 - static_cast<ptrdiff_t>(index)] =
      static_cast<uint8_t>(v.tag);
}

// A vector of `capacity` elements takes so many bytes, with its base `vector_offset` bytes from
// their beginning.
constexpr size_t vector_offset(size_t capacity) { return (capacity + 7) / 8 * 8; }
constexpr size_t vector_bytes(size_t capacity) { return vector_offset(capacity) + capacity * 8; }
inline void* vector_allocation(uint64_t* base, size_t capacity) {
  return reinterpret_cast<char*>(base) - vector_offset(capacity);
}

}  // namespace perilune
