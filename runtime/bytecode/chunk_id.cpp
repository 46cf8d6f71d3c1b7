// The printable name of a chunk: cuts names and texts to the size that stock Lua allows.
#include "runtime/bytecode/chunk_id.h"

#include <algorithm>

namespace perilune::bytecode {

namespace {
constexpr std::string_view kDots = "...";
constexpr std::string_view kOpening = "[string \"";
constexpr std::string_view kClosing = "\"]";
}  // namespace

namespace {

// What 5.1 leaves of `size` characters beside the name: its quotes, dots and spaces on both sides.
constexpr size_t kOldFileRoom = 8;
constexpr size_t kOldTextRoom = 17;

std::string old_chunk_id(std::string_view source, size_t size) {
  const std::string_view text = source.substr(0, source.find('\0'));
  if (text.starts_with('=')) return std::string(text.substr(1, size - 1));
  if (text.starts_with('@')) {
    const std::string_view name = text.substr(1);
    const size_t room = size - kOldFileRoom;
    if (name.size() <= room) return std::string(name);
    return std::string(kDots).append(name.substr(name.size() - room));
  }
  const size_t length = std::min(text.find_first_of("\n\r"), size - kOldTextRoom);
  std::string id(kOpening);
  id.append(text.substr(0, length));
  if (length < text.size()) id.append(kDots);
  return id.append(kClosing);
}

}  // namespace

std::string chunk_id(std::string_view source, ChunkIdForm form) {
  if (form == ChunkIdForm::Old) return old_chunk_id(source, kChunkIdSize);
  if (form == ChunkIdForm::OldSyntax) return old_chunk_id(source, kOldSyntaxSize);
  // Names are C strings to stock Lua: they end at a zero byte, though it measures them whole.
  const size_t length = source.size();
  const std::string_view text = source.substr(0, source.find('\0'));
  if (!text.empty() && text[0] == '=') {
    return std::string(text.substr(1, kChunkIdSize - 1));
  }
  if (!text.empty() && text[0] == '@') {
    const std::string_view name = text.substr(1);
    if (length <= kChunkIdSize) return std::string(name);
    const size_t room = kChunkIdSize - kDots.size() - 1;
    const size_t cut = name.size() > room ? name.size() - room : 0;
    return std::string(kDots).append(name.substr(cut));
  }
  const size_t newline = text.find('\n');
  const size_t room = kChunkIdSize - kOpening.size() - kDots.size() - kClosing.size() - 1;
  std::string id(kOpening);
  if (length < room && newline == std::string_view::npos) {
    id.append(text);
  } else {
    id.append(text.substr(0, std::min(newline, room))).append(kDots);
  }
  return id.append(kClosing);
}

}  // namespace perilune::bytecode
