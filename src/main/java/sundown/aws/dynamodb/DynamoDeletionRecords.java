package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.purge.Deletion;
import sundown.purge.DeletionRecords;
import sundown.purge.Inclusion.Place;
import sundown.purge.PlanId;
import sundown.timeline.GroupId;

/**
 * The records in their own table: a row for each account, under {@code purge} ({@code 1#plan#00} for the first chunk of
 * the manifest) and {@code userId}.
 */
@Singleton
public final class DynamoDeletionRecords implements DeletionRecords {
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
        RowWriter row = new RowWriter()
                .text(
                        "purge",
                        partition(group, deletion.plan(), deletion.place().chunk()))
                .text("userId", deletion.user().value())
                .text("planId", deletion.plan().value())
                .number("chunk", deletion.place().chunk());
        return TotalsCodec.write(row, deletion.deleted())
                .number("rows", deletion.rows())
                .number("appeared", deletion.appeared())
                .text("outcome", deletion.outcome().name())
                .instant("at", deletion.at());
    }

    @Override
    public Optional<Deletion> find(GroupId group, PlanId plan, Place place) {
        RowWriter key = new RowWriter()
                .text("purge", partition(group, plan, place.chunk()))
                .text("userId", place.user().value());
        return table.find(key.attributes()).map(DynamoDeletionRecords::deletion);
    }

    @Override
    public Stream<Deletion> list(GroupId group, PlanId plan, int chunk) {
        RowWriter values = new RowWriter().text(":purge", partition(group, plan, chunk));
        return table
                .query(
                        Long.MAX_VALUE,
                        DynamoDeletionRecords::deletion,
                        request -> request.keyConditionExpression("purge = :purge")
                                .expressionAttributeValues(values.attributes()))
                .stream();
    }

    private static Deletion deletion(Map<String, AttributeValue> attributes) {
        return Row.read("deletion", attributes, DynamoDeletionRecords::deletion);
    }

    private static Deletion deletion(Row row) {
        return new Deletion(
                new Place(row.optionalSmallNumber("chunk").orElse(0), new UserId(row.text("userId"))),
                new PlanId(row.text("planId")),
                TotalsCodec.read(row),
                row.number("rows"),
                row.number("appeared"),
                Deletion.Outcome.valueOf(row.text("outcome")),
                row.instant("at"));
    }

    private static String partition(GroupId group, PlanId plan, int chunk) {
        return "%s#%s#%02d".formatted(group, plan, chunk);
    }
}
