# SPDX-License-Identifier: MIT
# Turns data files into C that a source file includes, so that one program is
# enough. Run as: cmake -DMODE=... -DOUT=... -DIN=a;b -P embed.cmake
#
#   rows   one TSV file: ROW("cell", 12, ...) a line. The header line and lines
#          that start with # are left out. A cell that is a number (no leading
#          zero) becomes one; "-" becomes an empty string.
#   texts  any files: TEXT("name", "bytes" "bytes") each.

cmake_minimum_required(VERSION 3.21)

# CMake splits lists at ; unless it stands between [ and ] or after \. Control
# characters, which no data file holds, stand for these four until the end.
string(ASCII 1 semicolon)
string(ASCII 2 open)
string(ASCII 3 close)
string(ASCII 4 backslash)

function(hide text result)
  string(REPLACE ";" "${semicolon}" text "${text}")
  string(REPLACE "[" "${open}" text "${text}")
  string(REPLACE "]" "${close}" text "${text}")
  string(REPLACE "\\" "${backslash}" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Only bytes of a data file were hidden, so a backslash is one inside a string.
function(restore text result)
  string(REPLACE "${semicolon}" ";" text "${text}")
  string(REPLACE "${open}" "[" text "${text}")
  string(REPLACE "${close}" "]" text "${text}")
  string(REPLACE "${backslash}" "\\\\" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

function(quote_c text result)
  string(REPLACE "\"" "\\\"" text "${text}")
  # C11 reads two ? and one more character as a trigraph.
  string(REPLACE "?" "\\?" text "${text}")
  set(${result} "\"${text}\"" PARENT_SCOPE)
endfunction()

# The lines of a file, as a list whose elements hold no list syntax.
function(read_lines path result)
  file(READ "${path}" text)
  hide("${text}" text)
  string(REGEX REPLACE "\n$" "" text "${text}")
  string(REPLACE "\n" ";" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

function(cell_to_c cell result)
  if("${cell}" STREQUAL "-")
    set(cell "")
  endif()
  if(NOT "${cell}" MATCHES "^(0|[1-9][0-9]*)$")
    quote_c("${cell}" cell)
  endif()
  set(${result} "${cell}" PARENT_SCOPE)
endfunction()

function(embed_rows path result)
  read_lines("${path}" lines)
  list(POP_FRONT lines)
  set(c "")
  foreach(line IN LISTS lines)
    if("${line}" STREQUAL "" OR "${line}" MATCHES "^#")
      continue()
    endif()
    string(REPLACE "\t" ";" cells "${line}")
    set(row "")
    set(comma "")
    foreach(cell IN LISTS cells)
      cell_to_c("${cell}" cell)
      string(APPEND row "${comma}${cell}")
      set(comma ", ")
    endforeach()
    string(APPEND c "ROW(${row})\n")
  endforeach()
  set(${result} "${c}" PARENT_SCOPE)
endfunction()

function(embed_text path result)
  read_lines("${path}" lines)
  get_filename_component(name "${path}" NAME_WE)
  set(c "TEXT(\"${name}\",\n")
  foreach(line IN LISTS lines)
    quote_c("${line}" line)
    string(REGEX REPLACE "\"$" "\\\\n\"" line "${line}")
    string(APPEND c "    ${line}\n")
  endforeach()
  string(APPEND c ")\n")
  set(${result} "${c}" PARENT_SCOPE)
endfunction()

set(content "/* Generated from the data files; edit those. */\n")
foreach(file IN LISTS IN)
  if(MODE STREQUAL "rows")
    embed_rows("${file}" part)
  else()
    embed_text("${file}" part)
  endif()
  string(APPEND content "${part}")
endforeach()
restore("${content}" content)
file(WRITE "${OUT}" "${content}")
