// The class behind parse(): split over parser.cpp (lines, names) and parser_operands.cpp.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "jit/ir/lexer.h"
#include "jit/ir/parser.h"

namespace perilune::lir {

/// A token as messages name it.
std::string describe(const Token& token);

inline constexpr int64_t kMaxNumber = 1 << 24;  // of registers, snapshots, constants, pcs in text
inline constexpr size_t kMaxArgs = 60000;

/// Parses one unit into `out`; shares the token stream with the units around it.
class UnitParser {
public:
  UnitParser(Lexer& lexer, Token& token, std::vector<Diagnostic>& errors, UnitKind kind)
      : lexer_(lexer), token_(token), errors_(errors), out_{Unit(kind, ""), {}, {}, {}} {}

  /// True when the unit had no errors.
  bool parse();
  ParsedUnit take() { return std::move(out_); }

private:
  // --- tokens ---
  SourceLoc here() const { return {token_.line, token_.column}; }
  void advance() { token_ = lexer_.next(); }
  bool fail(std::string message) { return fail_at(here(), std::move(message)); }
  bool fail_at(SourceLoc loc, std::string message);
  bool expect(char punct);
  bool expect_line_end();
  void skip_line();
  bool at_numbered(char letter) const;
  bool numbered(char letter, std::string_view what, uint32_t& number);
  bool integer(std::string_view what, int64_t& value);

  // --- grammar ---
  bool head();
  bool body_line();
  bool konst_line();
  bool snap_line();
  bool snap_frame(Snapshot& snap);
  bool snap_role(Snapshot& snap);
  bool snap_entries(Snapshot& snap);
  bool block_line(std::string label, SourceLoc loc);
  bool params(BlockId block);
  bool inst_line();
  bool opcode(Opcode& op, Type& suffix);
  bool operand(const OperandInfo& info, ValueId v);
  bool arguments(std::vector<ValueId>& args);
  bool target();
  bool value(ValueId& v);

  // --- names ---
  ValueId value_named(const std::string& name);
  bool define(const std::string& name, SourceLoc loc, Type type, ValueId& v);
  SnapId snap_numbered(uint32_t number);
  void note(ValueId v, SourceLoc loc);
  void resolve();
  void check_names();

  Lexer& lexer_;
  Token& token_;
  std::vector<Diagnostic>& errors_;
  ParsedUnit out_;
  size_t error_count_ = 0;
  BlockId block_;
  bool proto_known_ = true;
  uint32_t proto_number_ = 0;
  SourceLoc proto_loc_;

  struct Name {
    ValueId value;
    SourceLoc loc;
    bool defined = false;
  };
  struct SnapName {
    SnapId snap;
    SourceLoc loc;
    bool defined = false;
  };
  struct Label {
    std::string name;
    SourceLoc loc;
  };
  std::unordered_map<std::string, Name> names_;
  std::vector<std::string> name_order_;  // for reports in the order of the text
  std::unordered_map<uint32_t, SnapName> snaps_;
  std::vector<uint32_t> snap_order_;
  std::unordered_map<uint32_t, ValueId> konsts_;
  std::unordered_map<std::string, BlockId> blocks_;
  std::vector<Label> labels_;  // targets name blocks by index into this until resolve()
  std::vector<Target> pending_targets_;
};

}  // namespace perilune::lir
