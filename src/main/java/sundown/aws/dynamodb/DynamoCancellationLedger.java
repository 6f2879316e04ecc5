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
import sundown.account.Membership.SubscriptionId;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.CancellationLedger.CancellationState.StateName;

/**
 * Cancellations in DynamoDB: one row for each subscription, {@code subscriptionId} its key. {@code stateShard} lists it
 * by state. Only a subscription that has not ended has {@code wakeShard} and {@code wakeAt}.
 */
@Singleton
@RegisterForReflection(targets = {Cancellation.class, CancellationState.class, SubscriptionId.class})
public final class DynamoCancellationLedger implements CancellationLedger {
    private static final String KEY = "subscriptionId";
    private static final RowMapper<Cancellation> CANCELLATIONS =
            RowMapper.of(Cancellation.class, Map.of("Cancellation.subscription", KEY));

    private final LedgerRows<SubscriptionId, Cancellation> rows;

    public DynamoCancellationLedger(
            DynamoDbClient client, @ConfigProperty(name = "SUBSCRIPTIONS_TABLE") String table, RandomGenerator random) {
        this.rows = new LedgerRows<>(
                client,
                table,
                random,
                KEY,
                SubscriptionId::new,
                CANCELLATIONS::read,
                List.of(StateName.DUE, StateName.MANUAL));
    }

    @Override
    public Cancellation open(Cancellation due) {
        return save(due) ? due.saved() : find(due.subscription()).orElseThrow();
    }

    @Override
    public Optional<Cancellation> find(SubscriptionId subscription) {
        return rows.find(subscription.value());
    }

    @Override
    public boolean save(Cancellation cancellation) {
        return rows.replace(cancellation.version(), write(cancellation));
    }

    @Override
    public List<SubscriptionId> listDue(Instant now, int limit) {
        return rows.listDue(now, limit);
    }

    @Override
    public List<Cancellation> listInState(StateName state, Optional<SubscriptionId> after, int limit) {
        return rows.listInState(state, after.map(SubscriptionId::value), limit);
    }

    private static RowWriter write(Cancellation cancellation) {
        CancellationState state = cancellation.state();
        return LedgerRows.list(
                CANCELLATIONS.write(cancellation),
                state.name(),
                cancellation.subscription().value(),
                state.wakeAt());
    }
}
