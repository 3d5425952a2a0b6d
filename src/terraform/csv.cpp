#include "terraform/csv.h"

#include <utility>

namespace lintel {
namespace {

class CsvReader {
   public:
    explicit CsvReader(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }

    /// Passes over a line end, if one is there.
    bool take_line_end() {
        const std::size_t size = rest_.starts_with("\r\n") ? 2 : rest_.starts_with('\n') ? 1 : 0;
        rest_.remove_prefix(size);
        return size > 0;
    }

    /// The fields up to the line end; false if they are malformed.
    bool read_row(std::vector<std::string>& row) {
        for (;;) {
            row.emplace_back();
            if (!read_field(row.back())) return false;
            if (at_end() || take_line_end()) return true;
            rest_.remove_prefix(1);  // the comma
        }
    }

   private:
    bool at_field_end() const {
        return at_end() || rest_.starts_with(',') || rest_.starts_with('\n') || rest_.starts_with("\r\n");
    }

    bool read_field(std::string& field) {
        if (rest_.starts_with('"')) return read_quoted(field);
        while (!at_field_end()) {
            if (rest_.front() == '"') return false;
            field += rest_.front();
            rest_.remove_prefix(1);
        }
        return true;
    }

    bool read_quoted(std::string& field) {
        rest_.remove_prefix(1);
        while (!at_end()) {
            const bool is_pair = rest_.starts_with("\"\"");  // stands for one
            if (rest_.front() == '"' && !is_pair) {
                rest_.remove_prefix(1);
                return at_field_end();
            }
            if (is_pair || rest_.starts_with("\r\n")) rest_.remove_prefix(1);
            field += rest_.front();
            rest_.remove_prefix(1);
        }
        return false;
    }

    std::string_view rest_;
};

}  // namespace

std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view text) {
    CsvReader reader(text);
    std::vector<std::vector<std::string>> rows;
    while (!reader.at_end()) {
        if (reader.take_line_end()) continue;
        std::vector<std::string> row;
        if (!reader.read_row(row)) return std::nullopt;
        if (!rows.empty() && row.size() != rows.front().size()) return std::nullopt;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace lintel
