#pragma once

#include <exception>

#include "lint/finding.h"
#include "lint/locate.h"
#include "rules/judge.h"

namespace lintel {

/// A failure as it is told, about a resource (an empty name: what stands outside all of them).
Finding make_finding(const Failure& failure, const Locator& locator, ResourceName resource);

/// A rule that broke, which must not take the rest of the run with it.
FileError internal_error(const Rule& rule, const Location& place, const std::exception& error);

}  // namespace lintel
