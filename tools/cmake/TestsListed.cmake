# A script that fails when a unit test's source is compiled into no test, or a Python test is run by
# none: such a test would be forgotten in silence. LISTED is a file with the paths of those that are.
cmake_policy(VERSION 3.25)

file(STRINGS ${LISTED} listed)
file(GLOB_RECURSE sources ${ROOT}/unittests/*_test.cpp ${ROOT}/unittests/*_test.py)
if(NOT sources)
  message(FATAL_ERROR "there are no unit tests in ${ROOT}/unittests")
endif()
foreach(source IN LISTS sources)
  if(NOT source IN_LIST listed)
    message(SEND_ERROR "${source} belongs to no test")
  endif()
endforeach()
