// The editor behind the prompt.
#include "tools/perilune/line_editor.h"

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/perilune/completion.h"
#include "tools/perilune/highlight.h"

namespace perilune::cli {

namespace {

constexpr int kHistoryLength = 1000;

// What is used of readline's interface. All of it is found by name, so that programs that never see
// a prompt do not load the library.
struct Readline {
  using CompletionFn = char* (*)(const char* text, int state);
  using AttemptFn = char** (*)(const char* text, int start, int end);

  char* (*readline)(const char* prompt);
  void (*add_history)(const char* line);
  int (*read_history)(const char* path);
  int (*write_history)(const char* path);
  void (*stifle_history)(int length);
  char** (*completion_matches)(const char* text, CompletionFn fn);
  void (*redisplay)();
  AttemptFn* attempted_completion;
  void (**redisplay_function)();
  char** line_buffer;
  int* point;
  int* completion_append_character;
  const char** word_breaks;
  char** display_prompt;
};

Readline rl;

template <typename T>
bool find(void* library, const char* name, T* out) {
  *out = reinterpret_cast<T>(dlsym(library, name));
  return *out != nullptr;
}

bool load_readline() {
  void* library = dlopen("libreadline.so.8", RTLD_NOW | RTLD_LOCAL);
  return library && find(library, "readline", &rl.readline) &&
         find(library, "add_history", &rl.add_history) &&
         find(library, "read_history", &rl.read_history) &&
         find(library, "write_history", &rl.write_history) &&
         find(library, "stifle_history", &rl.stifle_history) &&
         find(library, "rl_completion_matches", &rl.completion_matches) &&
         find(library, "rl_redisplay", &rl.redisplay) &&
         find(library, "rl_attempted_completion_function", &rl.attempted_completion) &&
         find(library, "rl_redisplay_function", &rl.redisplay_function) &&
         find(library, "rl_line_buffer", &rl.line_buffer) && find(library, "rl_point", &rl.point) &&
         find(library, "rl_completion_append_character", &rl.completion_append_character) &&
         find(library, "rl_completer_word_break_characters", &rl.word_breaks) &&
         find(library, "rl_display_prompt", &rl.display_prompt);
}

// Whose globals are completed.
State* completing = nullptr;

char** complete_word(const char* text, int, int) {
  static std::vector<std::string> found;
  found = completions(completing, text);
  return rl.completion_matches(text, [](const char*, int state) -> char* {
    static size_t next;
    if (state == 0) next = 0;
    *rl.completion_append_character = '\0';
    return next < found.size() ? strdup(found[next++].c_str()) : nullptr;
  });
}

// Never file names, which readline would offer when there is nothing else.
char** attempt_completion(const char* text, int start, int end) {
  char** matches = complete_word(text, start, end);
  if (matches) return matches;
  matches = static_cast<char**>(std::calloc(2, sizeof(char*)));
  matches[0] = strdup(text);
  return matches;
}

// Whether a text takes one cell of the screen a byte.
bool is_plain(std::string_view text) {
  for (char c : text)
    if (c < ' ' || c > '~') return false;
  return true;
}

size_t terminal_width() {
  constexpr size_t kUsual = 80;  // for terminals that do not know
  winsize size{};
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsual;
}

// Readline draws the line; when it fits into a row of the screen, it is drawn over in colours.
void draw_in_colours() {
  rl.redisplay();
  std::string_view prompt = *rl.display_prompt ? *rl.display_prompt : "";
  std::string_view line = *rl.line_buffer ? *rl.line_buffer : "";
  if (line.empty() || !is_plain(prompt) || !is_plain(line) ||
      prompt.size() + line.size() >= terminal_width())
    return;
  std::string text = "\r" + std::string(prompt) + highlight(line, completing->global->dialect);
  size_t column = prompt.size() + static_cast<size_t>(*rl.point);
  text += "\r";
  if (column > 0) text += "\033[" + std::to_string(column) + "C";
  fwrite(text.data(), 1, text.size(), stdout);
  fflush(stdout);
}

bool wants_colours() {
  const char* no_colour = getenv("NO_COLOR");
  const char* terminal = getenv("TERM");
  return (!no_colour || !*no_colour) && terminal && std::string_view(terminal) != "dumb";
}

// The file of the history, in a folder that is made; empty when there is no place for it.
std::string history_path() {
  const char* state = getenv("XDG_STATE_HOME");
  const char* home = getenv("HOME");
  std::string folder;
  if (state && state[0] == '/')
    folder = state;
  else if (home && home[0] == '/')
    folder = std::string(home) + "/.local/state";
  else
    return {};
  folder += "/perilune";
  for (size_t at = 1; at != std::string::npos; at = folder.find('/', at + 1))
    if (at > 1) mkdir(folder.substr(0, at).c_str(), S_IRWXU);
  mkdir(folder.c_str(), S_IRWXU);
  return folder + "/history";
}

}  // namespace

LineEditor::LineEditor(State* L, bool is_terminal) : is_terminal_(is_terminal) {
  if (!is_terminal || !load_readline()) return;
  has_editor_ = true;
  completing = L;
  static const char kWordBreaks[] = " \t\n\"'`@$><=;|&{(,+-*/%^#~[]})";
  *rl.word_breaks = kWordBreaks;
  *rl.attempted_completion = attempt_completion;
  if (wants_colours()) *rl.redisplay_function = draw_in_colours;
  rl.stifle_history(kHistoryLength);
  history_file_ = history_path();
  if (!history_file_.empty()) rl.read_history(history_file_.c_str());
}

LineEditor::~LineEditor() { completing = nullptr; }

bool LineEditor::read(const std::string& prompt, std::string* line) {
  if (!has_editor_) return read_plainly(prompt, line);
  char* text = rl.readline(prompt.c_str());
  if (!text) return false;
  *line = text;
  std::free(text);
  return true;
}

// Without a terminal the line is shown behind the prompt, as readline does for stock command lines.
bool LineEditor::read_plainly(const std::string& prompt, std::string* line) const {
  fputs(prompt.c_str(), stdout);
  fflush(stdout);
  char* text = nullptr;
  size_t room = 0;
  ssize_t length = getline(&text, &room, stdin);
  if (length >= 0) line->assign(text, static_cast<size_t>(length));
  std::free(text);
  if (length < 0) return false;
  if (line->ends_with('\n')) line->pop_back();
  if (!is_terminal_) {
    fprintf(stdout, "%s\n", line->c_str());
    fflush(stdout);
  }
  return true;
}

void LineEditor::remember(const std::string& text) {
  if (!has_editor_ || text.empty() || text == last_) return;
  last_ = text;
  // A statement of several lines comes back as one, to be edited as a whole.
  std::string line = text;
  bool has_lines = line.find("--") == std::string::npos && line.find("[[") == std::string::npos;
  for (char& c : line)
    if (c == '\n' && has_lines) c = ' ';
  rl.add_history(line.c_str());
  // At once, since a program may end the process.
  if (!history_file_.empty()) rl.write_history(history_file_.c_str());
}

}  // namespace perilune::cli
