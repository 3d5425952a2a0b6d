#include "facts/paths.h"

#include "facts/build.h"

namespace lintel {
namespace {

class Walk {
   public:
    Walk(AtPath& found, Env& env) : found_(found), env_(env) {}

    void follow(const Value& parent, const Looked& looked, std::string_view path) {
        const Value& value = looked.value;
        if (path.empty() || !value.is(ValueKind::map)) {
            const bool ends_early = !path.empty() && !value.is(ValueKind::unknown);
            found_.values.push_back(
                {ends_early ? absent_value(value.place) : value, parent, looked.undecided, looked.needed});
            return;
        }
        const std::size_t dot = path.find('.');
        std::string_view step = path.substr(0, dot);
        const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        const bool list = step.ends_with("[]");
        if (list) step.remove_suffix(2);
        const Looked next = watched(env_, [&] { return member(value, step, env_); });
        // Only in front of a list can a condition change how many values there are.
        if (path.find("[]") != std::string_view::npos && next.undecided) undecided(next.value);
        if (!list || !next.value.is(ValueKind::list)) {
            follow(value, next, rest);
            return;
        }
        for (std::uint32_t i = 0; i < next.value.count; ++i) {
            follow(value, watched(env_, [&] { return item(next.value, i, env_); }), rest);
        }
    }

   private:
    void undecided(const Value& value) {
        if (found_.undecided.absent()) found_.undecided = unknown_value(value.text, value.place);
    }

    AtPath& found_;
    Env& env_;
};

}  // namespace

AtPath at_path(const Value& from, std::string_view path, Env& env) {
    AtPath found;
    Walk(found, env).follow(from, {from, false, {}}, path);
    return found;
}

}  // namespace lintel
