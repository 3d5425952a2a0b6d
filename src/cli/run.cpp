#include "cli/run.h"

#include <array>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <poll.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/commands.h"

namespace lintel {
namespace {

struct Command {
    std::string_view name;
    std::string_view summary;
    int (*run)(const std::vector<std::string>& arguments, Console& console);
};

constexpr std::array commands{
    Command{"check", "judge files or directories", check_command},
    Command{"explain", "show a rule's page: why it matters, what to do, what it cannot see", explain_command},
    Command{"practices", "list what the source documents recommend, and what answers it", practices_command},
    Command{"rules", "list the rules", rules_command},
    Command{"test", "prove the rules of a pack by their fixtures", test_command},
    Command{"version", "show the version", version_command},
};

std::string help_text() {
    std::string out =
        "lintel finds security mistakes in infrastructure as code.\n"
        "\n"
        "Usage: lintel COMMAND [OPTIONS]\n"
        "\n"
        "Commands:\n";
    constexpr std::size_t name_width = 10;
    for (const Command& command : commands) {
        out += cat("  ", command.name, std::string(name_width - command.name.size(), ' '), command.summary, "\n");
    }
    return out + "\n'lintel COMMAND --help' shows the options of a command.\n";
}

int unknown_command(std::string_view name, Console& console) {
    std::vector<std::string_view> names;
    for (const Command& command : commands) names.push_back(command.name);
    const std::optional<std::string_view> meant = nearest(name, names);
    const bool option = name.substr(0, 1) == "-";
    console.err << "lintel: there is no " << (option ? "option" : "command") << " '" << name << "'"
                << (meant && !option ? cat("; did you mean '", *meant, "'?") : std::string(".")) << "\n"
                << "'lintel --help' lists the commands.\n";
    return exit_usage;
}

int dispatch(const std::vector<std::string>& arguments, Console& console) {
    if (arguments.empty()) {
        console.err << help_text();
        return exit_usage;
    }
    const std::string& name = arguments.front();
    if (name == "--help" || name == "-h" || name == "help") {
        console.out << help_text();
        return exit_clean;
    }
    if (name == "--version") return version_command({}, console);
    for (const Command& command : commands) {
        if (command.name == name) return command.run({arguments.begin() + 1, arguments.end()}, console);
    }
    return unknown_command(name, console);
}

/// Whether whoever read our standard output has seen enough and gone (`| head`): no reason to complain.
bool reader_is_gone(const Console& console) {
    pollfd out{STDOUT_FILENO, POLLOUT, 0};
    return &console.out == &std::cout && poll(&out, 1, 0) > 0 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

int finish(int status, Console& console) {
    console.out.flush();
    if (console.out || reader_is_gone(console)) return status;
    console.err << "lintel: standard output cannot be written.\n";
    return exit_usage;
}

}  // namespace

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err) {
    Console console{in, out, err, &out == &std::cout && isatty(STDOUT_FILENO) != 0,
                    &err == &std::cerr && isatty(STDERR_FILENO) != 0};
    try {
        const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
        return finish(dispatch(arguments, console), console);
    } catch (const std::exception& error) {
        err << "lintel: internal error: " << error.what() << "\n";
        return exit_unreadable;
    }
}

}  // namespace lintel
