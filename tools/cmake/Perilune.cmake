# What every folder of the build shares: the compiler's settings and the functions that declare
# libraries, the plug-in, executables and unit tests. Dependency rules: Layers.cmake.
include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/Layers.cmake)

if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 22)
  message(FATAL_ERROR
    "Perilune needs clang 22 or newer (preserve_none and musttail); this is "
    "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}. './dev deps' installs it.")
endif()

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()
set(PERILUNE_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=; empty for none")
option(PERILUNE_FUZZ "Compile everything for libFuzzer, and build tools/fuzz" OFF)

if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(PERILUNE_CCACHE ccache)
  if(PERILUNE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${PERILUNE_CCACHE})
  endif()
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COLOR_DIAGNOSTICS ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

# The binary finds its plug-in beside itself, so everything that is loaded or run is in one folder.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

# Where the plug-in is installed, from the prefix on; a sibling of the folder of executables.
set(PERILUNE_PLUGIN_FOLDER lib/perilune)

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

# The settings that all of Perilune's own code is compiled and linked with. The frame pointer is
# given up because handlers and compiled code use every register that preserve_none offers. Heap
# cells are read through more than one type, so aliasing is not judged by type. Floats must come out
# as stock Lua computes them, so nothing is contracted; nobody reads errno after a math function.
add_library(perilune_settings INTERFACE)
target_include_directories(perilune_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(perilune_settings INTERFACE
  -Wall -Wextra -Werror
  -fomit-frame-pointer -fno-plt -fno-semantic-interposition
  -ffunction-sections -fdata-sections
  -fno-strict-aliasing -ffp-contract=off -fno-math-errno)
target_link_options(perilune_settings INTERFACE
  -fuse-ld=lld
  -Wl,--gc-sections -Wl,--as-needed
  $<$<CONFIG:Release>:-Wl,-z,pack-relative-relocs,-O2>)
if(PERILUNE_SANITIZE)
  target_compile_options(perilune_settings INTERFACE
    -fsanitize=${PERILUNE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(perilune_settings INTERFACE -fsanitize=${PERILUNE_SANITIZE})
endif()

if(PERILUNE_FUZZ)
  target_compile_options(perilune_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The core's language: errors are values. Test executables are exempt, since doctest throws.
set(PERILUNE_CORE_OPTIONS -fno-exceptions -fno-rtti)

# Adds those of the given folders (relative to the current one) that describe themselves.
function(perilune_add_folders)
  foreach(folder IN LISTS ARGN)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${folder})
    endif()
  endforeach()
endfunction()

# What all kinds of target have in common. LLVM's directories are added by perilune_plugin alone.
function(perilune_set_up_target name)
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set_target_properties(${name} PROPERTIES PERILUNE_FOLDER ${folder})
  set_property(GLOBAL APPEND PROPERTY PERILUNE_TARGETS ${name})
  target_link_libraries(${name} PUBLIC perilune_settings ${ARGN})
endfunction()

# perilune_library(NAME SOURCES a.cpp... [DEPENDS libraries...]): a static library of the core.
function(perilune_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  add_library(${name} STATIC ${arg_SOURCES})
  target_compile_options(${name} PRIVATE ${PERILUNE_CORE_OPTIONS})
  perilune_set_up_target(${name} ${arg_DEPENDS})
endfunction()

# perilune_executable(NAME SOURCES a.cpp... [DEPENDS libraries...]): a tool, placed in build/.../bin.
# The C++ library is linked in statically: loading it as a shared object costs 0.45 ms of a start-up
# that is 0.8 ms without it.
function(perilune_executable name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  add_executable(${name} ${arg_SOURCES})
  target_compile_options(${name} PRIVATE ${PERILUNE_CORE_OPTIONS})
  perilune_set_up_target(${name} ${arg_DEPENDS})
  if(NOT PERILUNE_SANITIZE)
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
endfunction()

# perilune_plugin(NAME SOURCES a.cpp... [DEPENDS libraries...] [LLVM components...] [EXPORTS map]):
# a shared object in build/.../bin with LLVM linked in statically. EXPORTS is a version script.
# Identical code folding is left out: it makes the object 4 % smaller and does not load faster.
function(perilune_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXPORTS" "SOURCES;DEPENDS;LLVM")
  find_package(LLVM 22.1 REQUIRED CONFIG PATHS /usr/lib/llvm-22 NO_DEFAULT_PATH)
  llvm_map_components_to_libnames(llvm_libraries ${arg_LLVM})
  add_library(${name} SHARED ${arg_SOURCES})
  target_compile_options(${name} PRIVATE ${PERILUNE_CORE_OPTIONS})
  target_include_directories(${name} SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS})
  separate_arguments(llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_definitions(${name} PRIVATE ${llvm_definitions})
  perilune_set_up_target(${name} ${arg_DEPENDS})
  target_link_libraries(${name} PRIVATE ${llvm_libraries})
  target_link_options(${name} PRIVATE -Wl,--exclude-libs,ALL -Wl,-Bsymbolic)
  if(arg_EXPORTS)
    target_link_options(${name} PRIVATE
      -Wl,--version-script=${CMAKE_CURRENT_SOURCE_DIR}/${arg_EXPORTS})
    set_target_properties(${name} PROPERTIES LINK_DEPENDS
      ${CMAKE_CURRENT_SOURCE_DIR}/${arg_EXPORTS})
  endif()
endfunction()

# perilune_unittest(NAME SOURCES a_test.cpp... [DEPENDS libraries...]): a doctest executable that
# shares unittests/main.cpp and is registered in ctest under its name.
function(perilune_unittest name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE perilune_doctest_main)
  perilune_set_up_target(${name} ${arg_DEPENDS})
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/unittests)
  list(TRANSFORM arg_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  set_property(GLOBAL APPEND PROPERTY PERILUNE_TEST_SOURCES ${arg_SOURCES})
  add_test(NAME ${name} COMMAND ${name})
endfunction()
