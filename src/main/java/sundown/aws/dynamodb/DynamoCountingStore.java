package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.report.CountingStore;
import sundown.report.CountingStore.Counting;
import sundown.report.ReportFiles.ReportId;

/** The counting in the groups table: the one row {@code progress-report}. */
@Singleton
@RegisterForReflection(targets = {Counting.class, ReportId.class})
public final class DynamoCountingStore implements CountingStore {
    private static final RowMapper<Counting> COUNTINGS = RowMapper.of(Counting.class);
    private static final Map<String, AttributeValue> KEY = Table.key("group", "progress-report");

    private final Table table;

    public DynamoCountingStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Counting> find() {
        return table.find(KEY).map(COUNTINGS::read);
    }

    @Override
    public boolean begin(Counting counting, Optional<ReportId> inPlaceOf) {
        RowWriter row = COUNTINGS.write(counting).text("group", KEY.get("group").s());
        return inPlaceOf
                .map(read -> table.put(row, "id = :read", new RowWriter().text(":read", read.value())))
                .orElseGet(() -> table.putFirst(row, "id"));
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
