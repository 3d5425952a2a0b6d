#include "report/statistics.h"

#include <doctest/doctest.h>

#include "report/sample_report.h"

namespace lintel {
namespace {

TEST_CASE("statistics tell what each file was taken for, how often each rule spoke, and the times") {
    CHECK(statistics_text(sample_report(), {{"reading", 0.00126}, {"judging", 1.5}}) ==
          "files\n"
          "  infra/db.yaml: CloudFormation template, 30 resources; passed over: Fn::ForEach\n"
          "  infra/net.yaml: CloudFormation template, 1 resource\n"
          "  notes.yaml: passed over, not a template\n"
          "  torn.yaml: could not be read\n"
          "rules\n"
          "  EBS001 volume-unencrypted: 1 finding, 1 unknown\n"
          "  SG001 admin-port-open: 1 finding, 0 unknown\n"
          "times\n"
          "  reading: 1.3 ms\n"
          "  judging: 1500.0 ms\n");
}

}  // namespace
}  // namespace lintel
