package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.aws.AwsFailures;
import sundown.purge.ManifestHash;
import sundown.purge.Operator;
import sundown.purge.PlanId;
import sundown.purge.PlanStore;
import sundown.purge.PurgePlan;
import sundown.purge.Totals;
import sundown.timeline.GroupId;

/**
 * The plans in the groups table: the row {@code plan-1} of group 1. No group id has a hyphen, so no other row has such
 * a key. The set {@code done} has the finished shards, the map {@code planned} the result.
 */
@Singleton
public final class DynamoPlanStore implements PlanStore {
    private final DynamoDbClient client;
    private final String table;

    /** Keeps the plans in a table. */
    public DynamoPlanStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<PurgePlan> find(GroupId group) {
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(
                request -> request.tableName(table).key(key(group)).consistentRead(true)));
        return response.hasItem()
                ? Optional.of(Row.read("plan", response.item(), row -> plan(group, row)))
                : Optional.empty();
    }

    private static PurgePlan plan(GroupId group, Row row) {
        return new PurgePlan(
                group,
                new PlanId(row.text("planId")),
                new Operator(row.text("by")),
                row.instant("begunAt"),
                row.smallNumber("timeline"),
                row.number("holdChanges"),
                row.instant("sentAt"),
                done(row),
                Optional.ofNullable(row.attributes().get("planned")).map(map -> planned(new Row(map.m()))));
    }

    private static Set<Integer> done(Row row) {
        return Optional.ofNullable(row.attributes().get("done")).stream()
                .flatMap(shards -> shards.ns().stream())
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean begin(PurgePlan plan, Optional<PlanId> instead) {
        PutItemRequest.Builder request =
                PutItemRequest.builder().tableName(table).item(row(plan));
        instead.ifPresentOrElse(
                replaced -> request.conditionExpression("planId = :plan").expressionAttributeValues(values(replaced)),
                () -> request.conditionExpression("attribute_not_exists(planId)"));
        return done(() -> client.putItem(request.build()));
    }

    private static Map<String, AttributeValue> row(PurgePlan plan) {
        return new RowWriter()
                .text("group", key(plan.group()).get("group").s())
                .text("planId", plan.id().value())
                .text("by", plan.by().name())
                .instant("begunAt", plan.begunAt())
                .number("timeline", plan.timeline())
                .number("holdChanges", plan.holdChanges())
                .instant("sentAt", plan.sentAt())
                .attributes();
    }

    @Override
    public boolean sendAgain(PurgePlan read, Instant now) {
        return done(() ->
                client.updateItem(updating(read.group(), "SET sentAt = :now", "planId = :plan AND sentAt = :read")
                        .expressionAttributeValues(new RowWriter()
                                .instant(":now", now)
                                .instant(":read", read.sentAt())
                                .text(":plan", read.id().value())
                                .attributes())
                        .build()));
    }

    @Override
    public void finish(GroupId group, PlanId plan, int shard) {
        Map<String, AttributeValue> values = Map.of(
                ":shard", AttributeValue.fromNs(List.of(Integer.toString(shard))),
                ":plan", AttributeValue.fromS(plan.value()));
        done(() -> client.updateItem(updating(group, "ADD done :shard", "planId = :plan")
                .expressionAttributeValues(values)
                .build()));
    }

    @Override
    public void complete(GroupId group, PlanId plan, PurgePlan.Planned planned) {
        Map<String, AttributeValue> values = Map.of(
                ":planned", AttributeValue.fromM(row(planned).attributes()),
                ":plan", AttributeValue.fromS(plan.value()));
        done(() -> client.updateItem(
                updating(group, "SET planned = :planned", "planId = :plan AND attribute_not_exists(planned)")
                        .expressionAttributeValues(values)
                        .build()));
    }

    private UpdateItemRequest.Builder updating(GroupId group, String update, String condition) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(group))
                .updateExpression(update)
                .conditionExpression(condition);
    }

    /** False when the condition does not hold. If a response is lost, the retry may find its own write. */
    private static boolean done(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private static Map<String, AttributeValue> values(PlanId plan) {
        return Map.of(":plan", AttributeValue.fromS(plan.value()));
    }

    private static Map<String, AttributeValue> key(GroupId group) {
        return Map.of("group", AttributeValue.fromS("plan-" + group));
    }

    private static RowWriter row(PurgePlan.Planned planned) {
        return new RowWriter()
                .text("hash", planned.hash().hex())
                .number("users", planned.users())
                .number("held", planned.held())
                .number("foreign", planned.foreign())
                .number("versions", planned.totals().versions())
                .number("markers", planned.totals().markers())
                .number("uploads", planned.totals().uploads())
                .number("bytes", planned.totals().bytes());
    }

    private static PurgePlan.Planned planned(Row row) {
        return new PurgePlan.Planned(
                new ManifestHash(row.text("hash")),
                row.number("users"),
                row.number("held"),
                row.number("foreign"),
                new Totals(row.number("versions"), row.number("markers"), row.number("uploads"), row.number("bytes")));
    }
}
