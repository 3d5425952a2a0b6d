#include "plan.h"

#include <array>
#include <fstream>
#include <string>

namespace lintel::bench {
namespace {

/// What a resource is in the three sections of a plan: its values, what is known only after apply, its configuration.
/// "#" stands for the number of the resource, "<" for that of the one that it refers to.
struct Kind {
    const char* type;
    const char* values;
    const char* unknown;
    const char* expressions;
};

constexpr std::array<Kind, 8> kinds = {{
    {"aws_ebs_volume",
     R"("availability_zone":"eu-west-1a","encrypted":true,"final_snapshot":false,"iops":null,"multi_attach_enabled":null,)"
     R"("outpost_arn":null,"size":40,"snapshot_id":null,"tags":{"Name":"v#"},"throughput":null,"timeouts":null,"type":"gp3")",
     R"("arn":true,"id":true,"kms_key_id":true,"tags":{},"tags_all":{})",
     R"("availability_zone":{"constant_value":"eu-west-1a"},"encrypted":{"constant_value":true},"size":{"constant_value":40})"},
    {"aws_sqs_queue",
     R"("content_based_deduplication":false,"delay_seconds":0,"fifo_queue":false,"kms_master_key_id":null,)"
     R"("max_message_size":262144,"message_retention_seconds":345600,"name":"queue-#","receive_wait_time_seconds":0,)"
     R"("tags":null,"timeouts":null,"visibility_timeout_seconds":30)",
     R"("arn":true,"id":true,"name_prefix":true,"policy":true,"redrive_policy":true,"sqs_managed_sse_enabled":true,)"
     R"("tags_all":true,"url":true)",
     R"("name":{"constant_value":"queue-#"})"},
    {"aws_security_group",
     R"("description":"group #","egress":[{"cidr_blocks":["10.0.0.0/8"],"description":"out","from_port":0,)"
     R"("ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"-1","security_groups":[],"self":false,"to_port":0}],)"
     R"("ingress":[{"cidr_blocks":["10.0.0.0/8"],"description":"web","from_port":443,"ipv6_cidr_blocks":[],)"
     R"("prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}],"name":"sg-#",)"
     R"("revoke_rules_on_delete":false,"tags":null,"timeouts":null)",
     R"("arn":true,"id":true,"egress":[{"cidr_blocks":[false]}],"ingress":[{"cidr_blocks":[false]}],"name_prefix":true,)"
     R"("owner_id":true,"tags_all":true,"vpc_id":true)",
     R"("description":{"constant_value":"x"},"egress":{"constant_value":[]},"ingress":{},"name":{"constant_value":"x"})"},
    {"aws_iam_role",
     R"("assume_role_policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Effect\":)"
     R"(\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}]}","description":null,)"
     R"("force_detach_policies":false,"max_session_duration":3600,"name":"role-#","path":"/","permissions_boundary":null)",
     R"("arn":true,"create_date":true,"id":true,"inline_policy":true,"managed_policy_arns":true,"name_prefix":true,)"
     R"("tags_all":true,"unique_id":true)",
     R"("assume_role_policy":{},"name":{"constant_value":"role-#"})"},
    {"aws_db_instance",
     R"("allocated_storage":20,"backup_retention_period":7,"deletion_protection":false,"engine":"postgres",)"
     R"("identifier":"db-#","instance_class":"db.t3.micro","multi_az":false,"password":"x","publicly_accessible":false,)"
     R"("skip_final_snapshot":true,"storage_encrypted":true,"tags":null,"username":"u")",
     R"("address":true,"arn":true,"endpoint":true,"id":true,"kms_key_id":true,"vpc_security_group_ids":true)",
     R"("engine":{"constant_value":"postgres"},"password":{"references":["var.password"]},"vpc_security_group_ids":)"
     R"({"references":["aws_security_group.r<.id","aws_security_group.r<"]})"},
    {"aws_cloudwatch_log_group",
     R"("kms_key_id":null,"log_group_class":"STANDARD","name":"/app/#","retention_in_days":30,"skip_destroy":false,)"
     R"("tags":null)",
     R"("arn":true,"id":true,"name_prefix":true,"tags_all":true)",
     R"("name":{"constant_value":"/app/#"},"retention_in_days":{"constant_value":30})"},
    {"aws_iam_role_policy",
     R"("name":"p#","policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"s3:GetObject\"],\"Effect\":)"
     R"(\"Allow\",\"Resource\":\"arn:aws:s3:::b/*\"}]}")",
     R"("id":true,"name_prefix":true,"role":true)",
     R"("name":{"constant_value":"p"},"policy":{},"role":{"references":["aws_iam_role.r<.id","aws_iam_role.r<"]})"},
    {"aws_instance",
     R"("ami":"ami-0123456789abcdef0","credit_specification":[],"get_password_data":false,"hibernation":null,)"
     R"("instance_type":"t3.micro","launch_template":[],"metadata_options":[{"http_endpoint":"enabled","http_tokens":)"
     R"("required"}],"source_dest_check":true,"tags":null,"timeouts":null,"user_data_replace_on_change":false)",
     R"("arn":true,"associate_public_ip_address":true,"availability_zone":true,"cpu_core_count":true,)"
     R"("disable_api_termination":true,"ebs_block_device":true,"ebs_optimized":true,"host_id":true,"id":true,)"
     R"("instance_state":true,"key_name":true,"monitoring":true,"network_interface":true,"placement_group":true,)"
     R"("private_dns":true,"private_ip":true,"public_dns":true,"public_ip":true,"root_block_device":true,)"
     R"("security_groups":true,"subnet_id":true,"tags_all":true,"tenancy":true,"user_data":true,)"
     R"("vpc_security_group_ids":true)",
     R"("ami":{"constant_value":"x"},"instance_type":{"constant_value":"t3"},"metadata_options":[{"http_tokens":)"
     R"({"constant_value":"required"}}],"vpc_security_group_ids":{"references":["aws_security_group.r<.id",)"
     R"("aws_security_group.r<"]})"},
}};

