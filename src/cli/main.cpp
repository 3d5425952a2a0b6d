#include <csignal>
#include <iostream>

#include "cli/run.h"

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is then an error of the stream
    std::ios::sync_with_stdio(false);
    return lintel::run(argc, argv, std::cin, std::cout, std::cerr);
}
