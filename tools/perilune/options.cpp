// The parser of the command line, driven by options.def.
#include "tools/perilune/options.h"

#include <charconv>

#include "tools/perilune/behaviour.h"

namespace perilune::cli {

namespace {

enum class Argument : uint8_t { None, Separate, Attached };

enum class OptionId : uint8_t {
#define OPTION_GROUP(title)
#define OPTION(Name, text, argument, shown, first, last, help) Name,
#include "tools/perilune/options.def"
};

struct OptionRow {
  OptionId id;
  std::string_view text;
  Argument argument;
  Dialect first, last;
};

constexpr OptionRow kOptions[] = {
#define OPTION_GROUP(title)
#define OPTION(Name, text, argument, shown, first, last, help)                                     \
  {OptionId::Name, text, Argument::argument, Dialect::first, Dialect::last},
#include "tools/perilune/options.def"
};

constexpr std::string_view kDumps[] = {
#define DUMP(Name, text, help) text,
#include "tools/perilune/dumps.def"
};

constexpr const char* kDialects[kDialectCount] = {"5.1", "5.2", "5.3", "5.4", "5.5"};

std::string quote(std::string_view text) { return "'" + std::string(text) + "'"; }

class Parser {
public:
  Parser(int argc, char** argv, Options* options) : argc_(argc), argv_(argv), options_(options) {}

  bool parse();
  const std::string& error() const { return error_; }

private:
  bool fail(std::string message) {
    std::string_view word = argv_[next_ - 1];
    options_->own_mistake = word.starts_with("--") && !word.starts_with("---");
    error_ = std::move(message);
    return false;
  }
  void find_dialect();
  bool parse_word(const char* text);
  bool apply(OptionId id, const char* argument);
  bool set_dialect(std::string_view text);
  bool set_jit(std::string_view text);
  bool set_hot_loop(std::string_view text);
  bool set_fail_at(std::string_view text);
  bool set_memory_limit(std::string_view text);
  bool set_dumps(std::string_view text);
  bool set_profile(std::string_view text);

