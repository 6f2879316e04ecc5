package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.Membership.ChargeId;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.refund.RefundLedger.Refund;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Lists refunds by state: an operator's call, {@code {"state", "group", "format", "totals", "after", "limit"}}. The
 * call names either a group or {@code "allGroups": true}. {@code format} is {@code json} or {@code csv}. The first page
 * has totals unless {@code totals} is false.
 */
@Singleton
public record ListRefunds(TimelineStore timelines, RefundLedger ledger) implements OperatorQuery<ListRefunds.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-refunds", Access.reading(), Call.class);
    private static final int PAGE_ROWS = 1_000;

    /** The call. Leaving out both the group and {@code allGroups} is an error, not a request for all. */
    @RegisterForReflection
    record Call(
            RefundState.StateName state,
            Optional<GroupId> group,
            boolean allGroups,
            Optional<String> format,
            Optional<Boolean> totals,
            Optional<ChargeId> after,
            Optional<Integer> limit) {
        Call {
            WrongPart.require(group.isPresent() != allGroups, "group", "is to be named, or else \"allGroups\": true");
            WrongPart.require(
                    format.map(List.of("json", "csv")::contains).orElse(true), "format", "is neither json nor csv");
            WrongPart.requireWithin("limit", limit, 1, PAGE_ROWS);
        }

        private boolean csv() {
            return format.equals(Optional.of("csv"));
        }
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public RefundList answer(Call call) {
        RefundState.StateName state = call.state();
        Optional<GroupId> group =
                call.group().map(id -> timelines.inForce().require(id).id());
        int limit = call.limit().orElse(PAGE_ROWS);
        List<RefundList.Row> rows = RefundLedger.all(ledger, state, call.after(), PAGE_ROWS)
                .filter(refund -> in(group, refund))
                .limit(limit)
                .map(RefundList.Row::of)
                .toList();
        return new RefundList(
                state,
                call.after().isEmpty() && call.totals().orElse(true)
                        ? Optional.of(totals(state, group))
                        : Optional.empty(),
                call.csv() ? Optional.empty() : Optional.of(rows),
                call.csv() ? Optional.of(RefundList.csv(rows)) : Optional.empty(),
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(rows.getLast().chargeId()));
    }

    /** Reads every row in the state, so only the first page has totals. */
    private Map<String, Map<String, RefundList.Total>> totals(RefundState.StateName state, Optional<GroupId> group) {
        return RefundList.totals(
                RefundLedger.all(ledger, state, Optional.empty(), PAGE_ROWS).filter(refund -> in(group, refund)));
    }

    private static boolean in(Optional<GroupId> group, Refund refund) {
        return group.map(refund.group()::equals).orElse(true);
    }
}
