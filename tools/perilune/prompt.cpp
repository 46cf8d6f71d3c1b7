// The loop of the prompt: read, compile, run, print.
#include "tools/perilune/prompt.h"

#include <cstdio>
#include <string>
#include <unistd.h>

#include "runtime/call.h"
#include "runtime/lib/load.h"
#include "runtime/lib/text.h"
#include "runtime/metamethod.h"
#include "tools/perilune/behaviour.h"
#include "tools/perilune/inspect.h"
#include "tools/perilune/line_editor.h"
#include "tools/perilune/message_handler.h"
#include "tools/perilune/runner.h"

namespace perilune::cli {

namespace {

class Prompt {
public:
  explicit Prompt(State* L)
      : L_(L), behaviour_(behaviour_of(L->global->dialect)), bottom_(L->offset_of(L->top)),
        is_terminal_(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)), editor_(L, is_terminal_) {}

  void run();

private:
  enum class Loaded : uint8_t { Chunk, Error, EndOfInput };

  std::string prompt_text(bool is_first);
  bool read_line(bool is_first, std::string* line);
  bool compile(const std::string& text);
  bool is_incomplete() const;
  void warn_of_local(const std::string& line) const;
  Loaded load();
  Loaded load_statement(std::string* text);
  void print_results();
  void report_error() const;

  State* const L_;
  const Behaviour& behaviour_;
  const ptrdiff_t bottom_;
  const bool is_terminal_;
  LineEditor editor_;
};

void Prompt::run() {
  for (;;) {
    L_->top = L_->at_offset(bottom_);
    Loaded loaded = load();
    if (loaded == Loaded::EndOfInput) break;
    if (loaded == Loaded::Chunk) {
      L_->push(Value());  // the gap
      if (run_function(L_, L_->at_offset(bottom_), kAllResults) == Status::Ok) {
        print_results();
        continue;
      }
    }
    report_error();
  }
  L_->top = L_->at_offset(bottom_);
  fputc('\n', stdout);
  fflush(stdout);
}

void Prompt::report_error() const {
  if (L_->error_value.is_nil() && behaviour_.nil_is_silent) return;
  print_message(nullptr, message_text(L_, L_->error_value));
}

// _PROMPT or _PROMPT2, or what stands for them.
std::string Prompt::prompt_text(bool is_first) {
  Value globals = Value::of(L_->global->globals), v;
  const char* name = is_first ? "_PROMPT" : "_PROMPT2";
  std::string text = is_first ? "> " : ">> ";
  bool ok = get(L_, globals, Value::of(L_->new_string(name)), &v) == Status::Ok;
  if (!ok || v.is_nil() || !(behaviour_.prompt_to_text || v.is_string() || v.is_number()))
    return text;
  ptrdiff_t top = L_->offset_of(L_->top);
  String* converted;
  if (lib::push_text(L_, v, &converted)) text = converted->data();
  L_->top = L_->at_offset(top);
  return text;
}

bool Prompt::read_line(bool is_first, std::string* line) {
  return editor_.read(prompt_text(is_first), line);
}

// Pushes the chunk; false with the error set.
bool Prompt::compile(const std::string& text) {
  return lib::load_chunk(L_, text, "=stdin", "t", Value::of(L_->global->globals));
}

// Whether the error just set says that the text goes on.
bool Prompt::is_incomplete() const {
  if (!L_->error_value.is_string()) return false;
  std::string_view message = L_->error_value.string()->view();
  return message.ends_with("<eof>") || message.ends_with("'<eof>'");
}

void Prompt::warn_of_local(const std::string& line) const {
  constexpr std::string_view kKeyword = "local";
  size_t start = line.find_first_not_of(" \t");
  if (!behaviour_.warns_of_locals || start == std::string::npos) return;
  if (line.compare(start, kKeyword.size(), kKeyword) != 0) return;
  size_t behind = start + kKeyword.size();
  if (behind < line.size() && line[behind] != ' ' && line[behind] != '\t') return;
  print_message(nullptr, "warning: locals do not survive across lines in interactive mode");
}

Prompt::Loaded Prompt::load_statement(std::string* text) {
  warn_of_local(*text);
  while (!compile(*text)) {
    std::string line;
    if (!is_incomplete()) return Loaded::Error;
    Value error = L_->error_value;
    if (!read_line(false, &line)) {
      L_->error_value = error;
      return behaviour_.reports_cut_input ? Loaded::Error : Loaded::EndOfInput;
    }
    *text += "\n" + line;
  }
  return Loaded::Chunk;
}

Prompt::Loaded Prompt::load() {
  std::string text;
  if (!read_line(true, &text)) return Loaded::EndOfInput;
  if (text.starts_with('=') && (behaviour_.equals_is_return || is_terminal_))
    text = "return " + text.substr(1);
  Loaded loaded = Loaded::Chunk;
  bool may_be_expression = behaviour_.tries_expressions || is_terminal_;
  if (!may_be_expression || !compile("return " + text + ";")) loaded = load_statement(&text);
  editor_.remember(text);
  return loaded;
}

// By the program's own print; on a terminal in a form that shows what they are, unless the program
// has a print of its own.
void Prompt::print_results() {
  if (L_->top == L_->at_offset(bottom_)) return;
  Value print;
  Value globals = Value::of(L_->global->globals);
  if (get(L_, globals, Value::of(L_->new_string("print")), &print) == Status::Error)
    return report_error();
  if (is_terminal_ && print.is_native() && inspect_results(L_, L_->at_offset(bottom_))) return;
  if (L_->ensure_stack(kFrameSlots + State::kExtraStack) == Status::Error) return report_error();
  for (Value* p = L_->top + 1; p >= L_->at_offset(bottom_) + kFrameSlots; --p)
    p[0] = p[-kFrameSlots];
  L_->top += kFrameSlots;
  Value* func = L_->at_offset(bottom_);
  func[0] = print;
  func[1] = Value();
  if (call(L_, func, 0) == Status::Ok) return;
  std::string message = message_text(L_, L_->error_value);
  print_message(nullptr, "error calling 'print' (" + message + ")");
}

}  // namespace

void run_prompt(State* L) { Prompt(L).run(); }

}  // namespace perilune::cli
