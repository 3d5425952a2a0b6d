#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/check.h"
#include "packs/rulebook.h"

namespace lintel {

/// A sentence about a file of a pack, or about a line of it.
struct PackRemark {
    std::string file;
    std::uint32_t line = 0;  ///< from 1; 0: the file as a whole
    std::string message;
};

/// How the rules of a pack stand to its fixtures.
struct PackProof {
    std::size_t rules = 0;
    std::size_t proved = 0;  ///< rules that say what all of their fixtures show, of which one fails and one passes
    std::size_t fixtures = 0;
    std::vector<PackRemark> disproofs;  ///< why the others are not; fixtures of no rule
    std::vector<PackRemark> notes;      ///< what is worth knowing and nobody's mistake
};

/// Proves each rule of a pack by DIRECTORY/fixtures/FAMILY/NAME. All rules of the rulebook take part: one that covers
/// another silences it. `options` gives the date.
PackProof prove_pack(const std::string& directory, const Rulebook& rulebook, const CheckOptions& options);

}  // namespace lintel
