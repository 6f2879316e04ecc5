package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.contract.SampleRefunds;
import sundown.hold.Hold;
import sundown.milestone.Milestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

@ExtendWith(AwsStackExtension.class)
class DecommissionTest {
    private static final GroupId GROUP = new GroupId("1");

    private final AwsStack stack;
    private final String name;
    private final String audit;

    DecommissionTest(AwsStack stack) {
        this.stack = stack;
        this.name = stack.name("GROUPS_TABLE").replace("-groups", "");
        this.audit = stack.name("AUDIT_BUCKET");
    }

    @BeforeEach
    void createWhatIsRead() {
        Stream.of(
                        "HOLDS_TABLE",
                        "REFUNDS_TABLE",
                        "SUBSCRIPTIONS_TABLE",
                        "SCHEDULE_GROUP",
                        "GALLERY_BUCKET",
                        "ARCHIVE_BUCKET")
                .forEach(stack::name);
    }

    @Test
    void refusesWhileAGroupIsNotCertified() {
        certify("1", "2");
        assertThat(decommission())
                .endsWith("Nothing goes yet: no certificate names group 3. Certify first: docs/runbook/certify.md", "2")
                .noneMatch(line -> line.contains("Holds"));
    }

    @Test
    void listsNothingButWhatMustBeLookedAtByHand() throws Exception {
        certify("1", "2", "3");
        List<String> out = CommandLineRun.inProcess(stack, "decommission", name);
        assertThat(out)
                .contains(
                        " 1. Holds: none",
                        " 2. Refunds: none",
                        " 3. Subscriptions: none",
                        " 7. Buckets of users: empty",
                        " 8. Schedules: none")
                .endsWith("0");
        assertThat(out.get(out.size() - 3)).startsWith("11. Audit bucket: " + audit);
    }

    @Test
    void listsWhatIsLeftInTheOrderInWhichItGoes() {
        certify("1", "2", "3");
        new DynamoHoldStore(stack.clients().dynamoDb(), stack.name("HOLDS_TABLE"), stack.name("GROUPS_TABLE"))
                .place(
                        GROUP,
                        new Hold(
                                new UserId("u1"),
                                "Order 12",
                                Operator.unproven("Ada"),
                                Instant.EPOCH,
                                Optional.of(Instant.parse("2030-01-01T00:00:00Z"))));
        new DynamoRefundLedger(stack.clients().dynamoDb(), stack.name("REFUNDS_TABLE"), new Random(1))
                .open(SampleRefunds.fresh());
        put(stack.name("GALLERY_BUCKET"), "1/u1/a");
        new EventBridgeSchedules(stack.clients().scheduler(), stack.name("SCHEDULE_GROUP"), "arn:queue", "arn:role")
                .put(new ScheduledDate(GROUP, Milestone.CLOSE, Instant.parse("2123-02-01T00:00:00Z")));

        assertThat(decommission())
                .contains(
                        " 1. Holds: 1: u1 until 2030-01-01T00:00:00Z",
                        " 2. Refunds: 1",
                        " 7. Buckets of users: not empty: " + stack.name("GALLERY_BUCKET"),
                        " 8. Schedules: 1")
                .endsWith("0");
    }

    private void certify(String... groups) {
        Stream.of(groups).forEach(group -> put(audit, "certificates/" + group + "/plan.json"));
    }

    private void put(String bucket, String key) {
        stack.clients().s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("{}"));
    }

    private List<String> decommission() {
        return CommandLineRun.on(stack, "decommission", name);
    }
}
