# The direction of dependencies, stated once and enforced: configuring fails when a source includes,
# or a target links, what its folder may not use. The scan runs again, as a script, in each build.

cmake_policy(VERSION 3.25)

# One row a folder, "folder:folders that it may use"; the longest matching folder decides.
set(PERILUNE_LAYERS
  "runtime/bytecode:runtime"
  "runtime:runtime"
  "frontend:frontend,runtime"
  "jit:jit,runtime"
  "tools:tools,frontend,runtime,jit"
  "unittests:unittests,tools,frontend,runtime,jit")
set(PERILUNE_TOP_FOLDERS frontend runtime jit tools unittests)
# The only folders whose sources may include LLVM's headers.
set(PERILUNE_LLVM_FOLDERS jit/lower jit/orc)

# Sets `out` to the list of folders that something at `path` (relative to the root) may use.
function(perilune_allowed_folders path out)
  set(best "")
  set(${out} "" PARENT_SCOPE)
  foreach(row IN LISTS PERILUNE_LAYERS)
    string(REGEX MATCH "^([^:]+):(.*)$" _ "${row}")
    set(folder ${CMAKE_MATCH_1})
    string(REPLACE "," ";" uses "${CMAKE_MATCH_2}")
    string(LENGTH "${folder}" length)
    string(LENGTH "${best}" best_length)
    string(FIND "${path}/" "${folder}/" at)
    if(at EQUAL 0 AND length GREATER best_length)
      set(best ${folder})
      set(${out} ${uses} PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# Stops with the position of `line` in `file`.
function(perilune_report_breach root file line reason)
  file(READ ${root}/${file} text)
  string(FIND "${text}" "${line}" at)
  string(SUBSTRING "${text}" 0 ${at} before)
  string(REGEX REPLACE "[^\n]" "" newlines "${before}")
  string(LENGTH "${newlines}" number)
  math(EXPR number "${number} + 1")
  string(STRIP "${line}" line)
  message(FATAL_ERROR "${file}:${number}: ${line}\n  ${reason}")
endfunction()

# Checks one #include line of `file`, whose folder may use `allowed`.
function(perilune_check_include root file line allowed)
  string(REGEX MATCH "[<\"]([^>\"]+)[>\"]" _ "${line}")
  set(header ${CMAKE_MATCH_1})
  string(REGEX MATCH "^[^/]+" top "${header}")
  if(top STREQUAL "llvm" OR top STREQUAL "llvm-c")
    foreach(folder IN LISTS PERILUNE_LLVM_FOLDERS)
      if(file MATCHES "^${folder}/")
        return()
      endif()
    endforeach()
    list(JOIN PERILUNE_LLVM_FOLDERS " and " where)
    perilune_report_breach(${root} ${file} "${line}" "LLVM's headers belong in ${where} only.")
  elseif(top IN_LIST PERILUNE_TOP_FOLDERS AND NOT top IN_LIST allowed)
    get_filename_component(folder ${file} DIRECTORY)
    list(JOIN allowed ", " names)
    perilune_report_breach(${root} ${file} "${line}" "${folder} may use only: ${names}.")
  endif()
endfunction()

# Checks the #include lines of all C++ files of the tree at `root`.
function(perilune_check_includes root)
  foreach(top IN LISTS PERILUNE_TOP_FOLDERS)
    file(GLOB_RECURSE files RELATIVE ${root}
      ${root}/${top}/*.h ${root}/${top}/*.cpp ${root}/${top}/*.def ${root}/${top}/*.inc)
    foreach(file IN LISTS files)
      get_filename_component(folder ${file} DIRECTORY)
      perilune_allowed_folders(${folder} allowed)
      file(STRINGS ${root}/${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
      foreach(line IN LISTS lines)
        perilune_check_include(${root} ${file} "${line}" "${allowed}")
      endforeach()
    endforeach()
  endforeach()
endfunction()

# Checks what the targets declared so far link directly.
function(perilune_check_links)
  get_property(targets GLOBAL PROPERTY PERILUNE_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(folder ${target} PERILUNE_FOLDER)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    perilune_allowed_folders(${folder} allowed)
    foreach(library IN LISTS libraries)
      if(library IN_LIST targets)
        get_target_property(library_folder ${library} PERILUNE_FOLDER)
        string(REGEX MATCH "^[^/]+" top "${library_folder}")
        if(NOT top IN_LIST allowed)
          message(FATAL_ERROR "${folder}/CMakeLists.txt: ${target} links ${library}\n"
            "  ${folder} may use only: ${allowed}.")
        endif()
      elseif(library MATCHES "^perilune_" AND NOT TARGET ${library})
        message(FATAL_ERROR
          "${folder}/CMakeLists.txt: ${target} links ${library}, which no folder declares.")
      endif()
    endforeach()
  endforeach()
endfunction()

# Checks everything now, and the includes again in every build in which a source has changed.
function(perilune_check_layers)
  perilune_check_links()
  perilune_check_includes(${PROJECT_SOURCE_DIR})
  set(patterns "")
  foreach(top IN LISTS PERILUNE_TOP_FOLDERS)
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${top}/*.h ${PROJECT_SOURCE_DIR}/${top}/*.cpp)
  endforeach()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})
  set(stamp ${PROJECT_BINARY_DIR}/layers.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -DPERILUNE_ROOT=${PROJECT_SOURCE_DIR} -P ${PERILUNE_LAYERS_FILE}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${sources} ${PERILUNE_LAYERS_FILE}
    COMMENT "Checking the direction of includes")
  add_custom_target(perilune_layers ALL DEPENDS ${stamp})
endfunction()

set(PERILUNE_LAYERS_FILE ${CMAKE_CURRENT_LIST_FILE})
if(CMAKE_SCRIPT_MODE_FILE AND DEFINED PERILUNE_ROOT)
  perilune_check_includes(${PERILUNE_ROOT})
endif()
