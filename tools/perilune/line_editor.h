// Lines from the terminal, with an editor, or from another input, as they are.
#pragma once

#include <string>

#include "runtime/state.h"

namespace perilune::cli {

class LineEditor {
public:
  // On a terminal the editor is GNU readline, which is loaded then and not before; the history
  // stands in a file of the user's state folder. Completion looks into the globals of L.
  LineEditor(State* L, bool is_terminal);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // Shows the prompt and reads a line, without its end. False at the end of the input.
  bool read(const std::string& prompt, std::string* line);
  // Adds a text, of one line or several, to the history.
  void remember(const std::string& text);

private:
  bool read_plainly(const std::string& prompt, std::string* line) const;

  const bool is_terminal_;
  bool has_editor_ = false;
  std::string history_file_;  // empty: none
  std::string last_;
};

}  // namespace perilune::cli
