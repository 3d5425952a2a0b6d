# How every target of this project is compiled.

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(LINTEL_CCACHE ccache)
if(LINTEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${LINTEL_CCACHE})
endif()

# A static program starts in two thirds of the time. Not every system has what it takes: Fedora keeps libc.a in a package
# of its own, macOS has none.
if(LINTEL_STATIC)
    include(CheckCXXSourceCompiles)
    include(CheckCXXSourceRuns)
    set(hello "#include <iostream>\nint main() { std::cout << 1; }")
    set(CMAKE_REQUIRED_FLAGS -fPIE)
    set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
    check_cxx_source_compiles("${hello}" LINTEL_CAN_LINK_STATICALLY)
    # The tables are full of addresses: packed relocations take an eighth off the program. The C library that is linked in
    # must know them (glibc 2.36), which only running tells.
    set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie -Wl,-z,pack-relative-relocs)
    check_cxx_source_runs("${hello}" LINTEL_CAN_PACK_RELOCATIONS)
    unset(CMAKE_REQUIRED_FLAGS)
    unset(CMAKE_REQUIRED_LINK_OPTIONS)
    if(LINTEL_CAN_LINK_STATICALLY)
        add_compile_options(-fPIE)
    endif()
endif()

# What nobody calls is left out of the program.
if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT APPLE)
    add_compile_options(-ffunction-sections -fdata-sections)
    add_link_options(-Wl,--gc-sections)
endif()

# Sanitizers see most when the libraries that are built here have them too, hence for the whole directory.
if(LINTEL_SANITIZERS)
    add_compile_options(-fsanitize=${LINTEL_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${LINTEL_SANITIZERS})
endif()

add_library(lintel_compiler INTERFACE)
target_compile_features(lintel_compiler INTERFACE cxx_std_20)
target_compile_definitions(lintel_compiler INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_compile_options(lintel_compiler INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion)

# Only the compilers that the project is known to be clean with stop at a warning: newer ones find new things to say.
if(LINTEL_WARNINGS_AS_ERRORS)
    target_compile_options(
        lintel_compiler
        INTERFACE
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Werror>
            $<$<AND:$<CXX_COMPILER_ID:Clang>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,15>>:-Werror>)
endif()
