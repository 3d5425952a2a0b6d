#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lintel::bench {

/// What a process cost.
struct Cost {
    double wall_ms = 0;
    double cpu_ms = 0;    ///< user and system time, all threads
    double peak_mb = 0;   ///< largest resident size, in units of 1,000,000 bytes
    int exit_status = 0;  ///< negative: the signal that ended it
};

/// Runs a program with its output thrown away. A child's peak counts from what its parent held when it forked: the
/// benchmark must stay small itself, which is why it does its own heavy work in measure_here.
Cost measure(const std::vector<std::string>& command);

/// The cheapest of several runs: what other work on the machine adds is never negative.
Cost measure_best(int runs, const std::vector<std::string>& command);

/// CPU time in milliseconds of `work`, done in a process of its own after `prepare`, which does not count. The cheapest
/// of several runs of `work`. Nothing if the process failed.
std::optional<double> measure_here(int runs, const std::function<void()>& prepare, const std::function<void()>& work);

}  // namespace lintel::bench
