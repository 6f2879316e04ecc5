package sundown.cli.decommission;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import sundown.aws.dynamodb.DynamoCancellationLedger;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.Row;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.refund.CancellationState;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState.StateName;
import sundown.timeline.Group;

/** Reads what a stack still has. It changes nothing. */
record StackReader(String stack, DynamoDbClient dynamoDb, S3Client s3, SchedulerClient scheduler, Clock clock) {
    private static final int PAGE = 1_000;

    Remains remains() {
        Optional<String> audit = bucket("audit");
        return new Remains(
                uncertified(audit),
                held(),
                openRefunds(),
                openSubscriptions(),
                new EventBridgeSchedules(scheduler, stack + "-dates", "", "")
                        .present()
                        .size(),
                Stream.of("gallery", "archive", "page")
                        .flatMap(kind -> bucket(kind).stream())
                        .filter(name -> has(name, ""))
                        .toList(),
                audit.map(this::retention).orElse("not there"));
    }

    private List<String> uncertified(Optional<String> audit) {
        return new DynamoTimelineStore(dynamoDb, stack + "-groups", clock)
                .current().timeline().groups().stream()
                        .map(Group::id)
                        .map(Object::toString)
                        .filter(group -> audit.filter(bucket -> has(bucket, "certificates/" + group + "/"))
                                .isEmpty())
                        .toList();
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
        return Stream.of(StateName.INTENT, StateName.SENT, StateName.PENDING, StateName.MANUAL)
                .mapToLong(state ->
                        RefundLedger.all(ledger, state, Optional.empty(), PAGE).count())
                .sum();
    }

    /** People act on each of them, so that there are not many. */
    private long openSubscriptions() {
        DynamoCancellationLedger ledger =
                new DynamoCancellationLedger(dynamoDb, stack + "-subscriptions", new Random());
        return Stream.of(CancellationState.StateName.DUE, CancellationState.StateName.MANUAL)
                .mapToLong(
                        state -> ledger.inState(state, Optional.empty(), PAGE).size())
                .sum();
    }

    private Optional<String> bucket(String kind) {
        return StackBuckets.find(s3, stack, kind);
    }

    private boolean has(String bucket, String prefix) {
        return !s3.listObjectsV2(
                        request -> request.bucket(bucket).prefix(prefix).maxKeys(1))
                .contents()
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
