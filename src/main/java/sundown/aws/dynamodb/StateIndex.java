package sundown.aws.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.ChargeId;
import sundown.refund.Refund;
import sundown.refund.RefundState;

/**
 * The index {@code by-state} of the ledger. Its keys are spread over shards, because one index key takes only the
 * writes of one partition (1,000 a second) and would throttle its table. The index is eventually consistent.
 */
final class StateIndex {
    private static final String NAME = "by-state";
    private static final int SHARDS = 16;

    private final Table table;

    StateIndex(Table table) {
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
    List<Refund> page(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        int first = after.map(StateIndex::number).orElse(0);
        return IntStream.range(first, SHARDS)
                .mapToObj(
                        number -> query(shard(state, number), after.filter(charge -> number(charge) == number), limit))
                .flatMap(List::stream)
                .limit(limit)
                .toList();
    }

    private List<Refund> query(String shard, Optional<ChargeId> after, int limit) {
        RowWriter values = new RowWriter().text(":shard", shard).text(":after", after.map(ChargeId::value));
        return table.query(
                limit,
                RefundCodec::read,
                request -> request.indexName(NAME)
                        .keyConditionExpression(
                                "stateShard = :shard" + (after.isPresent() ? " AND chargeId > :after" : ""))
                        .expressionAttributeValues(values.attributes())
                        .limit(limit));
    }
}
