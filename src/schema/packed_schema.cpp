#include "schema/packed_schema.h"

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "schema/schema.h"

namespace lintel {
namespace {

using Properties = std::map<std::string_view, std::string_view>;
using Types = std::map<std::string_view, Properties>;

std::optional<Error> add_table(std::string_view text, Types& types) {
    std::size_t number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        line = trim(line);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        const auto [place, is_new] = types.try_emplace(line.substr(0, tab));
        if (tab == std::string_view::npos || !is_new) continue;
        for (const std::string_view pair : split(line.substr(tab + 1), ' ')) {
            const std::size_t colon = pair.find(':');
            if (colon == std::string_view::npos || colon == 0) {
                return Error{cat("line ", number, ": '", pair, "' is not NAME:TYPE")};
            }
            place->second.emplace(pair.substr(0, colon), pair.substr(colon + 1));
        }
    }
    return std::nullopt;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The pieces of a name that recur in other names: "Kms", "Key", "Id"; "kms", "_key", "_id"; "AWS", "::", "EC2".
std::vector<std::string_view> tokens_of(std::string_view word) {
    std::vector<std::string_view> tokens;
    const auto run = [&](std::size_t at, bool (*belongs)(char)) {
        while (at < word.size() && belongs(word[at])) ++at;
        return at;
    };
    for (std::size_t begin = 0; begin < word.size();) {
        std::size_t end = begin + (word[begin] == '_' ? 1 : 0);
        if (end == word.size()) {
            tokens.push_back(word.substr(begin));
            break;
        }
        if (is_upper(word[end])) {
            const std::size_t capitals = run(end, is_upper);
            const bool word_follows = capitals < word.size() && is_lower(word[capitals]);
            if (capitals - end == 1)
                end = run(capitals, is_lower);
            else
                end = word_follows ? capitals - 1 : capitals;
        } else if (is_lower(word[end])) {
            end = run(end, is_lower);
        } else if (is_digit(word[end])) {
            end = run(end, is_digit);
        } else {
            end += word.substr(end, 2) == "::" ? 2U : 1U;
        }
        end = std::min(end, begin + 255);  // its length is one byte
        tokens.push_back(word.substr(begin, end - begin));
        begin = end;
    }
    return tokens;
}

std::string fixed(std::uint32_t number, unsigned bytes) {
    std::string out;
    for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xffU);
    return out;
}

void put_varint(std::string& out, std::size_t number) {
    for (; number >= 0x80; number >>= 7U) out += static_cast<char>((number & 0x7fU) | 0x80U);
    out += static_cast<char>(number);
}

std::string header_bytes(const PackedHeader& header) {
    std::string out;
    for (const std::uint32_t number : std::bit_cast<PackedHeaderNumbers>(header)) out += fixed(number, 4);
    return out;
}

/// Things by how often they are used: what is used most has the smallest number.
template <typename Key>
class Ranking {
   public:
    void use(const Key& key) { ++uses_[key]; }
    /// Those for which `first` holds come before all others.
    template <typename First>
    void rank(First first) {
        for (const auto& [key, count] : uses_) ranked_.push_back(key);
        std::stable_sort(ranked_.begin(), ranked_.end(), [&](const Key& a, const Key& b) {
            return std::pair(!first(a), -uses_[a]) < std::pair(!first(b), -uses_[b]);
        });
        for (std::size_t i = 0; i < ranked_.size(); ++i) numbers_.emplace(ranked_[i], i);
    }
    std::size_t number(const Key& key) const { return numbers_.at(key); }
    const std::vector<Key>& ranked() const { return ranked_; }

   private:
    std::map<Key, long> uses_;
    std::map<Key, std::size_t> numbers_;
    std::vector<Key> ranked_;
};

class Packer {
   public:
    explicit Packer(Types types) : types_(std::move(types)) {}

    std::string run() {
        collect();
        number_words();
        forms_.rank([](const WrittenForm& form) { return form.holds_block; });
        for (const auto& [name, definitions] : roots_) roots_out_.emplace_back(name, record(name, definitions));
        return assemble();
    }

   private:
    /// A form as a text that is the same for all properties which have it: "list(@)" is a list of blocks, ".Rule" a
    /// definition of the root.
    struct WrittenForm {
        std::string text;
        bool holds_block = false;
        friend auto operator<=>(const WrittenForm&, const WrittenForm&) = default;
    };

    static std::string_view inside(std::string_view type) {
        while (type.ends_with(')') && (type.starts_with("list(") || type.starts_with("map("))) {
            const std::size_t open = type.find('(');
            type = type.substr(open + 1, type.size() - open - 2);
        }
        return type;
    }

