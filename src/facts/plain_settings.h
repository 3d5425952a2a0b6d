#pragma once

#include <string_view>

#include "model/value.h"

namespace lintel {

/// The node at or below a place whose text has this part; the place itself where none has.
Place place_of(std::string_view part, Place place);

/// Whether a text of a value stands in the input, where the value is written or where it comes from (a default), rather
/// than being given or read back when the input was made.
bool is_written_out(std::string_view part, const Value& value);

/// Whether what a property of a type holds, or a part of it, is kept and shown as plain text, so that no secret belongs
/// there. `property` is one of the type's own ("Environment").
bool is_plain_setting(std::string_view type, std::string_view property);

}  // namespace lintel
