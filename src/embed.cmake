# SPDX-License-Identifier: MIT
# Turns data files into C that a source file includes, so that one program is
# enough. Run as: cmake -DMODE=... -DOUT=... -DIN=a;b -P embed.cmake
#
#   rows   one TSV file: ROW("cell", 12, ...) a line. The header line and lines
#          that start with # are left out. A cell of digits alone is a number.
#   texts  any files: TEXT("name", "bytes" "bytes") each.

function(quote_c text result)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  # The three characters that CMake lists treat as special come back here.
  string(REPLACE "@semicolon@" ";" text "${text}")
  string(REPLACE "@open@" "[" text "${text}")
  string(REPLACE "@close@" "]" text "${text}")
  set(${result} "\"${text}\"" PARENT_SCOPE)
endfunction()

# The lines of a file, as a list whose elements hold no list syntax.
function(read_lines path result)
  file(READ "${path}" text)
  string(REPLACE ";" "@semicolon@" text "${text}")
  string(REPLACE "[" "@open@" text "${text}")
  string(REPLACE "]" "@close@" text "${text}")
  # A backslash before the separator would join two lines.
  string(REPLACE "\\" "@backslash@" text "${text}")
  string(REGEX REPLACE "\n$" "" text "${text}")
  string(REPLACE "\n" ";" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

function(embed_rows path result)
  read_lines("${path}" lines)
  list(POP_FRONT lines)
  set(c "")
  foreach(line IN LISTS lines)
    if(line STREQUAL "" OR line MATCHES "^#")
      continue()
    endif()
    string(REPLACE "\t" ";" cells "${line}")
    set(row "")
    foreach(cell IN LISTS cells)
      if(NOT cell MATCHES "^(0|[1-9][0-9]*)$")
        string(REPLACE "@backslash@" "\\" cell "${cell}")
        quote_c("${cell}" cell)
      endif()
      list(APPEND row "${cell}")
    endforeach()
    list(JOIN row ", " row)
    string(APPEND c "ROW(${row})\n")
  endforeach()
  set(${result} "${c}" PARENT_SCOPE)
endfunction()

function(embed_text path result)
  read_lines("${path}" lines)
  get_filename_component(name "${path}" NAME_WE)
  set(c "TEXT(\"${name}\",\n")
  foreach(line IN LISTS lines)
    string(REPLACE "@backslash@" "\\" line "${line}")
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
file(WRITE "${OUT}" "${content}")
