#include "terraform/function_sample.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "base/text.h"
#include "model/source.h"
#include "terraform/function_values.h"
#include "terraform/functions.h"

namespace lintel::test {

class CallReader {
   public:
    CallReader(std::string_view text, FunctionSample& sample) : rest_(text), sample_(sample) {}

    std::string_view word() {
        const std::size_t size = std::min(rest_.find_first_of(" ,:()[]{}"), rest_.size());
        const std::string_view found = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return found;
    }

    void expect(char c) {
        if (!take(c)) throw std::invalid_argument(cat("expected ", c, " at: ", rest_));
    }

    std::vector<Value> values(char end) {
        std::vector<Value> all;
        while (!take(end)) {
            all.push_back(value());
            take(',');
        }
        return all;
    }

   private:
    bool take(char c) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    Value value() {
        if (take('!')) {
            Value secret = value();
            secret.secret = true;
            return secret;
        }
        if (take('\'')) return text();
        if (take('[')) return list();
        if (take('{')) return map();
        if (take('@')) return reference();
        if (take('?')) return unknown();
        return literal(word());
    }

    Value text() {
        std::string out;
        for (;;) {
            if (rest_.empty()) throw std::invalid_argument("a text without an end");
            if (take_quote()) break;
            if (rest_.starts_with('\'')) rest_.remove_prefix(1);
            out += rest_.front() == '~' ? hole : rest_.front();
            rest_.remove_prefix(1);
        }
        Value made = string_value(arena().text(out), {});
        made.partial = out.find(hole) != std::string::npos;
        return made;
    }

    /// The quote that ends a text, not one of two that stand for one.
    bool take_quote() {
        if (!rest_.starts_with('\'') || rest_.starts_with("''")) return false;
        rest_.remove_prefix(1);
        return true;
    }

    Value list() {
        std::vector<Member> members;
        for (const Value& item : values(']')) members.push_back({{}, item});
        return list_value(arena().copy(members), {});
    }

    Value map() {
        std::vector<Member> members;
        while (!take('}')) {
            const std::string_view key = arena().text(word());
            expect(':');
            members.push_back({key, value()});
            take(',');
        }
        return map_value(arena().copy(members), {});
    }

    Value reference() {
        Value made = unknown_value("a reference", {});
        made.resource = &sample_.resource(word());
        return made;
    }

    Value unknown() {
        const bool maybe_absent = take('?');
        Value made = unknown_value(arena().text(word()), {});
        made.maybe_absent = maybe_absent;
        return made;
    }

    Value literal(std::string_view word) {
        if (word == "null") return null_value({});
        if (word == "true" || word == "false") return boolean_value(word == "true", {});
        const auto number = to_number(word);
        if (!number) throw std::invalid_argument(cat("no value: ", word));
        Value made = number_value(*number, {});
        made.text = arena().text(word);
        return made;
    }

    Arena& arena() { return sample_.env().arena(); }

    std::string_view rest_;
    FunctionSample& sample_;
};

Value FunctionSample::value(std::string_view call) {
    CallReader reader(call, *this);
    const TerraformFunction* function = terraform_function(reader.word());
    if (function == nullptr) throw std::invalid_argument(cat("no such function: ", call));
    reader.expect('(');
    const std::vector<Value> arguments = reader.values(')');
    const bool too_many = function->most_arguments != UINT8_MAX && arguments.size() > function->most_arguments;
    if (too_many || arguments.size() < function->least_arguments)
        throw std::invalid_argument(cat("wrong number of arguments: ", call));
    CallContext context{env_, {}};
    for (const Value& argument : arguments) {
        const auto unknown = unknown_within(argument, env_);
        if (unknown && !function->takes_unknown) return unknown_as(*unknown, context);
    }
    return function->call(arguments, context);
}

const Resource& FunctionSample::resource(std::string_view name) {
    for (const Resource& resource : resources_) {
        if (resource.id == name) return resource;
    }
    resources_.emplace_back().id = arena_.text(name);
    return resources_.back();
}

void FunctionSample::told_list(const Value& list, std::string& out) {
    std::string_view between;
    for (const Value& item : items(list, env_)) {
        out += cat(between, told(item));
        between = ", ";
    }
}

void FunctionSample::told_map(const Value& map, std::string& out) {
    std::string_view between;
    for (const Member& member : members(map, env_)) {
        out += cat(between, member.key, ": ", told(member.value));
        between = ", ";
    }
}

std::string FunctionSample::told(const Value& value) {
    std::string out = value.secret ? "!" : "";
    switch (value.kind) {
        case ValueKind::unknown:
            if (value.resource != nullptr) return cat(out, value.maybe_absent ? "@?" : "@", value.resource->id);
            return cat(out, value.maybe_absent ? "??" : "?", value.text);
        case ValueKind::string: {
            out += cat('"', value.text, '"');
            if (value.partial != (value.text.find(hole) != std::string_view::npos)) out += " (wrongly partial)";
            std::replace(out.begin(), out.end(), hole, '~');
            return out;
        }
        case ValueKind::number:
            return cat(out, value.text, to_number(value.text) == value.number ? "" : " (other text)");
        case ValueKind::boolean:
            return out + (value.boolean ? "true" : "false");
        case ValueKind::list:
            out += '[';
            told_list(value, out);
            return out + ']';
        case ValueKind::map:
            out += '{';
            told_map(value, out);
            return out + '}';
        case ValueKind::null:
            return out + "null";
        case ValueKind::absent:
            break;
    }
    return out + "absent";
}

std::string called(std::string_view call) { return FunctionSample().told(call); }

}  // namespace lintel::test
