package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.report.Counting;
import sundown.report.CountingStore;
import sundown.report.ReportId;
import sundown.timeline.GroupId;

/** The counting in the groups table: the one row {@code progress-report}. */
@Singleton
public final class DynamoCountingStore implements CountingStore {
    private static final Map<String, AttributeValue> KEY = Table.key("group", "progress-report");

    private final Table table;

    public DynamoCountingStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Counting> find() {
        return table.find(KEY).map(attributes -> Row.read("counting", attributes, DynamoCountingStore::counting));
    }

    private static Counting counting(Row row) {
        return new Counting(
                new ReportId(row.text("id")),
                row.instant("begunAt"),
                Arrays.stream(row.text("groups").split(" ")).map(GroupId::new).toList(),
                row.flag("composed"));
    }

    @Override
    public boolean begin(Counting counting, Optional<ReportId> inPlaceOf) {
        RowWriter row = new RowWriter()
                .text("group", KEY.get("group").s())
                .text("id", counting.id().value())
                .instant("begunAt", counting.begunAt())
                .text("groups", counting.groups().stream().map(GroupId::value).collect(Collectors.joining(" ")))
                .flag("composed", counting.composed());
        return table.put(
                row,
                request -> inPlaceOf.ifPresentOrElse(
                        read -> request.conditionExpression("id = :read")
                                .expressionAttributeValues(Table.key(":read", read.value())),
                        () -> request.conditionExpression("attribute_not_exists(id)")));
    }

    @Override
    public void composed(ReportId id) {
        table.update(
                KEY,
                "SET composed = :yes",
                "id = :id",
                new RowWriter().text(":id", id.value()).flag(":yes", true));
    }
}
