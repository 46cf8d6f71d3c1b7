// Text that functions share. A chunk's source may be the whole program, and each of its functions
// has it: copies must cost nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace perilune::bytecode {

class Text {
public:
  Text() = default;
  Text(std::string text) : text_(std::make_shared<const std::string>(std::move(text))) {}
  Text(std::string_view text) : Text(std::string(text)) {}
  Text(const char* text) : Text(std::string(text)) {}
  // A text that belongs to `owner`, which then lives on with it.
  Text(const std::shared_ptr<const void>& owner, const std::string* text) : text_(owner, text) {}

  std::string_view view() const { return text_ ? std::string_view(*text_) : std::string_view(); }
  std::string str() const { return std::string(view()); }
  bool empty() const { return view().empty(); }
  bool operator==(const Text& other) const {
    return text_ == other.text_ || view() == other.view();
  }
  // The same for copies; it may differ between equal texts.
  const void* identity() const { return text_.get(); }

private:
  std::shared_ptr<const std::string> text_;
};

// A value for each text. Looking up a copy does not read the text again.
template <class T>
class TextMap {
public:
  // The value of a text, which must live on, and whether it is new (and value-initialised).
  std::pair<T&, bool> operator()(const Text& text) {
    const auto [known, is_unknown] = by_identity_.try_emplace(text.identity());
    if (!is_unknown) return {*known->second, false};
    const auto [place, is_new] = by_text_.try_emplace(text.view());
    known->second = &place->second;
    return {place->second, is_new};
  }
  size_t size() const { return by_text_.size(); }

private:
  std::unordered_map<const void*, T*> by_identity_;
  std::unordered_map<std::string_view, T> by_text_;
};

}  // namespace perilune::bytecode
