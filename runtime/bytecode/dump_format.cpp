// The tables of headers and complaints.
#include "runtime/bytecode/dump_format.h"

#include "runtime/bytecode/encoding.h"

namespace perilune::bytecode {

namespace {

using namespace std::string_view_literals;

constexpr auto kSignature = "\x1bLua"sv;
constexpr auto kData = "\x19\x93\r\n\x1a\n"sv;  // damaged by conversions of text

// Sizes of int, size_t, an instruction and a number (and of integers), then numbers themselves.
constexpr HeaderField kHeader51[] = {
    {"\x1bLua\x51\0\x01\x04\x08\x04\x08\0"sv, "bad header"},
};
constexpr HeaderField kHeader52[] = {
    {kSignature, "not a"},
    {"\x52\0"sv, "version mismatch in"},
    {"\x01\x04\x08\x04\x08\0"sv, "incompatible"},
    {kData, "corrupted"},
};
constexpr HeaderField kHeader53[] = {
    {kSignature, "not a"},
    {"\x53"sv, "version mismatch in"},
    {"\0"sv, "format mismatch in"},
    {kData, "corrupted"},
    {"\x04"sv, "int size mismatch in"},
    {"\x08"sv, "size_t size mismatch in"},
    {"\x04"sv, "Instruction size mismatch in"},
    {"\x08"sv, "lua_Integer size mismatch in"},
    {"\x08"sv, "lua_Number size mismatch in"},
    {"\x78\x56\0\0\0\0\0\0"sv, "endianness mismatch in"},
    {"\0\0\0\0\0\x28\x77\x40"sv, "float format mismatch in"},
};
constexpr HeaderField kHeader54[] = {
    {kSignature, "not a binary chunk"},
    {"\x54"sv, "version mismatch"},
    {"\0"sv, "format mismatch"},
    {kData, "corrupted chunk"},
    {"\x04"sv, "Instruction size mismatch"},
    {"\x08"sv, "lua_Integer size mismatch"},
    {"\x08"sv, "lua_Number size mismatch"},
    {"\x78\x56\0\0\0\0\0\0"sv, "integer format mismatch"},
    {"\0\0\0\0\0\x28\x77\x40"sv, "float format mismatch"},
};
constexpr HeaderField kHeader55[] = {
    {kSignature, "not a binary chunk"},
    {"\x55"sv, "version mismatch"},
    {"\0"sv, "format mismatch"},
    {kData, "corrupted chunk"},
    {"\x04"sv, "int size mismatch"},
    {"\x88\xa9\xff\xff"sv, "int format mismatch"},
    {"\x04"sv, "instruction size mismatch"},
    {"\x78\x56\x34\x12"sv, "instruction format mismatch"},
    {"\x08"sv, "Lua integer size mismatch"},
    {"\x88\xa9\xff\xff\xff\xff\xff\xff"sv, "Lua integer format mismatch"},
    {"\x08"sv, "Lua number size mismatch"},
    {"\0\0\0\0\0\x28\x77\xc0"sv, "Lua number format mismatch"},
};

constexpr DumpFormat kFormats[kDialectCount] = {
    {kHeader51, true, "unexpected end", "bad header", "bad code", "", " in precompiled chunk",
     false, true},
    {kHeader52, true, "truncated", "incompatible", "corrupted", "", " precompiled chunk", false,
     false},
    {kHeader53, false, "truncated", "format mismatch in", "corrupted", "", " precompiled chunk",
     true, false},
    {kHeader54, false, "truncated chunk", "format mismatch", "corrupted chunk",
     "bad binary format (", ")", true, false},
    {kHeader55, false, "truncated chunk", "format mismatch", "corrupted chunk",
     "bad binary format (", ")", true, false},
};

}  // namespace

const DumpFormat& dump_format(Dialect dialect) { return kFormats[static_cast<int>(dialect)]; }

// FNV-1a over the table of opcodes.
uint64_t instruction_set_id() {
  static const uint64_t id = [] {
    uint64_t hash = 0xcbf29ce484222325;
    const auto add = [&](uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3; };
    for (uint32_t i = 0; i < kOpCount; ++i) {
      const OpInfo& info = op_info(static_cast<Op>(i));
      for (const char* p = info.text; *p; ++p)
        add(static_cast<uint8_t>(*p));
      for (const Operand operand : {info.a, info.b, info.c})
        add(static_cast<uint8_t>(operand));
      add(static_cast<uint8_t>(info.format));
      add(static_cast<uint8_t>(info.extra));
    }
    return hash;
  }();
  return id;
}

}  // namespace perilune::bytecode
