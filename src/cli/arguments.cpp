#include "cli/arguments.h"

#include <string_view>

#include "base/text.h"

namespace lintel {
namespace {

std::string unknown_argument(CLI::App& app, const std::string& argument) {
    if (argument.substr(0, 1) != "-") return cat("'", argument, "' is one argument too many.");
    const std::string name = argument.substr(0, argument.find('='));
    std::vector<std::string> known;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& one : option->get_lnames()) known.push_back("--" + one);
    }
    const std::optional<std::string_view> meant = nearest(name, {known.begin(), known.end()});
    return cat("there is no option '", name, "'", meant ? cat("; did you mean '", *meant, "'?") : std::string("."));
}

/// CLI11's messages are sentences without a full stop.
std::string sentence(std::string message) {
    message = std::string(trim(message));
    if (!message.empty() && message.back() != '.') message += '.';
    return message;
}

}  // namespace

int wrong_usage(const std::string& command, const std::string& message, Console& console) {
    console.err << command << ": " << message << "\n'" << command << " --help' shows the options.\n";
    return exit_usage;
}

std::optional<int> read_arguments(CLI::App& app, const std::vector<std::string>& arguments, Console& console) {
    try {
        app.set_help_flag("-h,--help", "show this help");
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
        return std::nullopt;
    } catch (const CLI::CallForHelp&) {
        console.out << app.help();
        return exit_clean;
    } catch (const CLI::ExtrasError& error) {
        const std::vector<std::string> extras = app.remaining();
        return wrong_usage(app.get_name(),
                           extras.empty() ? sentence(error.what()) : unknown_argument(app, extras.front()), console);
    } catch (const CLI::Error& error) {
        return wrong_usage(app.get_name(), sentence(error.what()), console);
    }
}

}  // namespace lintel
