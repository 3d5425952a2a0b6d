#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lintel {

/// Bytes of the identifier at the start of `text`, 0 if there is none: a letter or '_', then letters, digits, '_' and
/// '-'. Letters beyond ASCII are told from signs and blanks by ranges that are coarser than Unicode's tables.
std::size_t name_size(std::string_view text);

/// Whether `text` starts with one of the quotation marks that word processors make of straight ones.
bool is_curly_quote(std::string_view text);

/// Appends a Unicode scalar value in UTF-8. False: there is no such character.
bool append_character(std::string& text, std::uint32_t code);

}  // namespace lintel
