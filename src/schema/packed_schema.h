#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lintel {

// A schema is kept packed, as one string of bytes that is looked into where it lies: the program holds that of all AWS
// as constant data, and whoever needs none of it pays nothing.
//
// A *word* is a name: of a type, a definition or a property. Words are sorted, so that their numbers are as good as
// they are. Each is a series of *tokens* ("Kms", "Key", "Id"), of which the first ones may be those of the word before.
//
// A *body* is what a type has inside: its properties, with their types. Types are written as seen from the one that has
// the property, so that equal bodies are kept once: Terraform has the same blocks in many places.
//
// A *root* is a resource type. Its definitions (AWS::S3::Bucket.Rule) are listed with it; blocks (aws_s3_bucket.rule)
// are reached through the properties that hold them.
//
// Numbers without a size are varints: seven bits a byte, the low ones first, the highest bit where more follow.
//
//   header        PackedHeader, each a number of 4 bytes, the low byte first
//   token index   of every 4th token: where it lies (4 bytes)
//   tokens        length (1 byte), characters
//   word index    of every 16th word: where it lies (4 bytes)
//   words         1 byte: 16 * tokens shared with the word before (none where the index points) + number of its own
//   (15:
//                 a varint follows, to be added); then the tokens
//   form index    of every 16th form: where it lies (4 bytes)
//   forms         a PackedForm (1 byte) and its argument. Those that hold a block come first
//   root table    word, place of the record (3 bytes each, the low byte first); in the order of the words
//   bodies        places in them count from here. Number of properties; for each: word (less that of the one before),
//   form, and where the form holds a
//                 block the place of its body
//   records       likewise. Place of the body; number of definitions; for each: word (less the one before), place of
//   its body

/// How the type of a property is written.
enum class PackedForm : std::uint8_t {
    block,       ///< TYPE.PROPERTY, in which TYPE has the property: "aws_s3_bucket.rule"
    definition,  ///< ROOT.WORD
    name,        ///< WORD: "string", "Tag"
    list,        ///< list(FORM)
    map,         ///< map(FORM)
};

/// Counts, and places in bytes from the start.
struct PackedHeader {
    std::uint32_t tokens = 0;
    std::uint32_t words = 0;
    std::uint32_t forms = 0;
    std::uint32_t block_forms = 0;
    std::uint32_t roots = 0;
    std::uint32_t token_index = 0;
    std::uint32_t word_index = 0;
    std::uint32_t form_index = 0;
    std::uint32_t root_table = 0;
    std::uint32_t bodies = 0;
    std::uint32_t records = 0;
};

/// The same as it is written.
using PackedHeaderNumbers = std::array<std::uint32_t, sizeof(PackedHeader) / sizeof(std::uint32_t)>;

inline constexpr std::uint32_t packed_header_bytes = sizeof(PackedHeader);
/// Every so many words and forms one has its place in the index.
inline constexpr std::uint32_t packed_block = 16;
/// Likewise of tokens, which are looked up most.
inline constexpr std::uint32_t packed_token_block = 4;
inline constexpr std::uint32_t packed_root_bytes = 6;

/// Packs tables of names: lines "NAME<tab>PROPERTY:TYPE PROPERTY:TYPE ...", empty lines, and comments behind '#'. A
/// type that an earlier table holds stays as it is there. The error names the line.
Result<std::string> pack_schema(std::span<const std::string_view> tables);

}  // namespace lintel