/// How far back stands the resource that a kind refers to.
constexpr std::array<int, 8> refers_back = {0, 0, 0, 0, 2, 0, 3, 5};

std::string filled(const char* text, int number, int other) {
    std::string out;
    for (const char* c = text; *c != '\0'; ++c) {
        if (*c == '#')
            out += std::to_string(number);
        else if (*c == '<')
            out += std::to_string(other);
        else
            out += *c;
    }
    return out;
}

class PlanWriter {
   public:
    PlanWriter(const std::filesystem::path& file, int resources, int modules)
        : out_(file, std::ios::binary), resources_(resources), modules_(modules) {
        for (int i = 0; i < modules; ++i) prefix_ += (i == 0 ? "module.m" : ".module.m");
    }

    void write() {
        out_ << R"({"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":)";
        nested(R"({"child_modules":[{"address":"m","child_modules":[)", R"(]}]})", [this] {
            out_ << R"({"resources":[)";
            each([this](int i) { planned(i); });
            out_ << "]}";
        });
        out_ << R"(},"resource_changes":[)";
        each([this](int i) { changed(i); });
        out_ << R"(],"configuration":{"root_module":)";
        for (int i = 0; i < modules_; ++i) out_ << R"({"module_calls":{"m":{"source":"./m","module":)";
        out_ << R"({"resources":[)";
        each([this](int i) { configured(i); });
        out_ << R"(],"variables":{"password":{"sensitive":true}}})";
        for (int i = 0; i < modules_; ++i) out_ << "}}}";
        out_ << "}}\n";
    }

   private:
    template <typename Inner>
    void nested(const char* open, const char* close, Inner inner) {
        for (int i = 0; i < modules_; ++i) out_ << open;
        inner();
        for (int i = 0; i < modules_; ++i) out_ << close;
    }

    template <typename One>
    void each(One one) {
        for (int i = 0; i < resources_; ++i) {
            if (i > 0) out_ << ',';
            one(i);
        }
    }

    static const Kind& kind(int i) { return kinds[static_cast<std::size_t>(i) % kinds.size()]; }
    static int other(int i) { return i - refers_back[static_cast<std::size_t>(i) % kinds.size()]; }

    void head(int i, bool with_modules) {
        out_ << R"({"address":")" << (with_modules && !prefix_.empty() ? prefix_ + "." : "") << kind(i).type << ".r"
             << i << R"(","mode":"managed","type":")" << kind(i).type << R"(","name":"r)" << i << R"(",)";
    }

    std::string values(int i) const {
        std::string text = filled(kind(i).values, i, other(i));
        constexpr int one_mistake_in = 100;
        const std::size_t encrypted = text.find("\"encrypted\":true");
        if (encrypted != std::string::npos && i % one_mistake_in == 0)
            text.replace(encrypted, 16, "\"encrypted\":false");
        return text;
    }

    void planned(int i) {
        head(i, true);
        out_ << R"("provider_name":"aws","schema_version":0,"values":{)" << values(i) << R"(},"sensitive_values":{}})";
    }

    void changed(int i) {
        head(i, true);
        out_ << R"("provider_name":"aws","change":{"actions":["create"],"before":null,"after":{)" << values(i)
             << R"(},"after_unknown":{)" << kind(i).unknown << R"(},"before_sensitive":false,"after_sensitive":{}}})";
    }

    void configured(int i) {
        head(i, false);
        out_ << R"("provider_config_key":"aws","expressions":{)" << filled(kind(i).expressions, i, other(i))
             << R"(},"schema_version":0})";
    }

    std::ofstream out_;
    int resources_;
    int modules_;
    std::string prefix_;
};

}  // namespace

void write_plan(const std::filesystem::path& file, int resources, int modules) {
    PlanWriter(file, resources, modules).write();
}

void write_module_nest(const std::filesystem::path& directory, int levels, int resources) {
    std::filesystem::path here = directory;
    for (int level = 0; level < levels; ++level) {
        std::filesystem::create_directories(here);
        std::ofstream out(here / "main.tf.json", std::ios::binary);
        out << R"({"variable":{"encrypted":{"type":"bool","default":true}},)";
        if (level + 1 < levels) {
            out << R"("module":{"next":{"source":"./next","encrypted":"${var.encrypted}"}}})";
        } else {
            out << R"("resource":{"aws_ebs_volume":{)";
            for (int i = 0; i < resources; ++i) {
                out << (i > 0 ? "," : "") << "\"v" << i
                    << R"(":{"availability_zone":"a","size":1,"encrypted":"${var.encrypted}"})";
            }
            out << "}}}";
        }
        here /= "next";
    }
}

}  // namespace lintel::bench
