#include <array>
#include <optional>
#include <vector>

#include "terraform/function_table.h"
#include "terraform/function_values.h"
#include "terraform/ip_block.h"

namespace lintel {
namespace {

std::optional<IpBlock> block_of(const Value& value, Env& env) {
    const auto text = text_of(value, env);
    return text ? read_ip_block(*text) : std::nullopt;
}

bool fits(std::uint64_t number, std::uint32_t bits) { return bits >= 64 || number >> bits == 0; }

/// A negative number counts from the last address of the range.
Value host_address(Arguments arguments, CallContext& context) {
    const auto block = block_of(arguments[0], context.env);
    const auto number = whole_number_of(arguments[1]);
    if (!block) return refused("an argument of cidrhost that is no address range", context);
    if (!number) return refused("an argument of cidrhost that is no host number", context);
    const bool from_end = *number < 0;
    const auto distance = static_cast<std::uint64_t>(from_end ? -(*number + 1) : *number);
    if (!fits(distance, block->host_bits())) return refused("a host number outside of its address range", context);
    const IpAddress last = difference(sum(block->first, shifted(1, block->host_bits())), {0, 1});
    const IpAddress address = from_end ? difference(last, {0, distance}) : sum(block->first, {0, distance});
    return made_text(address_text(address, block->bits), context);
}

Value netmask(Arguments arguments, CallContext& context) {
    const auto block = block_of(arguments[0], context.env);
    if (!block || block->bits != 32) return refused("an argument of cidrnetmask that is no range of IPv4", context);
    return made_text(address_text(without_last_bits({0, 0xFFFFFFFF}, block->host_bits()), 32), context);
}

Value subnet(Arguments arguments, CallContext& context) {
    const auto block = block_of(arguments[0], context.env);
    const auto new_bits = whole_number_of(arguments[1]);
    const auto number = whole_number_of(arguments[2]);
    if (!block) return refused("an argument of cidrsubnet that is no address range", context);
    if (!new_bits || !number || *new_bits < 0 || *number < 0)
        return refused("an argument of cidrsubnet that is no number of a subnet", context);
    if (*new_bits > block->host_bits() ||
        !fits(static_cast<std::uint64_t>(*number), static_cast<std::uint32_t>(*new_bits)))
        return refused("a subnet outside of its address range", context);
    IpBlock made = *block;
    made.prefix += static_cast<std::uint32_t>(*new_bits);
    made.first = sum(block->first, shifted(static_cast<std::uint64_t>(*number), made.host_bits()));
    return made_text(block_text(made), context);
}

/// Takes subnets one behind the other out of a range; each begins at a multiple of its own size.
class Divider {
   public:
    explicit Divider(const IpBlock& whole) : whole_(whole), next_(whole.first) {}

    std::optional<IpBlock> take(std::uint32_t new_bits) {
        if (full_ || new_bits > whole_.host_bits()) return std::nullopt;
        IpBlock block = whole_;
        block.prefix += new_bits;
        block.first = without_last_bits(next_, block.host_bits());
        const IpAddress size = shifted(1, block.host_bits());
        if (block.first != next_) {
            block.first = sum(block.first, size);
            if (!has_reached(block.first)) return std::nullopt;
        }
        next_ = sum(block.first, size);
        full_ = !has_reached(next_);
        return block;
    }

   private:
    /// Whether an address that comes behind another one is still in the range. Behind the last of all addresses
    /// counting starts again at zero.
    bool has_reached(const IpAddress& address) const {
        return address != IpAddress{} && without_last_bits(address, whole_.host_bits()) == whole_.first;
    }

    IpBlock whole_;
    IpAddress next_;
    bool full_ = false;
};

Value subnets_in_turn(Arguments arguments, CallContext& context) {
    constexpr std::int64_t most_bits = 32;  // Terraform language, Functions, cidrsubnets
    const auto block = block_of(arguments[0], context.env);
    if (!block) return refused("an argument of cidrsubnets that is no address range", context);
    Divider divider(*block);
    std::vector<Value> values;
    for (const Value& argument : arguments.subspan(1)) {
        const auto new_bits = whole_number_of(argument);
        if (!new_bits || *new_bits < 1 || *new_bits > most_bits)
            return refused("an argument of cidrsubnets that is no number of bits", context);
        const auto taken = divider.take(static_cast<std::uint32_t>(*new_bits));
        if (!taken) return refused("a subnet outside of its address range", context);
        values.push_back(made_text(block_text(*taken), context));
    }
    return made_list(values, context);
}

constexpr std::array table = {
    TerraformFunction{"cidrhost", 2, 2, false, makes<host_address>},
    TerraformFunction{"cidrnetmask", 1, 1, false, makes<netmask>},
    TerraformFunction{"cidrsubnet", 3, 3, false, makes<subnet>},
    TerraformFunction{"cidrsubnets", 1, any_number, false, makes<subnets_in_turn>},
};
static_assert(is_sorted_by_name(table));

}  // namespace

std::span<const TerraformFunction> ip_functions() { return table; }

}  // namespace lintel
