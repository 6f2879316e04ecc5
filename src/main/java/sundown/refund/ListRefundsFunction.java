package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.ChargeId;
import sundown.edge.OperatorEdge;
import sundown.edge.Problem;
import sundown.edge.RequestBody;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.GroupProblems;
import sundown.timeline.TimelineStore;

/**
 * Lists refunds by state: an operator's call, {@code {"state", "group", "format", "after", "limit"}}. In the place of a
 * group {@code "allGroups": true} asks for all of them: one of the two must be said. {@code format} is {@code json} or
 * {@code csv}.
 */
@Singleton
public final class ListRefundsFunction {
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
    public JsonNode handle(JsonNode call) {
        return edge.answer(call, this::list);
    }

    private RefundList list(RequestBody call) {
        RefundState.StateName state = state(call.text("state"));
        Optional<GroupId> group = group(call);
        int limit = call.has("limit") ? call.number("limit", 1, PAGE) : PAGE;
        boolean csv = csv(call);
        Optional<ChargeId> after = call.optionalId("after", ChargeId::new);
        List<RefundRow> rows = all(state, after)
                .filter(refund -> in(group, refund))
                .limit(limit)
                .map(RefundRow::of)
                .toList();
        return new RefundList(
                state.name(),
                after.isEmpty() ? Optional.of(totals(state, group)) : Optional.empty(),
                csv ? Optional.empty() : Optional.of(rows),
                csv ? Optional.of(RefundList.csv(rows)) : Optional.empty(),
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(rows.getLast().chargeId()));
    }

    /** Reads every row in the state, which only the first page is worth. */
    private Map<String, Map<String, RefundList.Total>> totals(RefundState.StateName state, Optional<GroupId> group) {
        return RefundList.totals(all(state, Optional.empty()).filter(refund -> in(group, refund)));
    }

    /**
     * The group that is named, or nothing where all are asked for; nobody gets all of them by leaving something out.
     */
    private Optional<GroupId> group(RequestBody call) {
        Optional<GroupId> named = call.optionalId("group", GroupId::new);
        if (named.isPresent() == call.flag("allGroups")) {
            throw Problem.invalidRequest("The call must say either a group or \"allGroups\": true.")
                    .asException();
        }
        return named.map(this::known);
    }

    private static boolean in(Optional<GroupId> group, Refund refund) {
        return group.map(refund.group()::equals).orElse(true);
    }

    /** Page after page, as far as they are wanted. */
    private Stream<Refund> all(RefundState.StateName state, Optional<ChargeId> after) {
        return Stream.iterate(
                        ledger.inState(state, after, PAGE),
                        page -> !page.isEmpty(),
                        page -> ledger.inState(state, Optional.of(page.getLast().charge()), PAGE))
                .flatMap(List::stream);
    }

    private static RefundState.StateName state(String name) {
        try {
            return RefundState.StateName.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw RefundProblems.unknownState(name).asException();
        }
    }

    private GroupId known(GroupId named) {
        return timelines
                .inForce()
                .group(named)
                .map(Group::id)
                .orElseThrow(() -> GroupProblems.unknown(named).asException());
    }

    private static boolean csv(RequestBody call) {
        String format = call.optionalText("format").orElse("json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw call.invalid("format", "is neither json nor csv");
        }
        return format.equals("csv");
    }
}
