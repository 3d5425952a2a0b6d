#pragma once

#include <condition_variable>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>

namespace lintel {

/// Tells on a terminal that a run goes on, from one second after it began; the line is gone when this object is.
class Progress {
   public:
    /// Says nothing where `on` is false.
    Progress(std::ostream& terminal, bool on, std::string message);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

   private:
    void tell();

    std::ostream& terminal_;
    std::string message_;
    std::mutex mutex_;
    std::condition_variable done_changed_;
    bool done_ = false;
    std::thread teller_;
};

}  // namespace lintel
