package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoDeletionRecords;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.s3.GalleryRoles;
import sundown.aws.s3.S3AuditFiles;
import sundown.aws.s3.S3BucketListing;
import sundown.aws.s3.S3Buckets;
import sundown.edge.Json;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.ManifestReader;
import sundown.purge.Plan;
import sundown.purge.PurgeStore.PurgeState;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;

/**
 * A group is planned, deleted and certified by the functions, on versioned buckets. Its drain, and the end of the
 * pause, are put a few days back: no clock can be moved that S3 tells the time by.
 */
@FunctionTest
class PurgeAccountTest extends EmptyInstallation {
    private static final GroupId CLOSED = new GroupId("2");
    private static final UserId USER = new UserId("gone");
    private static final UserId HELD = new UserId("kept");

    @Test
    void deletesWhatWasApprovedAndKeepsWhatIsHeldOrCameLater() throws Exception {
        Past.drain(sundown);
        user(USER);
        user(HELD);
        hold(HELD);
        List<BucketEntry> named = kept(USER);
        List<BucketEntry> held = kept(HELD);
        Plan plan = plan();
        assertThat(plan.users()).isEqualTo(1);
        approved(plan);
        put(USER, "later");
        List<BucketEntry> appeared =
                kept(USER).stream().filter(entry -> !named.contains(entry)).toList();

        sundown.sweep(TaskName.PURGES);
        sundown.sweep(TaskName.PURGES);
        List<String> canary = sundown.queue("PURGE").takeAll();
        sundown.operate("stop-purges", Event.of("stop-purges"));
        purge(canary);
        assertThat(kept(USER)).hasSize(named.size() + appeared.size()).containsAll(named);
        sundown.operate("allow-purges", Event.of("allow-purges"));
        purge(canary);
        purge(canary);
        deleteAll();

        assertThat(kept(USER))
                .isEqualTo(appeared)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.key().value()).isEqualTo("2/gone/later"));
        assertThat(kept(HELD)).isEqualTo(held).hasSizeGreaterThanOrEqualTo(5);
        assertThat(sundown.rowsOf(USER, "ITEMS_TABLE")).isEmpty();
        assertThat(sundown.rowsOf(HELD, "ITEMS_TABLE")).hasSize(1);
        Deletion deletion =
                records().find(CLOSED, plan.id(), new Place(3, USER)).orElseThrow();
        assertThat(deletion.deleted()).isEqualTo(totals(named));
        assertThat(deletion.rows()).isEqualTo(1);
        assertThat(deletion.appeared()).isEqualTo(appeared.size());
        assertThat(deletion.outcome()).isEqualTo(Deletion.Progress.GONE);
        assertThat(sundown.purges().find(CLOSED).orElseThrow().state()).isInstanceOf(PurgeState.Purged.class);
        LogAudit.require(sundown.log.lines());
    }

    @Test
    void certifiesWhatIsGoneOnceSomebodyHasRemovedWhatDiffers() throws Exception {
        Past.drain(sundown);
        user(USER);
        user(HELD);
        hold(HELD);
        List<BucketEntry> named = kept(USER);
        Plan plan = plan();
        approved(plan);
        put(USER, "later");
        certify().isProblem(409, "not-purged");
        deleteAll();

        JsonNode differs = certified();
        assertThat(differs.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(differs.path("differences")).singleElement().satisfies(difference -> {
            assertThat(difference.path("kind").asText()).isEqualTo("LEFT");
            assertThat(difference.path("who").asText()).isEqualTo(USER.value());
        });
        JsonNode seen = status(true);
        assertThat(seen.path("differences").toString())
                .isEqualTo("{\"count\":1,\"first\":" + differs.path("differences") + "}");
        assertThat(seen.has("verification")).isFalse();
        assertThat(status(false).has("differences")).isFalse();
        kept(USER).forEach(this::remove);
        JsonNode certified = certified();

        assertThat(certified.path("state").asText()).isEqualTo("CERTIFIED");
        assertThat(certified.at("/certificate/deleted/versions").asLong())
                .isEqualTo(totals(named).versions());
        assertThat(certified.at("/certificate/held/versions").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(sundown.auditFile(certified.path("key").asText()))
                .isEqualTo(certified.path("certificate").toString());
        assertThat(certify().json()).isEqualTo(certified);
        assertThat(document(certified.path("key").asText()))
                .isEqualTo(certified.path("certificate").toString());
        assertThat(document(AuditKeys.report(CLOSED, plan.id()).value()))
                .contains(plan.manifest().toString());
        JsonNode user = sundown.operate("look-up-user", Event.of("look-up-user").with("/userId", USER.value()))
                .json();
        assertThat(user.path("proof").toString()).isEqualTo(proved(plan));
        assertThat(user.path("manifestHash").asText())
                .isEqualTo(certified.at("/certificate/manifestHash").asText());
    }

    /** What {@code sundown prove} prints of a copy of the bucket. */
    private String proved(Plan plan) {
        return new ManifestReader(new S3AuditFiles(s3(), sundown.variable("AUDIT_BUCKET")), GalleryLayout.GROUP_FIRST)
                .findInclusion(CLOSED, plan.id(), USER)
                .map(proof -> Json.write(proof))
                .orElseThrow();
    }

    private JsonNode status(boolean differences) throws InterruptedException {
        Event event = Event.of("get-purge").with("/group", CLOSED.value()).with("/differences", differences);
        return sundown.operate("get-purge", event).json();
    }

    private String document(String key) throws InterruptedException {
        return sundown.operate("get-document", Event.of("get-document").with("/key", key))
                .json()
                .path("text")
                .asText();
    }

    private void user(UserId user) {
        sundown.put(
                "ACCOUNTS_TABLE",
                Map.of("userId", user.value(), "region", TestTimeline.CLOSED, "groupShard", CLOSED + "#03"));
        sundown.put("ITEMS_TABLE", Map.of("userId", user.value(), "itemId", "item-1"));
        put(user, "photo");
        put(user, "photo");
        put(user, "other");
        String bucket = sundown.variable("GALLERY_BUCKET");
        s3().deleteObject(request -> request.bucket(bucket).key(key(user, "photo")));
        s3().createMultipartUpload(request -> request.bucket(bucket).key(key(user, "upload")));
    }

    /** A client that got no answer tries again, and then there is a version more. */
    private void put(UserId user, String name) {
        s3().putObject(
                        request -> request.bucket(sundown.variable("GALLERY_BUCKET"))
                                .key(key(user, name)),
                        RequestBody.fromString("four"));
    }

    private static String key(UserId user, String name) {
        return CLOSED + "/" + user + "/" + name;
    }

    private void hold(UserId user) throws InterruptedException {
        Event event = Event.of("hold-account").with("/userId", user.value()).with("/group", CLOSED.value());
        assertThat(sundown.operate("hold-account", event).json().path("held").asBoolean())
                .isTrue();
    }

    private Plan plan() throws InterruptedException {
        Event event = Event.of("plan-purge").with("/group", CLOSED.value());
        sundown.operate("plan-purge", event);
        list();
        return new DynamoPlanStore(sundown.clients().dynamoDb(), sundown.variable("GROUPS_TABLE"))
                .latest(CLOSED)
                .orElseThrow();
    }

    /** The chunks of a plan or a verification. */
    private void list() throws InterruptedException {
        for (List<String> part = chunks(); !part.isEmpty(); part = chunks()) {
            for (String message : part) {
                sundown.invoke("list-chunk", Event.of("list-chunk").withMessages(message));
            }
        }
    }

    private List<String> chunks() {
        return sundown.queue("PURGE_PLAN").takeAll();
    }

    private void approved(Plan plan) {
        Instant then = plan.at().minus(Duration.ofHours(25));
        List<Approval> both = List.of(
                new Approval(SampleOperators.named("Bob"), then), new Approval(SampleOperators.named("Grace"), then));
        assertThat(sundown.approvals().save(new Approvals(CLOSED, plan, both, Optional.of(then), 0)))
                .isPresent();
    }

    /** Sweeps until the canary has begun, all others have, and everything is deleted. */
    private void deleteAll() throws InterruptedException {
        for (int step = 0; step < 4; step++) {
            sundown.sweep(TaskName.PURGES);
            purge(sundown.queue("PURGE").takeAll());
        }
    }

    private void purge(List<String> messages) throws InterruptedException {
        assertThat(sundown.work("purge-account", messages)).isEmpty();
    }

    private static Totals totals(List<BucketEntry> entries) {
        return entries.stream().reduce(Totals.NONE, Totals::plus, Totals::plus);
    }

    private JsonNode certified() throws InterruptedException {
        assertThat(certify().json().path("state").asText()).isEqualTo("VERIFYING");
        list();
        return certify().json();
    }

    private OperatorAnswer certify() throws InterruptedException {
        return sundown.operate("certify-purge", Event.of("certify-purge"));
    }

    private void remove(BucketEntry entry) {
        s3().deleteObject(request -> request.bucket(sundown.variable("GALLERY_BUCKET"))
                .key(entry.key().value())
                .versionId(entry.version().value()));
    }

    private List<BucketEntry> kept(UserId user) {
        S3Buckets buckets = new S3Buckets(
                sundown.variable("GALLERY_BUCKET"), sundown.variable("ARCHIVE_BUCKET"), GalleryRoles.none());
        BucketListing listing = new S3BucketListing(s3(), buckets);
        return Stream.of(PurgedBucket.values())
                .flatMap(bucket -> listing.entries(bucket, BucketLayout.GROUP_FIRST.prefix(CLOSED, user)))
                .toList();
    }

    private S3Client s3() {
        return sundown.clients().s3();
    }

    private DynamoDeletionRecords records() {
        return new DynamoDeletionRecords(sundown.clients().dynamoDb(), sundown.variable("DELETIONS_TABLE"));
    }
}
