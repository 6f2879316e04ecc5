package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.purge.Deletion;
import sundown.purge.DeletionRecords;
import sundown.purge.PlanId;
import sundown.purge.Totals;
import sundown.timeline.GroupId;

/**
 * The records in their own table: a row for each account, under {@code purge} ({@code 1#plan#00} to {@code 1#plan#15},
 * by the hash of the user id, so that no partition is hot) and {@code userId}.
 */
@Singleton
public final class DynamoDeletionRecords implements DeletionRecords {
    private static final int SHARDS = 16;

    private static final String NONE_OR_LESS = "attribute_not_exists(userId) OR (outcome = :partial"
            + " AND versions <= :versions AND markers <= :markers AND uploads <= :uploads)";

    private final Table table;

    public DynamoDeletionRecords(DynamoDbClient client, @ConfigProperty(name = "DELETIONS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public boolean put(GroupId group, Deletion deletion) {
        RowWriter values = new RowWriter()
                .text(":partial", Deletion.Outcome.PARTIAL.name())
                .number(":versions", deletion.deleted().versions())
                .number(":markers", deletion.deleted().markers())
                .number(":uploads", deletion.deleted().uploads());
        return table.put(
                row(group, deletion),
                request -> request.conditionExpression(NONE_OR_LESS).expressionAttributeValues(values.attributes()));
    }

    private static RowWriter row(GroupId group, Deletion deletion) {
        return new RowWriter()
                .text("purge", partition(group, deletion.plan(), shard(deletion.user())))
                .text("userId", deletion.user().value())
                .text("planId", deletion.plan().value())
                .number("versions", deletion.deleted().versions())
                .number("markers", deletion.deleted().markers())
                .number("uploads", deletion.deleted().uploads())
                .number("bytes", deletion.deleted().bytes())
                .number("rows", deletion.rows())
                .number("appeared", deletion.appeared())
                .text("outcome", deletion.outcome().name())
                .instant("at", deletion.at());
    }

    @Override
    public Optional<Deletion> find(GroupId group, PlanId plan, UserId user) {
        RowWriter key = new RowWriter()
                .text("purge", partition(group, plan, shard(user)))
                .text("userId", user.value());
        return table.find(key.attributes()).map(DynamoDeletionRecords::deletion);
    }

    @Override
    public Stream<Deletion> all(GroupId group, PlanId plan) {
        return deletions(group, plan, "purge = :purge", Map.of());
    }

    @Override
    public Stream<Deletion> within(GroupId group, PlanId plan, UserId first, UserId last) {
        return deletions(
                group,
                plan,
                "purge = :purge AND userId BETWEEN :first AND :last",
                Map.of(":first", AttributeValue.fromS(first.value()), ":last", AttributeValue.fromS(last.value())));
    }

    private Stream<Deletion> deletions(
            GroupId group, PlanId plan, String condition, Map<String, AttributeValue> bounds) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> deletions(partition(group, plan, shard), condition, bounds))
                .flatMap(List::stream);
    }

    private List<Deletion> deletions(String partition, String condition, Map<String, AttributeValue> bounds) {
        Map<String, AttributeValue> values = new HashMap<>(bounds);
        values.put(":purge", AttributeValue.fromS(partition));
        return table.query(
                Long.MAX_VALUE,
                DynamoDeletionRecords::deletion,
                request -> request.keyConditionExpression(condition).expressionAttributeValues(values));
    }

    private static Deletion deletion(Map<String, AttributeValue> attributes) {
        return Row.read("deletion", attributes, DynamoDeletionRecords::deletion);
    }

    private static Deletion deletion(Row row) {
        return new Deletion(
                new UserId(row.text("userId")),
                new PlanId(row.text("planId")),
                new Totals(row.number("versions"), row.number("markers"), row.number("uploads"), row.number("bytes")),
                row.number("rows"),
                row.number("appeared"),
                Deletion.Outcome.valueOf(row.text("outcome")),
                row.instant("at"));
    }

    private static int shard(UserId user) {
        return Math.floorMod(user.value().hashCode(), SHARDS);
    }

    private static String partition(GroupId group, PlanId plan, int shard) {
        return "%s#%s#%02d".formatted(group, plan, shard);
    }
}