    /// Whether a type is a block: the property of the same name holds it in the type that its name begins with.
    bool is_block(std::string_view type) const {
        const std::size_t dot = type.rfind('.');
        if (dot == std::string_view::npos) return false;
        const auto owner = types_.find(type.substr(0, dot));
        if (owner == types_.end()) return false;
        const auto property = owner->second.find(type.substr(dot + 1));
        return property != owner->second.end() && inside(property->second) == type;
    }

    /// The shortest beginning of the name that is a type: "AWS::S3::Bucket", "data.aws_iam_policy_document".
    std::string_view root_of(std::string_view type) const {
        for (std::size_t dot = type.find('.'); dot != std::string_view::npos; dot = type.find('.', dot + 1)) {
            if (types_.contains(type.substr(0, dot))) return type.substr(0, dot);
        }
        return type;
    }

    WrittenForm form_of(std::string_view type, std::string_view property, std::string_view value_type) const {
        const std::string_view name = inside(value_type);
        const std::string_view root = root_of(type);
        std::string seen(name);
        const bool block = name == cat(type, ".", property) && types_.contains(name);
        if (block) {
            seen = "@";
        } else if (name.starts_with(cat(root, "."))) {
            seen = name.substr(root.size());
        }
        const auto before = static_cast<std::size_t>(name.data() - value_type.data());
        return {cat(value_type.substr(0, before), seen, value_type.substr(before + name.size())), block};
    }

    void use_form(const WrittenForm& form) {
        forms_.use(form);
        const std::string_view text = form.text;
        if (text.ends_with(')') && (text.starts_with("list(") || text.starts_with("map("))) {
            const std::size_t open = text.find('(');
            use_form({std::string(text.substr(open + 1, text.size() - open - 2)), form.holds_block});
        } else if (text != "@") {
            words_.insert(std::string(text.substr(text.starts_with('.') ? 1 : 0)));
        }
    }

    void collect() {
        for (const auto& [type, properties] : types_) {
            const std::string_view root = root_of(type);
            if (root == type) {
                roots_.try_emplace(type);
                words_.insert(std::string(type));
            } else if (!is_block(type)) {
                const std::string_view definition = type.substr(root.size() + 1);
                roots_[root].insert(definition);
                words_.insert(std::string(definition));
            }
            for (const auto& [property, value_type] : properties) {
                words_.insert(std::string(property));
                use_form(form_of(type, property, value_type));
            }
        }
    }

    void number_words() {
        std::vector<std::string_view> before;
        for (const std::string& word : words_) {
            if (word_numbers_.size() % packed_block == 0) before.clear();
            word_numbers_.emplace(word, word_numbers_.size());
            const std::vector<std::string_view> tokens = tokens_of(word);
            const auto [own, end] = std::mismatch(tokens.begin(), tokens.end(), before.begin(), before.end());
            const auto shared = std::min<std::size_t>(15, static_cast<std::size_t>(own - tokens.begin()));
            own_tokens_.push_back({shared, {tokens.begin() + static_cast<std::ptrdiff_t>(shared), tokens.end()}});
            for (const std::string_view token : own_tokens_.back().second) tokens_.use(token);
            before = tokens;
        }
        tokens_.rank([](std::string_view) { return false; });
    }

    /// Where the body of a type lies, which is written if no type before had the same.
    std::size_t body(std::string_view type) {
        const Properties& properties = types_.find(type)->second;
        std::string bytes;
        put_varint(bytes, properties.size());
        std::size_t before = 0;
        for (const auto& [property, value_type] : properties) {
            const WrittenForm form = form_of(type, property, value_type);
            const std::size_t word = word_numbers_.find(property)->second;
            put_varint(bytes, word - before);
            put_varint(bytes, forms_.number(form));
            if (form.holds_block) put_varint(bytes, body(inside(value_type)));
            before = word;
        }
        const auto [known, is_new] = body_places_.try_emplace(bytes, bodies_.size());
        if (is_new) bodies_ += bytes;
        return known->second;
    }

    std::size_t record(std::string_view root, const std::set<std::string_view>& definitions) {
        std::string bytes;
        put_varint(bytes, body(root));
        put_varint(bytes, definitions.size());
        std::size_t before = 0;
        for (const std::string_view definition : definitions) {
            const std::size_t word = word_numbers_.find(definition)->second;
            put_varint(bytes, word - before);
            put_varint(bytes, body(cat(root, ".", definition)));
            before = word;
        }
        const std::size_t place = records_.size();
        records_ += bytes;
        return place;
    }

    std::string token_bytes(std::size_t i) const {
        const std::string_view token = tokens_.ranked()[i];
        return cat(fixed(static_cast<std::uint32_t>(token.size()), 1), token);
    }

