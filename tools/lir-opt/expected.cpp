// Errors that a test expects; see expected.h.
#include "expected.h"

#include <algorithm>

namespace perilune::lir {

namespace {

struct Expected {
  uint32_t line;
  std::string text;
};

/// The expectations of one line; several follow each other.
void scan_line(std::string_view line, uint32_t number, std::vector<Expected>& out) {
  constexpr std::string_view kMarker = "; error: ";
  size_t at = line.find(kMarker);
  while (at != std::string_view::npos) {
    size_t begin = at + kMarker.size();
    size_t next = line.find(kMarker, begin);
    std::string_view text = line.substr(begin, next == line.npos ? line.npos : next - begin);
    while (text.ends_with(' ') || text.ends_with('\r'))
      text.remove_suffix(1);
    out.push_back({number, std::string(text)});
    at = next;
  }
}

std::vector<Expected> scan(std::string_view text) {
  std::vector<Expected> out;
  uint32_t number = 1;
  while (!text.empty()) {
    size_t end = text.find('\n');
    scan_line(text.substr(0, end), number++, out);
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

}  // namespace

std::string compare_expected(std::string_view text, std::vector<Diagnostic> found) {
  std::string report;
  for (const Expected& e : scan(text)) {
    auto match = std::find_if(found.begin(), found.end(), [&](const Diagnostic& d) {
      return d.loc.line == e.line && d.message.find(e.text) != std::string::npos;
    });
    if (match == found.end())
      report += std::to_string(e.line) + ": expected an error: " + e.text + "\n";
    else
      found.erase(match);
  }
  for (const Diagnostic& d : found)
    report += std::to_string(d.loc.line) + ": unexpected error: " + d.message + "\n";
  return report;
}

}  // namespace perilune::lir
