// Stands in for libFuzzer where there is none:  fuzz_NAME [-runs=N] [-seed=N] [FILE|DIRECTORY]...
//
// Runs every file it is given, then N mutations of them, the same ones on every machine. An input that brings the
// target down is written to ./crash-input, so that `fuzz_NAME crash-input` shows it again. An input that takes longer
// than ten seconds counts as one that does.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
extern "C" void __sanitizer_set_death_callback(void (*callback)());
#endif

namespace {

namespace fs = std::filesystem;

constexpr unsigned seconds_per_input = 10;
constexpr std::size_t largest_input = std::size_t{1} << 16U;

/// The input that is being run; plain memory, for a signal handler to write.
const char* current_data = nullptr;
std::size_t current_size = 0;

void keep_current_input() {
    const int file = ::open("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0) return;
    std::size_t written = 0;
    while (written < current_size) {
        const ssize_t count = ::write(file, current_data + written, current_size - written);
        if (count <= 0) break;
        written += static_cast<std::size_t>(count);
    }
    ::close(file);
    constexpr std::string_view message = "The input that did it is in ./crash-input\n";
    [[maybe_unused]] const ssize_t shown = ::write(STDERR_FILENO, message.data(), message.size());
}

extern "C" void on_fatal_signal(int signal) {
    keep_current_input();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watch_for_crashes() {
    std::signal(SIGALRM, on_fatal_signal);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    __sanitizer_set_death_callback(keep_current_input);
    std::signal(SIGABRT, on_fatal_signal);
#else
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) std::signal(signal, on_fatal_signal);
#endif
}

void run(const std::string& input) {
    current_data = input.data();
    current_size = input.size();
    ::alarm(seconds_per_input);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    ::alarm(0);
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The files below the paths, in the same order everywhere.
std::vector<std::string> read_seeds(const std::vector<fs::path>& paths) {
    std::vector<fs::path> files;
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds;
    for (const fs::path& file : files) seeds.push_back(content(file));
    return seeds;
}

/// Chooses how to spoil an input. Uses the generator's bare numbers: the standard's distributions differ between
/// libraries.
class Mutator {
   public:
    Mutator(const std::vector<std::string>& seeds, std::uint64_t seed) : seeds_(seeds), random_(seed) {}

    std::string next() {
        std::string text = seeds_.empty() ? std::string() : seeds_[below(seeds_.size())];
        for (std::size_t steps = 1 + below(6); steps > 0; --steps) mutate(text);
        if (text.size() > largest_input) text.resize(largest_input);
        return text;
    }

   private:
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(random_() % limit); }

    void mutate(std::string& text) {
        static constexpr char bytes[] =
            "{}[]()\"'\\:,#&*!|>-?%@`~=<.$/ \t\r\n\x04\x7f\x80\xc3\xed\xef\xff";  // and the NUL
        static constexpr std::string_view words[] = {
            "Fn::Sub", "Ref",  "!If ",         "!GetAtt ", "<<: *a", "&a ",     "*a",      "\n---\n",
            "\n- ",    ": ",   "{\"a\":",      "[[[[",     "{a: ",   "\\u0000", "\\ud800", "1e999",
            "null",    "true", "\xef\xbb\xbf", "${",       "}",      "|2-\n",   "? ",
        };
        const std::size_t at = below(text.size() + 1);
        const std::size_t count = below(std::min<std::size_t>(text.size() - at, 64) + 1);
        switch (below(8)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(text[at] ^ static_cast<char>(1U << below(8)));
                break;
            case 1:
                text.insert(at, 1, bytes[below(std::size(bytes))]);
                break;
            case 2:
                text.erase(at, count);
                break;
            case 3:
                text.insert(below(text.size() + 1), text.substr(at, count));
                break;
            case 4:
                text.insert(at, words[below(std::size(words))]);
                break;
            case 5:
                text.resize(at);
                break;
            case 6:
                if (at < text.size()) text[at] = bytes[below(std::size(bytes))];
                break;
            default:
                if (!seeds_.empty()) {
                    const std::string& other = seeds_[below(seeds_.size())];
                    text.replace(at, std::string::npos, other.substr(below(other.size() + 1)));
                }
                break;
        }
    }

    const std::vector<std::string>& seeds_;
    std::mt19937_64 random_;
};

std::optional<std::uint64_t> option(std::string_view argument, std::string_view name) {
    if (argument.substr(0, name.size()) != name) return std::nullopt;
    argument.remove_prefix(name.size());
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(argument.data(), argument.data() + argument.size(), number);
    if (error != std::errc() || end != argument.data() + argument.size()) return std::nullopt;
    return number;
}

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t runs = 0;
    std::uint64_t seed = 1;
    std::vector<fs::path> paths;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (const auto number = option(argument, "-runs=")) {
            runs = *number;
        } else if (const auto start = option(argument, "-seed=")) {
            seed = *start;
        } else if (fs::exists(argument)) {
            paths.emplace_back(argument);
        } else {
            std::fprintf(stderr, "usage: %s [-runs=N] [-seed=N] [FILE|DIRECTORY]...\nNo such file: %s\n", argv[0],
                         argv[i]);
            return 2;
        }
    }

    watch_for_crashes();
    const std::vector<std::string> seeds = read_seeds(paths);
    for (const std::string& input : seeds) run(input);
    Mutator mutator(seeds, seed);
    for (std::uint64_t i = 0; i < runs; ++i) run(mutator.next());
    std::printf("%zu seeds and %llu mutations of them: nothing broke\n", seeds.size(),
                static_cast<unsigned long long>(runs));
    return 0;
}
