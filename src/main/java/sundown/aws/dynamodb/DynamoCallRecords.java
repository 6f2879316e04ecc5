package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.operator.CallId;
import sundown.operator.CallRecord;
import sundown.operator.CallRecords;
import sundown.operator.Role;

/** The calls of operators in their own table: a row for each call, under {@code callDay} and {@code callId}. */
@Singleton
public final class DynamoCallRecords implements CallRecords {
    private final Table table;

    public DynamoCallRecords(DynamoDbClient client, @ConfigProperty(name = "OPERATOR_CALLS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public boolean put(CallRecord call) {
        RowWriter values = new RowWriter().text(":begun", CallRecord.BEGUN);
        return table.put(
                row(call),
                request -> request.conditionExpression("attribute_not_exists(callId) OR outcome = :begun")
                        .expressionAttributeValues(values.attributes()));
    }

    private static RowWriter row(CallRecord call) {
        return new RowWriter()
                .text("callDay", call.id().day().toString())
                .text("callId", call.id().value())
                .text("function", call.function())
                .operator("by", call.by())
                .textList(
                        "roles", call.roles().stream().sorted().map(Role::name).toList())
                .flag("withIam", call.withIam())
                .texts("about", call.about())
                .text("reason", call.reason())
                .text("outcome", call.outcome());
    }

    @Override
    public List<CallRecord> of(LocalDate day, Optional<CallId> before, int limit) {
        RowWriter values = new RowWriter().text(":day", day.toString()).text(":before", before.map(CallId::value));
        return table.query(
                limit,
                DynamoCallRecords::call,
                request -> request.keyConditionExpression(
                                "callDay = :day" + (before.isPresent() ? " AND callId < :before" : ""))
                        .expressionAttributeValues(values.attributes())
                        .scanIndexForward(false)
                        .limit(limit));
    }

    private static CallRecord call(Map<String, AttributeValue> attributes) {
        return Row.read("operator's call", attributes, DynamoCallRecords::call);
    }

    private static CallRecord call(Row row) {
        return new CallRecord(
                new CallId(row.text("callId")),
                row.text("function"),
                row.operator("by"),
                row.textList("roles").stream().map(Role::valueOf).collect(Collectors.toSet()),
                row.flag("withIam"),
                row.texts("about"),
                row.optionalText("reason"),
                row.text("outcome"));
    }
}
