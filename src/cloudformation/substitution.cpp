#include "cloudformation/substitution.h"

namespace lintel {

bool SubReader::next(SubPiece& piece) {
    if (at_ >= text_.size()) return false;
    std::size_t open = text_.find("${", at_);
    // Without an end the rest is literal.
    const std::size_t close = open == std::string_view::npos ? open : text_.find('}', open);
    if (close == std::string_view::npos) open = text_.size();

    if (open > at_) {
        piece = {text_.substr(at_, open - at_)};
        at_ = open;
        return true;
    }
    const std::string_view name = text_.substr(open + 2, close - open - 2);
    if (!name.starts_with('!')) {
        piece = {name, true, open == 0 && close + 1 == text_.size()};
        at_ = close + 1;
        return true;
    }
    // Without its exclamation mark: the "${" now, and the rest as the literal text behind it.
    piece = {text_.substr(open, 2)};
    at_ = open + 3;
    return true;
}

bool SubReader::next_variable(std::string_view& name) {
    SubPiece piece;
    while (next(piece)) {
        if (!piece.variable) continue;
        name = piece.text;
        return true;
    }
    return false;
}

}  // namespace lintel
