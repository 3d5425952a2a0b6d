#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "model/graph.h"

namespace lintel {

/// All that one run sees, taken as one account: the graphs of its inputs, which must outlive it.
class Account {
   public:
    explicit Account(std::vector<const Graph*> graphs);

    std::span<const Graph* const> graphs() const { return graphs_; }
    /// The graph that a place lies in; null for a place in none.
    const Graph* graph_of(Place place) const;

    std::vector<Unseen> unseen;  ///< what may hold resources that none of the graphs has
    bool terraform = false;      ///< whether an input is in Terraform, which has types that CloudFormation lacks

   private:
    std::vector<const Graph*> graphs_;
    std::unordered_map<const Source*, const Graph*> by_source_;
};

}  // namespace lintel