  const int argc_;
  char** const argv_;
  Options* const options_;
  int next_ = 1;
  std::string error_;
};

// The dialect has to be known first: what else is an option depends on it.
void Parser::find_dialect() {
  std::string_view program = argv_[0];
  program = program.substr(program.rfind('/') + 1);
  constexpr std::string_view kName = "lua";
  if (program.starts_with(kName)) set_dialect(program.substr(kName.size()));
  constexpr std::string_view kOption = "--lua=";
  for (int i = 1; i < argc_; ++i) {
    std::string_view word = argv_[i];
    if (!word.starts_with('-') || word == "-" || word == "--") break;
    if (word == "-e" || word == "-l") ++i;
    if (word.starts_with(kOption)) set_dialect(word.substr(kOption.size()));
  }
  error_.clear();
}

bool Parser::parse() {
  find_dialect();
  while (next_ < argc_) {
    const char* text = argv_[next_];
    std::string_view word = text;
    if (word == "--") {
      ++next_;
      options_->script_is_file = true;
      break;
    }
    if (!word.starts_with('-') || word == "-") break;
    ++next_;
    if (!parse_word(text)) return false;
  }
  options_->script = next_;
  return true;
}

bool Parser::parse_word(const char* text) {
  std::string_view word = text;
  for (const OptionRow& row : kOptions) {
    if (!word.starts_with(row.text) || options_->dialect < row.first ||
        options_->dialect > row.last)
      continue;
    std::string_view rest = word.substr(row.text.size());
    const char* attached = text + row.text.size();
    switch (row.argument) {
    case Argument::None:
      if (rest.empty()) return apply(row.id, "");
      break;
    case Argument::Attached:
      if (rest.starts_with('=')) return apply(row.id, attached + 1);
      if (rest.empty()) return fail(quote(word) + " needs argument");
      break;
    case Argument::Separate:
      if (!rest.empty()) return apply(row.id, attached);
      // As stock Lua does, a word that looks like an option is not taken for the argument.
      if (next_ >= argc_ ||
          (argv_[next_][0] == '-' && !behaviour_of(options_->dialect).takes_any_argument))
        return fail(quote(word) + " needs argument");
      return apply(row.id, argv_[next_++]);
    }
  }
  return fail("unrecognized option " + quote(word));
}

bool Parser::apply(OptionId id, const char* argument) {
  switch (id) {
  case OptionId::Execute:
    options_->actions.push_back({Action::Kind::Execute, argument});
    options_->executes = true;
    return true;
  case OptionId::Library:
    options_->actions.push_back({Action::Kind::Library, argument});
    return true;
  case OptionId::Warnings:
    options_->actions.push_back({Action::Kind::Warnings, argument});
    return true;
  case OptionId::Interactive:
    options_->interactive = options_->version = true;
    return true;
  case OptionId::Lua:
    return set_dialect(argument);
  case OptionId::IgnoreEnvironment:
    options_->ignore_environment = true;
    return true;
  case OptionId::NoRun:
    options_->run = false;
    return true;
  case OptionId::Jit:
    return set_jit(argument);
  case OptionId::HotLoop:
    return set_hot_loop(argument);
  case OptionId::JitVerify:
    options_->jit.verify = true;
    return true;
  case OptionId::JitLog:
    options_->jit.log = true;
    return true;
  case OptionId::GcStress:
    options_->gc.stress = true;
    return true;
  case OptionId::GcPoison:
    options_->gc.poison = true;
    return true;
  case OptionId::GcVerify:
    options_->gc.verify = true;
    return true;
  case OptionId::GcFailAt:
    return set_fail_at(argument);
  case OptionId::GcFailEach:
    options_->gc.fail_each = argument;
    return *argument || fail("'--gc-fail-each' needs the name of a file");
  case OptionId::MemoryLimit:
    return set_memory_limit(argument);
  case OptionId::HeapDump:
    options_->gc.dump = argument;
    return *argument || fail("'--heap-dump' needs the name of a file");
  case OptionId::GcLog:
    options_->gc.log = true;
    return true;
  case OptionId::Dump:
    return set_dumps(argument);
  case OptionId::Profile:
    return set_profile(argument);
  case OptionId::Version:
    options_->version = true;
    return true;
  case OptionId::Help:
    options_->help = true;
    return true;
  }
  return false;
}

bool Parser::set_dialect(std::string_view text) {
  for (int i = 0; i < kDialectCount; ++i) {
    if (text != kDialects[i]) continue;
    options_->dialect = static_cast<Dialect>(i);
    return true;
  }
  return fail("unknown dialect " + quote(text) + "; choose 5.1, 5.2, 5.3, 5.4 or 5.5");
}

bool Parser::set_jit(std::string_view text) {
  if (text != "on" && text != "off") return fail("'--jit' is 'on' or 'off', not " + quote(text));
  options_->jit.enabled = text == "on";
  return true;
}

bool Parser::set_hot_loop(std::string_view text) {
  uint32_t count = 0;
  auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (status != std::errc() || end != text.data() + text.size() || count == 0)
    return fail("'--jit-hotloop' needs a positive number, not " + quote(text));
  options_->jit.hot_loop = count;
  return true;
}

bool Parser::set_fail_at(std::string_view text) {
  const char* end = text.data() + text.size();
  auto [stop, status] = std::from_chars(text.data(), end, options_->gc.fail_at);
  if (status == std::errc() && stop == end) return true;
  return fail("'--gc-fail-at' needs a number, not " + quote(text));
}

// Bytes, or with a suffix kilobytes, megabytes or gigabytes.
bool Parser::set_memory_limit(std::string_view text) {
  constexpr std::string_view kSuffixes = "KMG";
  std::string_view digits = text;
  unsigned shift = 0;
  if (size_t suffix = text.empty() ? kSuffixes.npos : kSuffixes.find(text.back());
      suffix != kSuffixes.npos) {
    digits.remove_suffix(1);
    shift = 10 * (static_cast<unsigned>(suffix) + 1);
  }
  uint64_t size = 0;
  const char* end = digits.data() + digits.size();
  auto [stop, status] = std::from_chars(digits.data(), end, size);
  if (status != std::errc() || stop != end || size == 0 || size > UINT64_MAX >> shift)
    return fail("'--memory-limit' needs a size such as 64M, not " + quote(text));
  options_->gc.limit = size << shift;
  return true;
}

bool Parser::set_profile(std::string_view text) {
  if (text != "opcodes") return fail("'--profile' is 'opcodes', not " + quote(text));
  options_->profile_opcodes = true;
  return true;
}

bool Parser::set_dumps(std::string_view text) {
  size_t colon = text.find(':');
  if (colon != text.npos) options_->dump_filter = text.substr(colon + 1);
  std::string_view list = text.substr(0, colon);
  for (;;) {
    size_t comma = list.find(',');
    std::string_view item = list.substr(0, comma);
    uint32_t bit = 0;
    for (size_t i = 0; i < std::size(kDumps); ++i)
      if (item == kDumps[i]) bit = uint32_t{1} << i;
    if (!bit) return fail("'--dump' knows no " + quote(item));
    options_->dumps |= bit;
    if (comma == list.npos) return true;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

bool parse_options(int argc, char** argv, Options* options, std::string* error) {
  Parser parser(argc, argv, options);
  if (parser.parse()) return true;
  *error = parser.error();
  return false;
}

const char* dialect_text(Dialect dialect) { return kDialects[static_cast<int>(dialect)]; }

}  // namespace perilune::cli
