package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;

/** The calls of operators in their own table: a row for each call, under {@code chapter} and {@code callId}. */
@Singleton
@RegisterForReflection(targets = {CallRecord.class, CallId.class, CallRecords.Kind.class})
public final class DynamoCallRecords implements CallRecords {
    private static final RowMapper<CallRecord> CALLS =
            RowMapper.of(CallRecord.class, Map.of("CallRecord.id", "callId"));

    private final Table table;

    public DynamoCallRecords(DynamoDbClient client, @ConfigProperty(name = "OPERATOR_CALLS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public boolean put(CallRecord call) {
        RowWriter row = CALLS.write(call).text("chapter", call.chapter().value());
        if (call.kind() == Kind.LOOK) {
            table.put(row);
            return true;
        }
        RowWriter values = new RowWriter().text(":begun", CallRecord.BEGUN);
        return table.put(row, "attribute_not_exists(callId) OR outcome = :begun", values);
    }

    @Override
    public List<CallRecord> list(Chapter chapter, Optional<CallId> before, int limit) {
        RowWriter values = new RowWriter().text(":chapter", chapter.value()).text(":before", before.map(CallId::value));
        return table.query(
                limit,
                CALLS::read,
                "chapter = :chapter" + (before.isPresent() ? " AND callId < :before" : ""),
                values,
                request -> request.consistentRead(true).scanIndexForward(false));
    }
}
