package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.ChargeId;
import sundown.refund.Refund;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;

/** The ledger in DynamoDB: one row for each charge. Rows are never removed. A save is one conditional write. */
@Singleton
public final class DynamoRefundLedger implements RefundLedger {
    private final VersionedRows rows;
    private final List<WakeIndex<ChargeId>> lanes;
    private final StateIndex<Refund> states;

    public DynamoRefundLedger(
            DynamoDbClient client, @ConfigProperty(name = "REFUNDS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
        this.lanes = Stream.of(RefundState.StateName.SENT, RefundState.StateName.INTENT, RefundState.StateName.PENDING)
                .map(state -> new WakeIndex<>(rows, "chargeId", ChargeId::new, RefundCodec.lane(state)))
                .toList();
        this.states = new StateIndex<>(rows, "chargeId", RefundCodec::read);
    }

    @Override
    public Refund open(Refund intent) {
        return save(intent).or(() -> find(intent.charge())).orElseThrow();
    }

    @Override
    public Optional<Refund> find(ChargeId charge) {
        return rows.find(Table.key("chargeId", charge.value())).map(RefundCodec::read);
    }

    @Override
    public Optional<Refund> save(Refund refund) {
        return rows.replace(refund.version(), RefundCodec.write(refund), refund.saved());
    }

    @Override
    public List<ChargeId> due(Instant now, int limit) {
        return lanes.stream()
                .flatMap(lane -> lane.due(now, limit).stream())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Refund> inState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        return states.rows(state, after.map(ChargeId::value), limit);
    }

    @Override
    public List<Refund> inState(RefundState.StateName state, int part, Optional<ChargeId> after, int limit) {
        return states.rows(state, part, after.map(ChargeId::value), limit);
    }
}
