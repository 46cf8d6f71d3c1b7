// Puts lexer, parser and diagnostics together.
#include "frontend/compile.h"

#include "frontend/parser.h"

namespace perilune::frontend {

bool compile(const SourceText& source, std::string_view chunk_name, Dialect dialect,
             std::unique_ptr<bytecode::Function>* out, std::string* error, int levels) {
  const Features& features = features_of(dialect);
  chunk_name = chunk_name.substr(0, chunk_name.find('\0'));  // stock Lua takes it as a C string
  Diagnostics diagnostics(chunk_name, features.old_chunk_names ? bytecode::ChunkIdForm::OldSyntax
                                                               : bytecode::ChunkIdForm::Modern);
  Interner interner;
  Lexer lexer(source, features, diagnostics, interner);
  Parser parser(lexer, interner, features, chunk_name, levels);
  std::unique_ptr<bytecode::Function> function = parser.parse_chunk();
  if (diagnostics.failed()) {
    if (error) *error = diagnostics.message();
    return false;
  }
  *out = std::move(function);
  return true;
}

}  // namespace perilune::frontend
