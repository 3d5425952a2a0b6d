#pragma once

#include <cstddef>
#include <string_view>

namespace lintel {

/// A piece of the text of Fn::Sub.
struct SubPiece {
    std::string_view text;  ///< literal text, or the variable's name
    bool variable = false;
    bool whole = false;  ///< the variable is all there is
};

/// Takes the text of Fn::Sub apart: "${Name}" is a variable, "${!Name}" stands for the text "${Name}".
class SubReader {
   public:
    explicit SubReader(std::string_view text) : text_(text) {}

    /// False at the end.
    bool next(SubPiece& piece);
    /// The next variable, literal text passed over. False at the end.
    bool next_variable(std::string_view& name);

   private:
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace lintel
