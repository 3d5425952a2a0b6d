# The libraries lintel stands on: yaml-cpp, nlohmann/json, re2, CLI11 and, for the tests, doctest.
#
# Each is taken from the system where it is installed; else its release archive is downloaded, pinned by its SHA-256, and
# built here. The rest of the build knows the targets lintel::yaml, lintel::json, lintel::regex, lintel::options and
# lintel::doctest. Static libraries are preferred: the program starts sooner and is one file.

include(FetchContent)

option(LINTEL_DOWNLOAD "Download and build the libraries even where they are installed" OFF)

find_package(Threads REQUIRED)
set(LINTEL_STATIC_LIBRARIES ON) # off where only a shared library is there
if(NOT LINTEL_DOWNLOAD)
    find_package(yaml-cpp 0.7 CONFIG QUIET)
    find_package(nlohmann_json 3.11 CONFIG QUIET)
    find_package(CLI11 2.1 CONFIG QUIET)
    find_package(doctest 2.4.9 CONFIG QUIET)
    find_package(re2 CONFIG QUIET) # newer releases only
    find_path(RE2_INCLUDE_DIR re2/re2.h)
    find_library(RE2_LIBRARY NAMES libre2.a re2)
    find_library(YAML_CPP_STATIC_LIBRARY libyaml-cpp.a)
endif()

# Unpacks an archive and gives its directory. The archives' own build files stay unused: they would bring their options,
# tests and installation rules along.
function(lintel_download variable name url sha256)
    message(STATUS "${name} is not installed, downloading ${url}")
    FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${sha256} DOWNLOAD_EXTRACT_TIMESTAMP OFF SOURCE_SUBDIR none)
    FetchContent_MakeAvailable(${name})
    set(${variable} ${${name}_SOURCE_DIR} PARENT_SCOPE)
endfunction()

# yaml-cpp
add_library(lintel_yaml INTERFACE)
add_library(lintel::yaml ALIAS lintel_yaml)
if(yaml-cpp_FOUND AND YAML_CPP_STATIC_LIBRARY AND NOT TARGET yaml-cpp::yaml-cpp)
    target_link_libraries(lintel_yaml INTERFACE ${YAML_CPP_STATIC_LIBRARY}) # Debian's package names the shared one only
elseif(yaml-cpp_FOUND)
    target_link_libraries(lintel_yaml INTERFACE $<IF:$<TARGET_EXISTS:yaml-cpp::yaml-cpp>,yaml-cpp::yaml-cpp,yaml-cpp>)
    set(LINTEL_STATIC_LIBRARIES OFF)
else()
    lintel_download(yaml yaml_cpp https://github.com/jbeder/yaml-cpp/archive/yaml-cpp-0.7.0.tar.gz
        43e6a9fcb146ad871515f0d0873947e5d497a1c9c60c58cb102a97b47208b7c3)
    file(GLOB yaml_sources ${yaml}/src/*.cpp)
    add_library(lintel_yaml_build STATIC ${yaml_sources})
    target_compile_features(lintel_yaml_build PRIVATE cxx_std_11)
    target_include_directories(lintel_yaml_build SYSTEM PUBLIC ${yaml}/include)
    target_link_libraries(lintel_yaml INTERFACE lintel_yaml_build)
endif()

# re2: the last release before it came to need Abseil, unless the system has a newer one
add_library(lintel_regex INTERFACE)
add_library(lintel::regex ALIAS lintel_regex)
if(TARGET re2::re2)
    target_link_libraries(lintel_regex INTERFACE re2::re2)
    set(LINTEL_STATIC_LIBRARIES OFF)
elseif(RE2_INCLUDE_DIR AND RE2_LIBRARY)
    target_include_directories(lintel_regex SYSTEM INTERFACE ${RE2_INCLUDE_DIR})
    target_link_libraries(lintel_regex INTERFACE ${RE2_LIBRARY} Threads::Threads)
    if(NOT RE2_LIBRARY MATCHES "\\.a$")
        set(LINTEL_STATIC_LIBRARIES OFF)
    endif()
else()
    lintel_download(re2 re2 https://github.com/google/re2/archive/2022-06-01.tar.gz
        f89c61410a072e5cbcf8c27e3a778da7d6fd2f2b5b1445cd4f4508bee946ab0f)
    file(GLOB re2_sources ${re2}/re2/*.cc ${re2}/util/rune.cc ${re2}/util/strutil.cc)
    add_library(lintel_re2_build STATIC ${re2_sources})
    target_compile_features(lintel_re2_build PRIVATE cxx_std_11)
    target_include_directories(lintel_re2_build SYSTEM PUBLIC ${re2})
    target_link_libraries(lintel_re2_build PUBLIC Threads::Threads)
    target_link_libraries(lintel_regex INTERFACE lintel_re2_build)
endif()

# nlohmann/json
add_library(lintel_json INTERFACE)
add_library(lintel::json ALIAS lintel_json)
if(TARGET nlohmann_json::nlohmann_json)
    target_link_libraries(lintel_json INTERFACE nlohmann_json::nlohmann_json)
else()
    lintel_download(json json https://github.com/nlohmann/json/archive/v3.11.2.tar.gz
        d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273)
    target_include_directories(lintel_json SYSTEM INTERFACE ${json}/include)
endif()

# CLI11
add_library(lintel_options INTERFACE)
add_library(lintel::options ALIAS lintel_options)
if(TARGET CLI11::CLI11)
    target_link_libraries(lintel_options INTERFACE CLI11::CLI11)
else()
    lintel_download(cli11 cli11 https://github.com/CLIUtils/CLI11/archive/v2.3.2.tar.gz
        aac0ab42108131ac5d3344a9db0fdf25c4db652296641955720a4fbe52334e22)
    target_include_directories(lintel_options SYSTEM INTERFACE ${cli11}/include)
endif()

# doctest: the installed package says <doctest/doctest.h>, and so does the archive
add_library(lintel_doctest INTERFACE)
add_library(lintel::doctest ALIAS lintel_doctest)
if(TARGET doctest::doctest)
    target_link_libraries(lintel_doctest INTERFACE doctest::doctest)
elseif(LINTEL_TESTS)
    lintel_download(doctest doctest https://github.com/doctest/doctest/archive/v2.4.9.tar.gz
        19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856)
    target_include_directories(lintel_doctest SYSTEM INTERFACE ${doctest})
endif()
