package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership.SubscriptionId;
import sundown.account.UserId;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.CancellationLedger.CancellationState.Reason;
import sundown.timeline.GroupId;

/** Lists cancellations of subscriptions by state: an operator's call, {@code {"state", "after", "limit"}}. */
@Singleton
public record ListCancellations(CancellationLedger ledger) implements OperatorQuery<ListCancellations.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-cancellations", Access.reading(), Call.class);
    private static final int PAGE_ROWS = 1_000;

    @RegisterForReflection
    record Call(CancellationState.StateName state, Optional<SubscriptionId> after, Optional<Integer> limit) {
        Call {
            WrongPart.requireWithin("limit", limit, 1, PAGE_ROWS);
        }
    }

    /**
     * A page of cancellations.
     *
     * @param next the subscription after which the next page begins; empty on the last page
     */
    @RegisterForReflection
    public record Page(CancellationState.StateName state, List<Row> cancellations, Optional<SubscriptionId> next) {}

    /**
     * One cancellation.
     *
     * @param openedAt since when the subscription is to end, ISO 8601 in UTC
     * @param reason why people must act
     */
    @RegisterForReflection
    public record Row(
            SubscriptionId subscriptionId, UserId userId, GroupId group, Instant openedAt, Optional<Reason> reason) {
        private static Row of(Cancellation cancellation) {
            return new Row(
                    cancellation.subscription(),
                    cancellation.user(),
                    cancellation.group(),
                    cancellation.openedAt(),
                    cancellation.state() instanceof CancellationState.Manual manual
                            ? Optional.of(manual.reason())
                            : Optional.empty());
        }

        /** Hides the payment id. */
        @Override
        public String toString() {
            return "ListCancellations.Row[" + userId + "]";
        }
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public Page answer(Call call) {
        int limit = call.limit().orElse(PAGE_ROWS);
        List<Row> rows = ledger.listInState(call.state(), call.after(), limit).stream()
                .map(Row::of)
                .toList();
        return new Page(
                call.state(),
                rows,
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(rows.getLast().subscriptionId()));
    }
}
