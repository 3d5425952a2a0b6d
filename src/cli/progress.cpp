#include "cli/progress.h"

#include <chrono>
#include <utility>

namespace lintel {

Progress::Progress(std::ostream& terminal, bool on, std::string message)
    : terminal_(terminal), message_(std::move(message)) {
    if (on) teller_ = std::thread([this] { tell(); });
}

Progress::~Progress() {
    if (!teller_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        done_ = true;
    }
    done_changed_.notify_one();
    teller_.join();
}

void Progress::tell() {
    constexpr std::string_view erase_line = "\r\x1b[K";  // ECMA-48, "erase in line"
    int seconds = 0;
    std::unique_lock lock(mutex_);
    while (!done_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return done_; })) {
        ++seconds;
        terminal_ << erase_line << message_ << " (" << seconds << " s)" << std::flush;
    }
    if (seconds > 0) terminal_ << erase_line << std::flush;
}

}  // namespace lintel
