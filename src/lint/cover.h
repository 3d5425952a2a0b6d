#pragma once

#include <vector>

#include "rules/judge.h"

namespace lintel {

/// Where several rules see the same defect the most telling one speaks: drops the failures of rules that another
/// failing rule covers, at the same subject or culprit, as long as the covering failure holds in every scenario in
/// which the covered one does.
void drop_covered(std::vector<Failure>& failures);

/// Which failures another one covers that stands at the same place, whatever the two are about.
std::vector<bool> covered_at_place(const std::vector<Failure>& failures);

}  // namespace lintel
