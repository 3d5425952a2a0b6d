#include "model/account.h"

#include <utility>

namespace lintel {

Account::Account(std::vector<const Graph*> graphs) : graphs_(std::move(graphs)) {
    for (const Graph* graph : graphs_) {
        for (const auto& source : graph->sources) by_source_.emplace(source.get(), graph);
    }
}

const Graph* Account::graph_of(Place place) const {
    const auto found = by_source_.find(place.source);
    return found == by_source_.end() ? nullptr : found->second;
}

}  // namespace lintel
