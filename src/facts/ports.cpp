#include "facts/ports.h"

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "model/scenario.h"
#include "model/source.h"

namespace lintel {
namespace {

/// A range whose ends may be unknown; `empty`: no ports at all, as for ICMP.
struct Range {
    std::optional<double> from;
    std::optional<double> to;
    bool empty = false;
};

Range range_of(const Value& ports, Env& env) {
    const Value from = member(ports, "from", env);
    const Value to = member(ports, "to", env);
    if (from.absent() && to.absent()) return {{}, {}, true};
    return {as_number(from), as_number(to), false};
}

/// An item of a list of ports. Nothing if it is neither a number nor says `port` or `from`.
std::optional<Range> listed(const Value& entry, Env& env) {
    if (!entry.is(ValueKind::map)) {
        const auto port = as_number(entry);
        if (!port) return std::nullopt;
        return Range{port, port, false};
    }
    const auto port = as_number(member(entry, "port", env));
    if (port) return Range{port, port, false};
    const auto from = as_number(member(entry, "from", env));
    const auto to = as_number(member(entry, "to", env));
    if (!from) return std::nullopt;
    return Range{from, to ? to : from, false};
}

Truth meets(const Range& range, const Range& entry) {
    if (range.empty) return Truth::no;
    if (range.from && *range.from > *entry.to) return Truth::no;
    if (range.to && *range.to < *entry.from) return Truth::no;
    if (range.from && range.to) return Truth::yes;
    // One end inside the entry is enough: the range holds at least that port.
    const auto inside = [&](const std::optional<double>& port) {
        return port && *port >= *entry.from && *port <= *entry.to;
    };
    return inside(range.from) || inside(range.to) ? Truth::yes : Truth::unknown;
}

std::string words(const Value& entry, const Range& range, Env& env) {
    const std::string ports = *range.from == *range.to ? number_text(*range.from)
                                                       : cat(number_text(*range.from), "-", number_text(*range.to));
    const Value name = entry.is(ValueKind::map) ? member(entry, "name", env) : Value{};
    return name.is(ValueKind::string) ? cat(name.text, " (", ports, ")") : ports;
}

}  // namespace

Truth ports_overlap(const Value& ports, const Value& list, Env& env) {
    if (ports.absent()) return Truth::no;
    if (ports.is(ValueKind::unknown) || list.is(ValueKind::unknown)) return Truth::unknown;
    const Range range = range_of(ports, env);
    Truth overlap = Truth::no;
    for (const Value& entry : items_or_single(list, env)) {
        const auto wanted = listed(entry, env);
        if (!wanted && !entry.known() && !range.empty) overlap = either(overlap, Truth::unknown);
        if (!wanted) continue;
        overlap = either(overlap, meets(range, *wanted));
        if (overlap == Truth::yes) break;
    }
    return overlap;
}

Truth ports_covered(const Value& ports, const Value& list, Env& env) {
    if (ports.absent()) return Truth::no;
    if (ports.is(ValueKind::unknown) || list.is(ValueKind::unknown)) return Truth::unknown;
    const Range range = range_of(ports, env);
    if (range.empty) return Truth::no;
    std::vector<Range> entries;
    Truth otherwise = Truth::no;  // a port of the list that is not known may be any
    for (const Value& entry : items_or_single(list, env)) {
        if (!entry.known()) otherwise = Truth::unknown;
        if (const auto each = listed(entry, env)) entries.push_back(*each);
    }
    // The last port of the run of listed ports that begins with this one; nothing if it is not listed.
    const auto run_from = [&](double port) {
        std::optional<double> last;
        for (bool grown = true; grown;) {
            grown = false;
            for (const Range& entry : entries) {
                const double next = last ? *last + 1 : port;
                if (*entry.from > next || *entry.to < next) continue;
                last = entry.to;
                grown = true;
            }
        }
        return last;
    };
    if (range.from && range.to) {
        const auto last = run_from(*range.from);
        return last && *last >= *range.to ? Truth::yes : otherwise;
    }
    const auto& known = range.from ? range.from : range.to;
    return known && !run_from(*known) ? otherwise : Truth::unknown;
}

Value ports_within(const Value& ports, const Value& list, Env& env) {
    constexpr std::size_t most = 3;
    if (ports.is(ValueKind::unknown)) return unknown_value(ports.text, ports.place);
    if (list.is(ValueKind::unknown)) return unknown_value(list.text, list.place);
    const Range range = ports.absent() ? Range{{}, {}, true} : range_of(ports, env);
    std::vector<std::string> spelled;
    std::size_t found = 0;
    for (const Value& entry : items_or_single(list, env)) {
        const auto wanted = listed(entry, env);
        if (!wanted || meets(range, *wanted) != Truth::yes) continue;
        if (++found <= most) spelled.push_back(words(entry, *wanted, env));
    }
    std::string text = join(spelled, ", ");
    if (found > most) text += cat(" and ", found - most, " more");
    return string_value(env.arena().text(text), ports.place);
}

}  // namespace lintel
