// What instructions have learned about the program, as text: stable, without addresses, for people
// and for FileCheck.
#pragma once

#include <string>

#include "runtime/proto.h"
#include "runtime/state.h"

namespace perilune::interp {

// The keys of a shape in the order of their slots, and those of its metatable: "{x, y} under
// {__index, area}". "{...}" stands for a dictionary.
std::string shape_text(const Shape& shape);

// What the instruction at `pc` of a function has learned, a line for each thing, in the order of
// the kinds of feedback below; empty when that is nothing.
//   as NAME         the form of the instruction that the program has put in place
//   own ...         the tables that have the key themselves, and in which slot
//   inherited ...   those that find it elsewhere, and in which tables; "absent" when nowhere
//   added to ...    those that may get the key without asking __newindex
//   counted N       back edges of a loop since it was last looked at by the compiler
//   met ...         the types of the registers that it reads, in the order of its operands, while
//   it
//                   was observed (interp/observe.h); "gave ..." those of its results
//   called ...      which function a call has called
//   jumped N of M   how often a test has jumped
std::string feedback_text(State* L, const Proto& proto, uint32_t pc);

// The cache that all field accesses share: a line for each pair of shape and key, sorted.
std::string shared_feedback_text(State* L);

}  // namespace perilune::interp
