// The reference page of LIR; see reference.h. What is not in a table (the grammar) stands here.
#include "jit/ir/reference.h"

#include "jit/ir/ir.h"

#include <string_view>

namespace perilune::lir {

namespace {

constexpr std::string_view kHead = R"(# LIR reference

This page is generated from the tables of `jit/ir` by `lir-opt --print-reference`; a test fails when
it is stale. The rules that units obey are listed in `verifier.h`.

## Text

```
unit    := ('func'|'trace') @name ['proto' kN] ['pc' INT] ['base' INT] ['levels' INT] '{' konst* block+ '}'
konst   := kN '=' kind STRING
block   := label [ '(' %p:type, ... ')' ] ':' line*
line    := sN '=' 'snap' 'pc' INT [ 'top' INT ] [ frame ] '{' [ rN: val, ... ] '}'
         | [ %v:type '=' ] opcode operand,* [ 'else' sN ]
frame   := 'fn' val 'base' INT [ 'as' ROLE INT ] [ 'tails' INT ] 'in' sN
operand := val | rN | INT | FIELD | HELPER '(' val, ... ')' | target | sN
target  := label [ '(' val, ... ')' ]
val     := %v | literal | kN | 'dead'
literal := INT (i64) | FLOAT (f64) | 'true' | 'false' | 'nil'
```

A line is a statement; `;` begins a comment. A FLOAT has a point, an exponent or the form `0x1p-3`,
or is `inf`, `-inf`, `nan`, `-nan` or `nan(0x7ff8000000000001)`. Values that have only digits for a
name, and snapshots, are numbered anew by position when a unit is printed.

The unit is entered at its `pc`; a side trace that begins in an inlined frame says by `base` where that
frame's register 0 lies, in slots from the unit's own, and by `levels` how many frames above the
unit's own take a level of nested calls.

A snapshot without `in` describes the unit's own frame. With `fn F base B in sM` it describes the
frame of an inlined closure F whose register 0 is slot B of the unit's own frame, and sM is its
caller's frame as it resumes after the call. Registers that a snapshot does not name are untouched;
`dead` says that the content is of no further use. `top` is the end of the open list of values that
the instruction at `pc` takes; `tails` counts the tail calls by which the function came to its frame.
)";

std::string table_head(std::string_view a, std::string_view b, std::string_view c) {
  return "\n| " + std::string(a) + " | " + std::string(b) + " | " + std::string(c) +
         " |\n|---|---|---|\n";
}

std::string row(std::string_view a, std::string_view b, std::string_view c) {
  return "| " + std::string(a) + " | " + std::string(b) + " | " + std::string(c) + " |\n";
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string effect_text(Effects fx) {
  std::string out;
  auto add = [&](std::string_view text) {
    out += out.empty() ? "" : ", ";
    out += text;
  };
  for (unsigned i = 0; i < kAliasClassCount; ++i)
    if (fx.reads_class(AliasClass(i))) add("reads " + std::string(alias_class_name(AliasClass(i))));
  for (unsigned i = 0; i < kAliasClassCount; ++i)
    if (fx.writes_class(AliasClass(i)))
      add("writes " + std::string(alias_class_name(AliasClass(i))));
#define LIR_EFFECT(Name, text, doc)                                                                \
  if (fx.has(EffectFlag::Name)) add(text);
#include "jit/ir/effects.def"
  return out.empty() ? "pure" : out;
}

/// How an opcode is written, for instance `arr.load.T vector:ptr, index:i64 else sN`.
std::string syntax(Opcode op) {
  const OpInfo& info = op_info(op);
  std::string out(info.text);
  if (info.typed) out += ".T";
  bool first = true;
  for (const OperandInfo& operand : info.operands) {
    if (operand.cls == OperandClass::ResultType || operand.cls == OperandClass::Exit) continue;
    if (operand.cls == OperandClass::Args) {
      out += "(...)";
      continue;
    }
    out += first ? " " : ", ";
    first = false;
    bool bare = operand.cls == OperandClass::Reg || operand.cls == OperandClass::State;
    out += bare ? "" : std::string(operand.name) + ":";
    out += operand_class_name(operand.cls);
  }
  return out + (info.exits ? " else sN" : "");
}

std::string result_text(Opcode op) {
  const OpInfo& info = op_info(op);
  switch (info.result) {
  case ResultRule::None:
    return "";
  case ResultRule::Fixed:
    return std::string(type_name(info.type));
  case ResultRule::Same:
    return "of the operands";
  case ResultRule::Suffix:
    return "T";
  case ResultRule::Field:
    return "of the field";
  case ResultRule::Helper:
    return "of the helper";
  }
  return "";
}

std::string section(std::string_view title, std::string_view doc) {
  std::string out = "\n### " + std::string(title) + "\n";
  if (!doc.empty()) out += "\n" + std::string(doc) + "\n";
  return out + "\n| Opcode | Result | Effects | |\n|---|---|---|---|\n";
}

std::string opcodes() {
  std::string out = "\n## Opcodes\n\n"
                    "`num` is i64 or f64, `ref` and `obj` any object reference or ptr, `val` any "
                    "Lua value, `unboxed` any\nLua value but `any`. All `num` operands of an "
                    "instruction are of one type, and so are all `ref` operands.\n"
                    "T is a type of class Lua.\n";
#define LIR_SECTION(title, doc) out += section(title, doc);
#define LIR_OP(Name, method, text, result, fx, doc, ...)                                           \
  out += "| " + code(syntax(Opcode::Name)) + " | " + result_text(Opcode::Name) + " | " +           \
         effect_text(op_info(Opcode::Name).effects) + " | " doc " |\n";
#include "jit/ir/opcodes.def"
  return out;
}

std::string helpers() {
  std::string out = "\n## Helpers\n" + table_head("Helper", "Effects", "");
  for (const HelperInfo& helper : all_helpers()) {
    std::string head = std::string(helper.text) + "(";
    for (size_t i = 0; i < helper.params.size(); ++i)
      head += std::string(i ? ", " : "") + std::string(type_name(helper.params[i]));
    head += ")";
    if (helper.result != Type::None) head += ": " + std::string(type_name(helper.result));
    out += row(code(head), effect_text(helper.effects), helper.doc);
  }
  return out;
}

}  // namespace

std::string reference_page() {
  std::string out(kHead);
  out += "\n## Roles of frames\n" + table_head("Role", "", "");
#define LIR_FRAME_ROLE(Name, text, doc) out += row(code(text), #Name, doc);
#include "jit/ir/frame_roles.def"
  out += "\n## Types\n" + table_head("Type", "Class", "");
#define LIR_TYPE(Name, text, type_class, doc) out += row(code(text), #type_class, doc);
#include "jit/ir/types.def"
  out += "\n## Effects\n" + table_head("Effect", "Kind", "");
#define LIR_ALIAS(Name, text, doc) out += row(code(text), "alias class", doc);
#include "jit/ir/effects.def"
#define LIR_EFFECT(Name, text, doc) out += row(code(text), "flag", doc);
#include "jit/ir/effects.def"
  out += "\n## Constants\n" + table_head("Kind", "Type", "");
  for (const KonstInfo& konst : all_konst_kinds())
    out += row(code(konst.text), type_name(konst.type), konst.doc);
  out += "\n## Fields\n" + table_head("Field", "Type", "Alias class");
  for (const FieldInfo& field : all_fields())
    out += row(code(field.text), type_name(field.type),
               field.alias ? alias_class_name(*field.alias) : "immutable");
  return out + opcodes() + helpers();
}

}  // namespace perilune::lir