    std::string word_bytes(std::size_t i) const {
        const auto& [shared, own] = own_tokens_[i];
        const std::size_t few = std::min<std::size_t>(15, own.size());
        std::string bytes = fixed(static_cast<std::uint32_t>(shared << 4U | few), 1);
        if (few == 15) put_varint(bytes, own.size() - few);
        for (const std::string_view token : own) put_varint(bytes, tokens_.number(token));
        return bytes;
    }

    std::string form_bytes(std::size_t i) const {
        const WrittenForm& form = forms_.ranked()[i];
        const std::string_view text = form.text;
        const auto kind = [](PackedForm packed) { return fixed(static_cast<std::uint32_t>(packed), 1); };
        if (text == "@") return kind(PackedForm::block);
        std::string bytes;
        const bool list = text.starts_with("list(");
        if (text.ends_with(')') && (list || text.starts_with("map("))) {
            const std::size_t open = text.find('(');
            bytes = kind(list ? PackedForm::list : PackedForm::map);
            put_varint(bytes,
                       forms_.number({std::string(text.substr(open + 1, text.size() - open - 2)), form.holds_block}));
            return bytes;
        }
        const bool own = text.starts_with('.');
        bytes = kind(own ? PackedForm::definition : PackedForm::name);
        put_varint(bytes, word_numbers_.find(text.substr(own ? 1 : 0))->second);
        return bytes;
    }

    /// An index and what it is of, behind what was written so far.
    template <typename Bytes>
    static void put_indexed(std::string& out, std::size_t count, std::size_t block, Bytes bytes_of) {
        const std::size_t blocks = (count + block - 1) / block;
        const std::size_t start = out.size() + 4 * blocks;
        std::string items;
        for (std::size_t i = 0; i < count; ++i) {
            if (i % block == 0) out += fixed(static_cast<std::uint32_t>(start + items.size()), 4);
            items += bytes_of(i);
        }
        out += items;
    }

    std::string assemble() {
        PackedHeader header;
        std::string out(packed_header_bytes, '\0');
        const auto here = [&] { return static_cast<std::uint32_t>(out.size()); };
        header.tokens = static_cast<std::uint32_t>(tokens_.ranked().size());
        header.words = static_cast<std::uint32_t>(own_tokens_.size());
        header.forms = static_cast<std::uint32_t>(forms_.ranked().size());
        for (const WrittenForm& form : forms_.ranked()) header.block_forms += form.holds_block ? 1 : 0;
        header.roots = static_cast<std::uint32_t>(roots_out_.size());
        header.token_index = here();
        put_indexed(out, header.tokens, packed_token_block, [&](std::size_t i) { return token_bytes(i); });
        header.word_index = here();
        put_indexed(out, header.words, packed_block, [&](std::size_t i) { return word_bytes(i); });
        header.form_index = here();
        put_indexed(out, header.forms, packed_block, [&](std::size_t i) { return form_bytes(i); });
        header.root_table = here();
        for (const auto& [name, record] : roots_out_) {
            out += fixed(static_cast<std::uint32_t>(word_numbers_.find(name)->second), 3);
            out += fixed(static_cast<std::uint32_t>(record), 3);
        }
        header.bodies = here();
        out += bodies_;
        header.records = here();
        out += records_;
        out.replace(0, packed_header_bytes, header_bytes(header));
        return out;
    }

    Types types_;
    std::map<std::string_view, std::set<std::string_view>> roots_;  ///< with their definitions
    std::set<std::string> words_;
    std::map<std::string, std::size_t, std::less<>> word_numbers_;
    std::vector<std::pair<std::size_t, std::vector<std::string_view>>> own_tokens_;  ///< of each word: shared, own
    Ranking<std::string_view> tokens_;
    Ranking<WrittenForm> forms_;
    std::map<std::string, std::size_t> body_places_;
    std::vector<std::pair<std::string_view, std::size_t>> roots_out_;
    std::string bodies_;
    std::string records_;
};

}  // namespace

Result<std::string> pack_schema(std::span<const std::string_view> tables) {
    Types types;
    for (const std::string_view table : tables) {
        if (auto error = add_table(table, types)) return std::move(*error);
    }
    return Packer(std::move(types)).run();
}

// Here, because the program, which reads no tables, then carries nothing of this file.
Result<Schema> Schema::read(std::span<const std::string_view> tables) {
    Result<std::string> packed = pack_schema(tables);
    if (!packed) return packed.error();
    const auto owned = std::make_shared<const std::string>(std::move(*packed));
    Schema schema(*owned);
    schema.owned_ = owned;
    return schema;
}

}  // namespace lintel
