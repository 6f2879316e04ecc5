package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.account.ChargeId;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Lists refunds by state: an operator's call, {@code {"state", "group", "format", "after", "limit", "totals"}}. The
 * call names either a group or {@code "allGroups": true}. {@code format} is {@code json} or {@code csv}. With
 * {@code "totals": false} the first page has no totals.
 */
@Singleton
public final class ListRefundsFunction {
    private static final OperatorForm FORM = OperatorForm.of(
            "list-refunds", Access.reading(), "state", "group", "allGroups", "format", "after", "limit", "totals");
    private static final int PAGE = 1_000;

    private final OperatorEdge edge;
    private final TimelineStore timelines;
    private final RefundLedger ledger;

    ListRefundsFunction(OperatorEdge edge, TimelineStore timelines, RefundLedger ledger) {
        this.edge = edge;
        this.timelines = timelines;
        this.ledger = ledger;
    }

    /** Answers with a {@link RefundList}. */
    @Funq("list-refunds")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::list);
    }

    private RefundList list(RequestBody call) {
        RefundState.StateName state = state(call.text("state"));
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
                after.isEmpty() && totalsAreWanted(call) ? Optional.of(totals(state, group)) : Optional.empty(),
                csv ? Optional.empty() : Optional.of(rows),
                csv ? Optional.of(RefundList.csv(rows)) : Optional.empty(),
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(rows.getLast().chargeId()));
    }

    private static boolean totalsAreWanted(RequestBody call) {
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

    private static RefundState.StateName state(String name) {
        try {
            return RefundState.StateName.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            String known = Arrays.stream(RefundState.StateName.values())
                    .map(Enum::name)
                    .collect(Collectors.joining(", "));
            throw Problem.of(
                    "unknown-state",
                    400,
                    "There is no such state.",
                    "The state " + name + " is none of " + known + ".");
        }
    }

    private static boolean csv(RequestBody call) {
        String format = call.optionalText("format").orElse("json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw call.invalid("format", "is neither json nor csv");
        }
        return format.equals("csv");
    }
}
