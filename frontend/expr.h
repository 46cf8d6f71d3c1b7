// Descriptions of expressions that are compiled but whose value has no place yet.
#pragma once

#include <cstdint>
#include <string>

namespace perilune::frontend {

// A list of jumps that wait for the same target; the nodes belong to the function being compiled.
struct JumpList {
  int32_t head = -1;
  int32_t tail = -1;
  bool empty() const { return head < 0; }
};

enum class ExprKind : uint8_t {
  Void,  // no expression: the end of an empty list
  Nil,
  True,
  False,
  Integer,
  Float,
  String,
  Constant,  // a compile-time constant variable: its literal, and its name in case of assignment
  Register,  // in register `index`
  Local,     // local variable `variable` in register `index`
  Upvalue,   // upvalue `index`
  IndexUpvalue,  // upvalue `index` [constant `key`, a string]
  IndexField,    // register `index` [constant `key`, a string]
  IndexInteger,  // register `index` [integer `key`]
  Index,         // register `index` [register `key`]
  Test,          // a comparison; `index` is its jump, taken when it is true
  Pending,       // the instruction at `index` computes it; its register A is still open
  Call,          // the call at `index`
  Vararg,        // the VARARG at `index`
};

// A literal value, as an expression or kept by a compile-time constant.
struct Literal {
  ExprKind kind = ExprKind::Nil;
  union {
    int64_t integer = 0;
    double number;
    const std::string* string;
  };
};

struct Expr {
  ExprKind kind = ExprKind::Void;
  bool read_only = false;  // of an index: a constant global, which must not be assigned
  int32_t index = 0;
  int32_t key = 0;
  int32_t variable = 0;
  Literal literal;                    // its kind matters to Constant only
  const std::string* name = nullptr;  // of a Constant
  JumpList on_true;                   // jumps taken with the value being true, out of 'or'
  JumpList on_false;                  // the same for 'and'

  bool has_jumps() const { return !on_true.empty() || !on_false.empty(); }
  bool is_numeral() const {
    return (kind == ExprKind::Integer || kind == ExprKind::Float) && !has_jumps();
  }
  // A literal that is neither nil nor false.
  bool is_true() const {
    return kind == ExprKind::True || (kind >= ExprKind::Integer && kind <= ExprKind::String);
  }
  bool is_open() const { return kind == ExprKind::Call || kind == ExprKind::Vararg; }
  bool is_index() const { return kind >= ExprKind::IndexUpvalue && kind <= ExprKind::Index; }
  bool is_variable() const {
    return kind == ExprKind::Constant || (kind >= ExprKind::Local && kind <= ExprKind::Index);
  }

  // Becomes another kind of expression and keeps its jumps.
  void become(ExprKind new_kind, int32_t new_index) {
    kind = new_kind;
    index = new_index;
  }
  static Expr make(ExprKind kind, int32_t index = 0) {
    Expr e;
    e.become(kind, index);
    return e;
  }
  static Expr make_string(const std::string* text) {
    Expr e = make(ExprKind::String);
    e.literal.string = text;
    return e;
  }
  static Expr make_integer(int64_t value) {
    Expr e = make(ExprKind::Integer);
    e.literal.integer = value;
    return e;
  }
  static Expr make_float(double value) {
    Expr e = make(ExprKind::Float);
    e.literal.number = value;
    return e;
  }
};

}  // namespace perilune::frontend
