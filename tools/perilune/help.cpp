// Help, usage and version.
#include "tools/perilune/help.h"

#include <cstdlib>
#include <string>
#include <unistd.h>

#include "tools/perilune/behaviour.h"
#include "tools/perilune/options.h"

namespace perilune::cli {

namespace {

enum class RowKind : uint8_t { Group, None, Separate, Attached };

struct Row {
  RowKind kind;
  std::string_view text;  // of an option, or a group's title
  std::string_view argument;
  std::string_view help;
};

constexpr Row kRows[] = {
#define OPTION_GROUP(title) {RowKind::Group, title, "", ""},
#define OPTION(Name, text, argument, shown, first, last, help)                                     \
  {RowKind::argument, text, shown, help},
#include "tools/perilune/options.def"
};

constexpr Row kDumpRows[] = {
#define DUMP(Name, text, help) {RowKind::None, text, "", help},
#include "tools/perilune/dumps.def"
};

struct UsageRow {
  Dialect first, last;
  std::string_view option;
  std::string_view help;
};

constexpr UsageRow kUsage[] = {
#define USAGE(first, last, option, help) {Dialect::first, Dialect::last, option, help},
#include "tools/perilune/usage.def"
};

constexpr Row kWords[] = {
    {RowKind::None, "--", "", "end of the options"},
    {RowKind::None, "-", "", "end of the options; the script is the standard input"},
};

// The escape sequences in use, or nothing.
struct Colours {
  const char* title;
  const char* option;
  const char* argument;
  const char* off;
};

Colours colours_for(FILE* out) {
  const char* no_colour = getenv("NO_COLOR");
  const char* terminal = getenv("TERM");
  bool wanted = isatty(fileno(out)) && (!no_colour || !*no_colour) && terminal &&
                std::string_view(terminal) != "dumb";
  if (!wanted) return {"", "", "", ""};
  return {"\033[1m", "\033[36m", "\033[33m", "\033[0m"};
}

class HelpPrinter {
public:
  HelpPrinter(FILE* out, Colours colours) : out_(out), colours_(colours) {}

  void title(std::string_view text) {
    std::string line = std::string("\n") + colours_.title + std::string(text) + colours_.off + "\n";
    fwrite(line.data(), 1, line.size(), out_);
  }

  void row(const Row& row, size_t indent) {
    std::string_view joint = row.argument.empty() ? "" : row.kind == RowKind::Separate ? " " : "=";
    std::string line(indent, ' ');
    line.append(colours_.option).append(row.text).append(colours_.off).append(joint);
    if (!row.argument.empty())
      line.append(colours_.argument).append(row.argument).append(colours_.off);
    size_t width = indent + row.text.size() + joint.size() + row.argument.size();
    constexpr size_t kHelpColumn = 26;
    line.append(width < kHelpColumn ? kHelpColumn - width : 1, ' ').append(row.help).append("\n");
    fwrite(line.data(), 1, line.size(), out_);
  }

private:
  FILE* const out_;
  const Colours colours_;
};

}  // namespace

void print_help(FILE* out, std::string_view program) {
  Colours colours = colours_for(out);
  HelpPrinter printer(out, colours);
  std::string name(program);
  fprintf(out, "%sPerilune%s %s runs Lua.\n\nusage: %s [options] [script [args]]\n", colours.title,
          colours.off, PERILUNE_VERSION, name.c_str());
  for (const Row& row : kRows) {
    if (row.kind == RowKind::Group) {
      printer.title(row.text);
      continue;
    }
    printer.row(row, 2);
    if (row.text == "--dump")
      for (const Row& dump : kDumpRows)
        printer.row(dump, 4);
  }
  printer.title("Words");
  for (const Row& word : kWords)
    printer.row(word, 2);
  fprintf(
      out,
      "\nWithout a script and -e, the standard input is run, or the prompt when it is a terminal.\n"
      "The script finds its arguments in '...' and in the table 'arg'.\n");
}

namespace {

void print_usage(FILE* out, std::string_view program, Dialect dialect) {
  std::string name(program);
  bool with_stop = behaviour_of(dialect).usage_ends_with_stop;
  fprintf(out, "usage: %s [options] [script [args]]%s\nAvailable options are:\n", name.c_str(),
          with_stop ? "." : "");
  size_t width = 0;
  for (bool print : {false, true}) {
    for (const UsageRow& row : kUsage) {
      if (dialect < row.first || dialect > row.last) continue;
      if (row.option.size() > width) width = row.option.size();
      if (!print) continue;
      std::string line = "  " + std::string(row.option);
      line.append(width - row.option.size() + 2, ' ').append(row.help).append("\n");
      fwrite(line.data(), 1, line.size(), out);
    }
  }
  fprintf(out, "'%s --help' lists the options\n", name.c_str());
}

}  // namespace

void print_mistake(const Options& options, std::string_view program, const std::string& mistake) {
  if (options.own_mistake || behaviour_of(options.dialect).names_mistake)
    fprintf(stderr, "%s: %s\n", std::string(program).c_str(), mistake.c_str());
  print_usage(stderr, program, options.dialect);
}

void print_version(FILE* out, Dialect dialect) {
  fprintf(out, "Perilune %s (Lua %s)\n", PERILUNE_VERSION, dialect_text(dialect));
  fflush(out);
}

}  // namespace perilune::cli
