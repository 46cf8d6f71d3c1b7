// Numbers at which arithmetic goes wrong.
#pragma once

#include "unittests/jit/lower/native.h"

#include <cmath>
#include <cstdint>
#include <limits>

namespace perilune::jit::test {

inline constexpr int64_t kIntegerEdges[] = {0,
                                            1,
                                            -1,
                                            2,
                                            -2,
                                            3,
                                            -3,
                                            7,
                                            -7,
                                            10,
                                            62,
                                            63,
                                            64,
                                            65,
                                            66,
                                            -62,
                                            -63,
                                            -64,
                                            -65,
                                            -66,
                                            INT32_MAX,
                                            INT32_MIN,
                                            int64_t{1} << 32,
                                            0x5555'5555'5555'5555,
                                            int64_t{1} << 53,
                                            (int64_t{1} << 53) + 1,
                                            INT64_MAX,
                                            INT64_MIN,
                                            INT64_MAX - 1,
                                            INT64_MIN + 1};

inline constexpr double kFloatEdges[] = {0.0,
                                         -0.0,
                                         1.0,
                                         -1.0,
                                         0.5,
                                         -0.5,
                                         1.5,
                                         2.0,
                                         2.5,
                                         -2.5,
                                         3.0,
                                         -3.0,
                                         7.25,
                                         -7.25,
                                         1e15,
                                         0x1p52,
                                         0x1p53,
                                         0x1p53 + 2,
                                         0x1p63,
                                         -0x1p63,
                                         -0x1.0000000000001p63,
                                         0x1.fffffffffffffp62,
                                         1e300,
                                         -1e300,
                                         5e-324,
                                         -5e-324,
                                         1e-300,
                                         -1e-300,
                                         std::numeric_limits<double>::infinity(),
                                         -std::numeric_limits<double>::infinity(),
                                         std::numeric_limits<double>::quiet_NaN()};

/// As `same`, but any NaN for any NaN: Lua programs cannot tell them apart by their payloads.
inline bool same_number(const Value& a, const Value& b) {
  if (a.is_float() && b.is_float() && std::isnan(a.f) && std::isnan(b.f)) return true;
  return same(a, b);
}

}  // namespace perilune::jit::test
