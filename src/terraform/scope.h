#pragma once

#include <string_view>

#include "model/value.h"
#include "terraform/module.h"

namespace lintel {

struct ModuleInstance;

/// A name that an expression brings along: the variable of a for, the iterator of a dynamic block.
struct BoundName {
    std::string_view name;
    Value value;
    const BoundName* next = nullptr;
};

/// Where an expression stands: in which instance of which module, and in which instance of a resource.
struct Scope {
    const ModuleInstance* module = nullptr;
    bool counts = false;    ///< count.index is there
    bool iterates = false;  ///< each.key and each.value are there
    bool literal = false;   ///< texts are no templates
    Value count_index;
    Value each_key;
    Value each_value;  ///< where no condition is assumed; else `for_each` tells anew
    FileNode for_each;
    const Scope* for_each_scope = nullptr;
    const BoundName* bindings = nullptr;
};

/// Of defaults of variables and values that are given to them: these are constants, in which texts are no templates
/// (source: Terraform, JSON Configuration Syntax, variable Blocks).
inline const Scope literal_scope = [] {
    Scope scope;
    scope.literal = true;
    return scope;
}();

/// What a container of a configuration keeps beside its place: the scope in which its expressions are evaluated, and
/// for the body of a block the layers that it consists of.
struct ScopedPlace {
    const Scope* scope = nullptr;
    const Layers* layers = nullptr;  ///< null: just the node at the place
};

}  // namespace lintel
