// What the C library's streams hold in their buffers, taken and given without a call of it: the
// fields that glibc's own inline functions (getc_unlocked, putc_unlocked) use.
#pragma once

#include <cstdio>
#include <string_view>

namespace perilune::lib {

// The bytes that reading will give next, without the system being asked; often none.
inline std::string_view buffered(const std::FILE* stream) {
  return {stream->_IO_read_ptr, static_cast<size_t>(stream->_IO_read_end - stream->_IO_read_ptr)};
}
// Takes the first `count` of them.
inline void take_buffered(std::FILE* stream, size_t count) { stream->_IO_read_ptr += count; }

// Puts the text into the buffer; false, with nothing done, where it has to go through fwrite. (In
// streams that are not being written, or not fully buffered, there is never room.)
inline bool put_buffered(std::FILE* stream, std::string_view text) {
  if (stream->_IO_write_end - stream->_IO_write_ptr < static_cast<ptrdiff_t>(text.size()))
    return false;
  stream->_IO_write_ptr += text.copy(stream->_IO_write_ptr, text.size());
  return true;
}

// Forgets an error or an end of the file.
inline void forget_state(std::FILE* stream) {
  if (feof_unlocked(stream) || ferror_unlocked(stream)) [[unlikely]]
    clearerr_unlocked(stream);
}

}  // namespace perilune::lib
