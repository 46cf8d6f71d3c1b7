// Source text as a compiler takes it: whole, or growing while it is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace perilune {

struct SourceText {
  // Gives the whole text so far when what was given before is used up; no longer than before: that
  // was all. The views given before may dangle then. May run Lua.
  using MoreFn = std::string_view (*)(void* data);

  SourceText(std::string_view whole) : text(whole) {}
  SourceText(const std::string& whole) : text(whole) {}
  SourceText(const char* whole) : text(whole) {}
  SourceText(std::string_view beginning, MoreFn more_text, void* more_data)
      : text(beginning), more(more_text), data(more_data) {}

  std::string_view text;
  MoreFn more = nullptr;  // null: `text` is all
  void* data = nullptr;
  // When it becomes true, compilation ends soon, with an error. Null: nobody wants to.
  const volatile bool* stop = nullptr;
  // So many bytes what is compiled may take; with more, compilation ends with an error.
  size_t room = SIZE_MAX;
};

}  // namespace perilune
