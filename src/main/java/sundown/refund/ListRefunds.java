package sundown.refund;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.Problem;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Lists refunds by state: an operator's call, {@code {"state", "group", "format", "totals", "after", "limit"}}. The
 * call names either a group or {@code "allGroups": true}. {@code format} is {@code json} or {@code csv}. The first page
 * has totals unless {@code totals} is false.
 */
@Singleton
public final class ListRefunds implements OperatorQuery {
    private static final OperatorForm FORM = OperatorForm.of(
            "list-refunds", Access.reading(), "state", "group", "allGroups", "format", "totals", "after", "limit");
    private static final int PAGE = 1_000;

    private final TimelineStore timelines;
    private final RefundLedger ledger;

    ListRefunds(TimelineStore timelines, RefundLedger ledger) {
        this.timelines = timelines;
        this.ledger = ledger;
    }

    @Override
    public OperatorForm form() {
        return FORM;
    }

    @Override
    public RefundList answer(RequestBody call) {
        RefundState.StateName state = call.state("state", RefundState.StateName.class);
        Optional<GroupId> group = group(call);
        int limit = call.optionalNumber("limit", 1, PAGE).orElse(PAGE);
        boolean csv = csv(call);
        Optional<ChargeId> after = call.optionalId("after", ChargeId::new);
        List<RefundList.Row> rows = RefundLedger.all(ledger, state, after, PAGE)
                .filter(refund -> in(group, refund))
                .limit(limit)
                .map(RefundList.Row::of)
                .toList();
        return new RefundList(
                state.name(),
                after.isEmpty() && wantsTotals(call) ? Optional.of(totals(state, group)) : Optional.empty(),
                csv ? Optional.empty() : Optional.of(rows),
                csv ? Optional.of(RefundList.csv(rows)) : Optional.empty(),
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(rows.getLast().chargeId()));
    }

    private static boolean wantsTotals(RequestBody call) {
        return !call.has("totals") || call.flag("totals");
    }

    /** Reads every row in the state, so only the first page has totals. */
    private Map<String, Map<String, RefundList.Total>> totals(RefundState.StateName state, Optional<GroupId> group) {
        return RefundList.totals(
                RefundLedger.all(ledger, state, Optional.empty(), PAGE).filter(refund -> in(group, refund)));
    }

    /** The named group, or nothing for all groups. Leaving both out is an error, not a request for all. */
    private Optional<GroupId> group(RequestBody call) {
        Optional<GroupId> named = call.optionalId("group", GroupId::new);
        if (named.isPresent() == call.flag("allGroups")) {
            throw Problem.invalidRequest("The call must say either a group or \"allGroups\": true.");
        }
        return named.map(id -> timelines.inForce().require(id).id());
    }

    private static boolean in(Optional<GroupId> group, Refund refund) {
        return group.map(refund.group()::equals).orElse(true);
    }

    private static boolean csv(RequestBody call) {
        String format = call.optionalText("format").orElse("json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw call.invalid("format", "is neither json nor csv");
        }
        return format.equals("csv");
    }
}
