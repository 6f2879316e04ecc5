package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;

/**
 * The ledger in DynamoDB: one row for each charge. Rows are never removed. A save is one conditional write.
 * {@code stateShard} lists a refund by state. Only a refund that waits for a time has {@code wakeShard} and
 * {@code wakeAt}.
 */
@Singleton
@RegisterForReflection(targets = {Refund.class, RefundState.class, RefundId.class, ChargeId.class, Money.class})
public final class DynamoRefundLedger implements RefundLedger {
    private static final RowMapper<Refund> REFUNDS = RowMapper.of(
            Refund.class,
            Map.of(
                    "Refund.charge", "chargeId",
                    "Pending.refund", "refundId",
                    "Succeeded.refund", "refundId",
                    "Succeeded.amount", "refunded",
                    "Manual.refund", "refundId",
                    "Resolved.by", "resolvedBy"));

    private final LedgerRows<ChargeId, Refund> rows;

    public DynamoRefundLedger(
            DynamoDbClient client, @ConfigProperty(name = "REFUNDS_TABLE") String table, RandomGenerator random) {
        this.rows = new LedgerRows<>(
                client,
                table,
                random,
                "chargeId",
                ChargeId::new,
                DynamoRefundLedger::read,
                List.of(RefundState.StateName.SENT, RefundState.StateName.INTENT, RefundState.StateName.PENDING));
    }

    /** The row of a refund without its version. */
    public static RowWriter write(Refund refund) {
        RefundState state = refund.state();
        return LedgerRows.list(
                REFUNDS.write(refund), state.name(), refund.charge().value(), state.wakeAt());
    }

    /** Reads the refund in a row. */
    public static Refund read(Map<String, AttributeValue> attributes) {
        return REFUNDS.read(attributes);
    }

    @Override
    public Refund open(Refund intent) {
        return save(intent).or(() -> find(intent.charge())).orElseThrow();
    }

    @Override
    public Optional<Refund> find(ChargeId charge) {
        return rows.find(charge.value());
    }

    @Override
    public Optional<Refund> save(Refund refund) {
        return rows.replace(refund.version(), write(refund), refund.saved());
    }

    @Override
    public List<ChargeId> listDue(Instant now, int limit) {
        return rows.listDue(now, limit);
    }

    @Override
    public List<Refund> listInState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        return rows.listInState(state, after.map(ChargeId::value), limit);
    }

    @Override
    public List<Refund> listInState(RefundState.StateName state, int part, Optional<ChargeId> after, int limit) {
        return rows.listInState(state, part, after.map(ChargeId::value), limit);
    }
}
