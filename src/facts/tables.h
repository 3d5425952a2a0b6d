#pragma once

#include <span>

#include "facts/fact.h"

namespace lintel {

// What each file of this room gives; registry.cpp joins them.
std::span<const Fact> resource_facts();
std::span<const Fact> output_facts();
std::span<const Fact> image_facts();
std::span<const Fact> statement_facts();
std::span<const Record> statement_records();
std::span<const Fact> permission_facts();
std::span<const Record> permission_records();
std::span<const Fact> reaching_facts();
std::span<const Fact> network_facts();
std::span<const Record> network_records();
std::span<const Fact> group_member_facts();
std::span<const Fact> network_acl_facts();
std::span<const Fact> internet_path_facts();
std::span<const Record> internet_path_records();
std::span<const Fact> credential_facts();
std::span<const Record> credential_records();
std::span<const Fact> access_key_facts();
std::span<const Record> access_key_records();
std::span<const Fact> written_secret_facts();
std::span<const Fact> setting_facts();
std::span<const Record> setting_records();
std::span<const Fact> key_literal_facts();
std::span<const Record> key_literal_records();

}  // namespace lintel
