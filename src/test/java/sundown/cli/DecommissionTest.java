package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
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
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.aws.s3.S3AuditFiles;
import sundown.contract.SampleRefunds;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore.Hold;
import sundown.milestone.Milestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.Manifests;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.TimelineStore.Publication;

@ExtendWith(AwsStackExtension.class)
class DecommissionTest {
    private static final GroupId GROUP = new GroupId("1");

    private static final PlanId PLAN = new PlanId("plan00001");

    private final AwsStack stack;
    private GalleryLayout layout = GalleryLayout.GROUP_FIRST;
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
        new DynamoTimelineStore(stack.clients().dynamoDb(), stack.name("GROUPS_TABLE"), Clock.systemUTC())
                .publish(
                        Publication.NONE,
                        new Publication(
                                PublishedTimeline.read(),
                                SampleOperators.named("Ada"),
                                "as announced",
                                Optional.of(Instant.now())));
    }

    @Test
    void refusesWhileAGroupIsNotCertified() {
        certify("1", "2");
        assertThat(decommission())
                .endsWith(
                        "Nothing goes yet: there is no certificate of the latest plan of group 3. Certify first:"
                                + " docs/runbook/certify.md",
                        "2")
                .noneMatch(line -> line.contains("Holds"));
    }

    /** A hold was released after the certificate, and what it kept is planned. */
    @Test
    void refusesWhileAPlanIsMadeSinceTheCertificate() {
        certify("1", "2", "3");
        plan("2", "plan00002", Optional.of(PLAN));
        assertThat(decommission())
                .endsWith(
                        "Nothing goes yet: there is no certificate of the latest plan of group 2. Certify first:"
                                + " docs/runbook/certify.md",
                        "2");
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
                .put(new ScheduledDate(GROUP, Milestone.Fixed.CLOSE, Instant.parse("2123-02-01T00:00:00Z")));

        assertThat(decommission())
                .contains(
                        " 1. Holds: 1: u1 until 2030-01-01T00:00:00Z",
                        " 2. Refunds: 1",
                        " 7. Buckets of users: not empty: " + stack.name("GALLERY_BUCKET"),
                        " 8. Schedules: 1")
                .endsWith("0");
    }

    @Test
    void tellsWhenCertificatesKeptMoreThanIsUnderHold() {
        certify("1", "2", "3");
        put(audit, AuditKeys.certificate(GROUP, PLAN).value(), "{\"held\":{\"accounts\":2}}");
        assertThat(decommission()).contains(" 1. Holds: none; certificates kept 2 accounts");
    }

    /** What no list of objects shows. */
    @Test
    void namesABucketThatHasNoObjectsAndIsNotEmpty() {
        certify("1", "2", "3");
        String gallery = stack.name("GALLERY_BUCKET");
        put(gallery, "1/u1/a");
        stack.clients().s3().deleteObject(request -> request.bucket(gallery).key("1/u1/a"));
        String archive = stack.name("ARCHIVE_BUCKET");
        stack.clients()
                .s3()
                .createMultipartUpload(request -> request.bucket(archive).key("1/u1/archive"));
        assertThat(decommission()).contains(" 7. Buckets of users: not empty: " + gallery + ", " + archive);
    }

    @Test
    void namesBucketsOfTheGalleryThatAreNotTheStacks() {
        String filled = name + "-albums";
        stack.clients().s3().createBucket(request -> request.bucket(filled));
        put(filled, "albums/1/u1/a");
        layout = GalleryLayout.of("group-first/ by-rows/s3://" + filled + "/ user-first/s3://not-there-anywhere/");
        certify("1", "2", "3");
        assertThat(decommission())
                .contains(" 7. Buckets of users: not empty: " + filled + ", not-there-anywhere (cannot be read)");
    }

    private void certify(String... groups) {
        Stream.of(groups).forEach(group -> {
            plan(group, PLAN.value(), Optional.empty());
            put(audit, AuditKeys.certificate(new GroupId(group), PLAN).value());
        });
    }

    private void plan(String id, String planId, Optional<PlanId> instead) {
        GroupId group = new GroupId(id);
        PlanId plan = new PlanId(planId);
        Manifests.put(new S3AuditFiles(stack.clients().s3(), audit), layout, group, plan, List.of());
        assertThat(new DynamoPlanStore(stack.clients().dynamoDb(), stack.name("GROUPS_TABLE"))
                        .begin(
                                new Plan.Begun(
                                        group,
                                        plan,
                                        SampleOperators.named("Ada"),
                                        Instant.EPOCH,
                                        1,
                                        1,
                                        0,
                                        instead,
                                        Optional.empty()),
                                instead))
                .isTrue();
    }

    private void put(String bucket, String key) {
        put(bucket, key, "{}");
    }

    private void put(String bucket, String key, String text) {
        stack.clients().s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private List<String> decommission() {
        return CommandLineRun.on(stack, "decommission", name);
    }
}
