#include <vector>

#include "facts/tables.h"

namespace lintel {
namespace {

template <typename T>
void append(std::vector<T>& all, std::span<const T> some) {
    all.insert(all.end(), some.begin(), some.end());
}

std::vector<Fact> joined_facts() {
    std::vector<Fact> all;
    append(all, resource_facts());
    append(all, output_facts());
    append(all, image_facts());
    append(all, statement_facts());
    append(all, permission_facts());
    append(all, reaching_facts());
    append(all, network_facts());
    append(all, group_member_facts());
    append(all, network_acl_facts());
    append(all, internet_path_facts());
    append(all, credential_facts());
    append(all, setting_facts());
    append(all, access_key_facts());
    append(all, written_secret_facts());
    append(all, key_literal_facts());
    return all;
}

std::vector<Record> joined_records() {
    std::vector<Record> all;
    append(all, statement_records());
    append(all, permission_records());
    append(all, network_records());
    append(all, internet_path_records());
    append(all, credential_records());
    append(all, setting_records());
    append(all, access_key_records());
    append(all, key_literal_records());
    return all;
}

}  // namespace

std::span<const Fact> all_facts() {
    static const std::vector<Fact> facts = joined_facts();
    return facts;
}

std::span<const Record> all_records() {
    static const std::vector<Record> records = joined_records();
    return records;
}

}  // namespace lintel
