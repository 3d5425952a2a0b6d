#include "process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace lintel::bench {

namespace {

double milliseconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

double cpu_of(const rusage& usage) { return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime); }

double own_cpu() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return cpu_of(usage);
}

/// Linux counts in KiB, macOS in bytes (getrusage(2) of each).
double peak_of(const rusage& usage) {
#ifdef __APPLE__
    return static_cast<double>(usage.ru_maxrss) / 1e6;
#else
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
#endif
}

[[noreturn]] void become(const std::vector<std::string>& command) {
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

}  // namespace

Cost measure(const std::vector<std::string>& command) {
    const auto began = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) become(command);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    Cost cost;
    cost.wall_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    cost.cpu_ms = cpu_of(usage);
    cost.peak_mb = peak_of(usage);
    cost.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return cost;
}

Cost measure_best(int runs, const std::vector<std::string>& command) {
    Cost best = measure(command);
    for (int i = 1; i < runs; ++i) {
        const Cost cost = measure(command);
        best.wall_ms = std::min(best.wall_ms, cost.wall_ms);
        best.cpu_ms = std::min(best.cpu_ms, cost.cpu_ms);
        best.peak_mb = std::max(best.peak_mb, cost.peak_mb);
        best.exit_status = std::max(best.exit_status, cost.exit_status);
    }
    return best;
}

std::optional<double> measure_here(int runs, const std::function<void()>& prepare, const std::function<void()>& work) {
    int ends[2];
    if (::pipe(ends) != 0) return std::nullopt;
    const pid_t child = ::fork();
    if (child == 0) {
        prepare();
        double best = 0;
        for (int i = 0; i < runs; ++i) {
            const double began = own_cpu();
            work();
            const double cost = own_cpu() - began;
            if (i == 0 || cost < best) best = cost;
        }
        const bool told = ::write(ends[1], &best, sizeof best) == sizeof best;
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    double best = 0;
    const bool heard = ::read(ends[0], &best, sizeof best) == sizeof best;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!heard || status != 0) return std::nullopt;
    return best;
}

}  // namespace lintel::bench
