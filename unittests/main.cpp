// The entry point that every unit test executable shares: doctest's own, with its options.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
