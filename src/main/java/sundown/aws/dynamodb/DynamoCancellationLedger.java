package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.SubscriptionId;
import sundown.account.UserId;
import sundown.refund.Cancellation;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationState;
import sundown.refund.CancellationState.StateName;
import sundown.sweep.Wake;
import sundown.timeline.GroupId;

/**
 * Cancellations in DynamoDB: one row for each subscription, {@code subscriptionId} its key. {@code stateShard} lists it
 * by state. Only a subscription that has not ended has {@code wakeShard} and {@code wakeAt}.
 */
@Singleton
public final class DynamoCancellationLedger implements CancellationLedger {
    private static final String KEY = "subscriptionId";

    private final VersionedRows rows;
    private final List<WakeIndex<SubscriptionId>> lanes;
    private final StateIndex<Cancellation> states;

    public DynamoCancellationLedger(
            DynamoDbClient client, @ConfigProperty(name = "SUBSCRIPTIONS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
        this.lanes = Stream.of(StateName.DUE, StateName.MANUAL)
                .map(state -> new WakeIndex<>(rows, KEY, SubscriptionId::new, lane(state)))
                .toList();
        this.states = new StateIndex<>(rows, KEY, DynamoCancellationLedger::read);
    }

    @Override
    public Cancellation open(Cancellation due) {
        return save(due) ? due.saved() : find(due.subscription()).orElseThrow();
    }

    @Override
    public Optional<Cancellation> find(SubscriptionId subscription) {
        return rows.find(Table.key(KEY, subscription.value())).map(DynamoCancellationLedger::read);
    }

    @Override
    public boolean save(Cancellation cancellation) {
        return rows.replace(cancellation.version(), write(cancellation));
    }

    @Override
    public List<SubscriptionId> due(Instant now, int limit) {
        return lanes.stream()
                .flatMap(lane -> lane.due(now, limit).stream())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Cancellation> inState(StateName state, Optional<SubscriptionId> after, int limit) {
        return states.rows(state, after.map(SubscriptionId::value), limit);
    }

    private static RowWriter write(Cancellation cancellation) {
        CancellationState state = cancellation.state();
        String subscription = cancellation.subscription().value();
        RowWriter row = new RowWriter()
                .text(KEY, subscription)
                .text("userId", cancellation.user().value())
                .text("group", cancellation.group().value())
                .instant("openedAt", cancellation.openedAt())
                .text("state", state.name().name())
                .text("stateShard", StateIndex.stateShard(state.name(), subscription));
        writeState(row, state);
        state.wakeAt()
                .ifPresent(at -> row.text("wakeShard", lane(state.name()) + WakeIndex.shard(subscription))
                        .text("wakeAt", Wake.time(at)));
        return row;
    }

    private static void writeState(RowWriter row, CancellationState state) {
        switch (state) {
            case CancellationState.Due due ->
                row.number("attempts", due.attempts()).instant("dueAt", due.dueAt());
            case CancellationState.Ended ended -> row.instant("at", ended.at());
            case CancellationState.Manual manual ->
                row.text("reason", manual.reason().name())
                        .instant("at", manual.at())
                        .instant("checkAt", manual.checkAt());
        }
    }

    private static Cancellation read(Map<String, AttributeValue> attributes) {
        return Row.read("cancellation", attributes, DynamoCancellationLedger::cancellation);
    }

    private static Cancellation cancellation(Row row) {
        return new Cancellation(
                new SubscriptionId(row.text(KEY)),
                new UserId(row.text("userId")),
                new GroupId(row.text("group")),
                state(row),
                row.instant("openedAt"),
                row.number("version"));
    }

    private static CancellationState state(Row row) {
        return switch (StateName.valueOf(row.text("state"))) {
            case DUE -> new CancellationState.Due(row.smallNumber("attempts"), row.instant("dueAt"));
            case ENDED -> new CancellationState.Ended(row.instant("at"));
            case MANUAL ->
                new CancellationState.Manual(
                        CancellationState.Reason.valueOf(row.text("reason")),
                        row.instant("at"),
                        row.instant("checkAt"));
        };
    }

    private static String lane(StateName state) {
        return state.name() + "#";
    }
}
