// PERILUNE_MAP(m, a, b, ...) expands to m(a), m(b), ...: what typed builders and operand tables
// need to turn the operand lists of a .def row into code.
#pragma once

#define PERILUNE_MAP_PARENS ()
#define PERILUNE_MAP_EXPAND(...)                                                                   \
  PERILUNE_MAP_EXPAND3(PERILUNE_MAP_EXPAND3(PERILUNE_MAP_EXPAND3(__VA_ARGS__)))
#define PERILUNE_MAP_EXPAND3(...)                                                                  \
  PERILUNE_MAP_EXPAND2(PERILUNE_MAP_EXPAND2(PERILUNE_MAP_EXPAND2(__VA_ARGS__)))
#define PERILUNE_MAP_EXPAND2(...) __VA_ARGS__
#define PERILUNE_MAP(m, ...) __VA_OPT__(PERILUNE_MAP_EXPAND(PERILUNE_MAP_STEP(m, __VA_ARGS__)))
#define PERILUNE_MAP_STEP(m, first, ...)                                                           \
  m(first) __VA_OPT__(, PERILUNE_MAP_AGAIN PERILUNE_MAP_PARENS(m, __VA_ARGS__))
#define PERILUNE_MAP_AGAIN() PERILUNE_MAP_STEP
