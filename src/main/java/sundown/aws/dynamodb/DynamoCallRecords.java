package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;

/** The calls of operators in their own table: a row for each call, under {@code callDay} and {@code callId}. */
@Singleton
@RegisterForReflection(targets = {CallRecord.class, CallId.class})
public final class DynamoCallRecords implements CallRecords {
    private static final RowMapper<CallRecord> CALLS =
            RowMapper.of(CallRecord.class, Map.of("CallRecord.id", "callId"));

    private final Table table;

    public DynamoCallRecords(DynamoDbClient client, @ConfigProperty(name = "OPERATOR_CALLS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public boolean put(CallRecord call) {
        RowWriter values = new RowWriter().text(":begun", CallRecord.BEGUN);
        return table.put(
                CALLS.write(call).text("callDay", call.id().day().toString()),
                "attribute_not_exists(callId) OR outcome = :begun",
                values);
    }

    @Override
    public List<CallRecord> list(LocalDate day, Optional<CallId> before, int limit) {
        RowWriter values = new RowWriter().text(":day", day.toString()).text(":before", before.map(CallId::value));
        return table.query(
                limit,
                CALLS::read,
                "callDay = :day" + (before.isPresent() ? " AND callId < :before" : ""),
                values,
                request -> request.consistentRead(true).scanIndexForward(false));
    }
}
