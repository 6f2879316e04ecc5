package sundown.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import sundown.account.ChargeId;
import sundown.aws.AwsFailures;
import sundown.refund.RefundState;

/**
 * The index {@code by-state} of the ledger. Its keys are spread over shards, because one index key takes only the
 * writes of one partition (1,000 a second) and would throttle its table. The index is eventually consistent.
 */
final class StateIndex {
    private static final String NAME = "by-state";
    private static final int SHARDS = 16;

    private final DynamoDbClient client;
    private final String table;

    StateIndex(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** The index key of a charge. */
    static String shard(RefundState.StateName state, ChargeId charge) {
        return shard(state, number(charge));
    }

    private static String shard(RefundState.StateName state, int number) {
        return "%s#%02d".formatted(state, number);
    }

    private static int number(ChargeId charge) {
        return Math.floorMod(charge.value().hashCode(), SHARDS);
    }

    /** The rows in a state after a charge, shard by shard. */
    List<Map<String, AttributeValue>> page(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        int first = after.map(StateIndex::number).orElse(0);
        return AwsFailures.sorting(() -> IntStream.range(first, SHARDS)
                .mapToObj(
                        number -> query(shard(state, number), after.filter(charge -> number(charge) == number), limit))
                .flatMap(request -> client.queryPaginator(request).items().stream())
                .limit(limit)
                .toList());
    }

    private QueryRequest query(String shard, Optional<ChargeId> after, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":shard", AttributeValue.fromS(shard));
        after.ifPresent(charge -> values.put(":after", AttributeValue.fromS(charge.value())));
        return QueryRequest.builder()
                .tableName(table)
                .indexName(NAME)
                .keyConditionExpression("stateShard = :shard" + (after.isPresent() ? " AND chargeId > :after" : ""))
                .expressionAttributeValues(values)
                .limit(limit)
                .build();
    }
}
