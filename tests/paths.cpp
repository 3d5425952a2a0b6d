#include "paths.h"

namespace lintel {

std::filesystem::path source_directory() { return LINTEL_SOURCE_DIR; }

}  // namespace lintel
