package sundown.cli.stack;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import sundown.aws.dynamodb.DynamoCancellationLedger;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.Row;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.aws.s3.S3AuditFiles;
import sundown.edge.Json;
import sundown.gallery.BucketLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.ManifestRoot;
import sundown.purge.Plan;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState.StateName;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/** Reads what a stack still has. It changes nothing. */
record StackReader(String stack, DynamoDbClient dynamoDb, S3Client s3, SchedulerClient scheduler, Clock clock) {
    private static final int PAGE = 1_000;

    /**
     * What remains, in the order in which it goes: what others need goes last.
     *
     * @throws IllegalArgumentException when a group's latest plan, if there is one, has no certificate
     */
    String remains() throws IOException {
        Optional<String> audit = bucket("audit");
        Optional<AuditFiles> files = audit.map(name -> new S3AuditFiles(s3, name));
        List<Plan.Begun> certified = files.map(this::certified).orElse(List.of());
        requireAll(certified.stream().map(Plan.Begun::group).toList());
        Map<String, String> left = Map.of(
                "holds", holds(files.map(all -> kept(all, certified)).orElse(0L)),
                "refunds", count(openRefunds()),
                "subscriptions", count(openSubscriptions()),
                "buckets", filled(files, certified),
                "schedules",
                        count(new EventBridgeSchedules(scheduler, stack + "-dates", "", "")
                                .list()
                                .size()),
                "audit", audit.map(this::retention).orElse("not there"));
        String list =
                Resources.toString(Resources.getResource(StackReader.class, "remains.txt"), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> entry : left.entrySet()) {
            list = list.replace("${" + entry.getKey() + "}", entry.getValue());
        }
        return list;
    }

    private void requireAll(List<GroupId> certified) {
        String missing = groups().filter(group -> !certified.contains(group))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Nothing goes yet: there is no certificate of the latest plan of group "
                    + missing + ". Certify first: docs/runbook/certify.md");
        }
    }

    private static String count(long number) {
        return number == 0 ? "none" : Long.toString(number);
    }

    /**
     * A hold that ended after the certificate leaves an account that nothing protects, and that no plan deletes yet.
     */
    private String holds(long kept) {
        List<String> held = held();
        String now = held.isEmpty() ? "none" : held.size() + ": " + String.join(", ", held);
        return kept > held.size() ? now + "; certificates kept " + kept + " accounts" : now;
    }

    /** Those of the stack that have something, and all of the gallery that have, or that cannot be read. */
    private String filled(Optional<AuditFiles> files, List<Plan.Begun> certified) {
        List<String> names = Stream.concat(
                        Stream.of("gallery", "archive", "page")
                                .flatMap(kind -> bucket(kind).stream())
                                .filter(this::isFilled),
                        files.stream()
                                .flatMap(all -> others(all, certified))
                                .flatMap(other -> stateOfOther(other).stream()))
                .toList();
        return names.isEmpty() ? "empty" : "not empty: " + String.join(", ", names);
    }

    private Stream<GroupId> groups() {
        return new DynamoTimelineStore(dynamoDb, stack + "-groups", clock)
                .current().timeline().groups().stream().map(Group::id);
    }

    /** Latest plans, those that are certified: what was planned since a certificate has to be certified, too. */
    private List<Plan.Begun> certified(AuditFiles files) {
        DynamoPlanStore plans = new DynamoPlanStore(dynamoDb, stack + "-groups");
        return groups().flatMap(group -> plans.find(group).stream())
                .filter(plan -> files.has(AuditKeys.certificate(plan.group(), plan.id())))
                .toList();
    }

    private static long kept(AuditFiles files, List<Plan.Begun> plans) {
        return plans.stream()
                .map(plan -> files.read(AuditKeys.certificate(plan.group(), plan.id()))
                        .orElseThrow())
                .map(certificate -> Json.read(new String(certificate, StandardCharsets.UTF_8)))
                .mapToLong(
                        certificate -> certificate.path("held").path("accounts").asLong())
                .sum();
    }

    /** The buckets of the gallery that are not the stack's own, as manifests name them. */
    private static Stream<String> others(AuditFiles files, List<Plan.Begun> plans) {
        return plans.stream()
                .flatMap(plan -> files.read(AuditKeys.root(plan.group(), plan.id())).stream())
                .flatMap(root -> ManifestRoot.read(root).layout().parts().stream())
                .map(BucketLayout::root)
                .filter(root -> !root.isEmpty())
                .map(ObjectKey::bucket)
                .distinct();
    }

    /** Nothing for one that is empty. */
    private Optional<String> stateOfOther(String bucket) {
        try {
            return isFilled(bucket) ? Optional.of(bucket) : Optional.empty();
        } catch (S3Exception denied) {
            return Optional.of(bucket + " (cannot be read)");
        }
    }

    private List<String> held() {
        return dynamoDb.scanPaginator(request -> request.tableName(stack + "-holds")).items().stream()
                .map(StackReader::held)
                .toList();
    }

    private static String held(Map<String, AttributeValue> attributes) {
        Row row = new Row(attributes);
        return row.text("userId")
                + row.optionalInstant("until").map(until -> " until " + until).orElse("");
    }

    private long openRefunds() {
        RefundLedger ledger = new DynamoRefundLedger(dynamoDb, stack + "-refunds", new Random());
        return Stream.of(StateName.INTENT, StateName.SENT, StateName.PENDING, StateName.ELSEWHERE, StateName.MANUAL)
                .mapToLong(state ->
                        RefundLedger.all(ledger, state, Optional.empty(), PAGE).count())
                .sum();
    }

    /** People act on each of them, so that there are not many. */
    private long openSubscriptions() {
        DynamoCancellationLedger ledger =
                new DynamoCancellationLedger(dynamoDb, stack + "-subscriptions", new Random());
        return Stream.of(CancellationState.StateName.DUE, CancellationState.StateName.MANUAL)
                .mapToLong(state ->
                        ledger.listInState(state, Optional.empty(), PAGE).size())
                .sum();
    }

    private Optional<String> bucket(String kind) {
        return StackCommands.bucket(s3, stack, kind);
    }

    /** S3 deletes no bucket that has a version, a delete marker, or an unfinished upload. */
    private boolean isFilled(String bucket) {
        ListObjectVersionsResponse versions = s3.listObjectVersions(
                request -> request.bucket(bucket).encodingType(EncodingType.URL).maxKeys(1));
        return !versions.versions().isEmpty()
                || !versions.deleteMarkers().isEmpty()
                || !s3.listMultipartUploads(request -> request.bucket(bucket)
                                .encodingType(EncodingType.URL)
                                .maxUploads(1))
                        .uploads()
                        .isEmpty();
    }

    private String retention(String bucket) {
        try {
            DefaultRetention kept = s3.getObjectLockConfiguration(request -> request.bucket(bucket))
                    .objectLockConfiguration()
                    .rule()
                    .defaultRetention();
            return bucket + " keeps each object for " + kept.years() + " years from its writing (" + kept.modeAsString()
                    + ")";
        } catch (S3Exception without) {
            return bucket + "; its retention cannot be read";
        }
    }
}
