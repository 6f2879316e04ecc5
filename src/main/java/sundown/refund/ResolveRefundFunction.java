package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.AccountStore;
import sundown.account.Membership.ChargeId;
import sundown.account.UserId;
import sundown.edge.Code;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.refund.RefundLedger.Refund;

/**
 * Closes refunds that people had to resolve: an operator's call, {@code {"userId", "chargeId", "note"}}. User and
 * charge must belong together, so that a typing error cannot close another user's refund. With {@code "refunds":
 * [{"charge", "note"}]} instead, it closes a lot of them, and answers for each: a lot that is sent again does no harm.
 */
@Singleton
public record ResolveRefundFunction(OperatorEdge edge, AccountStore accounts, RefundLedger ledger, Clock clock) {
    /** The number of refunds in a lot; they are closed one after the other. */
    public static final int LOT_MAX = 100;

    private static final OperatorForm<Call> FORM =
            OperatorForm.of("resolve-refund", Access.of(Role.REFUNDS), Call.class);
    private static final Logger LOG = Logger.getLogger(ResolveRefundFunction.class);

    /** The call, of one refund or of a lot. */
    @RegisterForReflection
    record Call(
            Optional<UserId> userId, Optional<ChargeId> chargeId, Optional<Line> note, Optional<List<LotRow>> refunds) {
        Call {
            requireOne("userId", userId, refunds);
            requireOne("chargeId", chargeId, refunds);
            requireOne("note", note, refunds);
            refunds.ifPresent(Call::requireLot);
        }

        private static void requireOne(String part, Optional<?> single, Optional<?> lot) {
            WrongPart.require(single.isPresent() || lot.isPresent(), part, "is missing");
            WrongPart.require(single.isEmpty() || lot.isEmpty(), part, "cannot go with refunds");
        }

        private static void requireLot(List<LotRow> rows) {
            WrongPart.require(
                    !rows.isEmpty() && rows.size() <= LOT_MAX && !rows.contains(null),
                    "refunds",
                    "is not a list of 1 to " + LOT_MAX + " objects");
            WrongPart.require(
                    rows.stream().map(LotRow::charge).distinct().count() == rows.size(),
                    "refunds",
                    "names a charge twice");
        }
    }

    /** A refund of a lot. */
    @RegisterForReflection
    record LotRow(ChargeId charge, Line note) {}

    /** The results in the order of the lot. */
    @RegisterForReflection
    public record LotView(List<ResultView> refunds) {}

    /** The code of the result for one refund of a lot. */
    @RegisterForReflection
    public record ResultView(ChargeId charge, String result) {}

    /** The results; their codes are stable. */
    private enum LotResult implements Code {
        RESOLVED,
        /** It was resolved before, and keeps the name and note that it has. */
        ALREADY_RESOLVED,
        /** Nobody has to resolve it: it waits, is under way, or is made. */
        NOT_OPEN,
        /** The ledger has no refund of this charge. */
        UNKNOWN
    }

    /** Answers with a {@link RefundList.Row}, or with a {@link LotView}. */
    @Funq("resolve-refund")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::resolve);
    }

    private Object resolve(Call call, Operator by) {
        return call.refunds()
                .<Object>map(lot -> new LotView(lot.stream()
                        .map(row ->
                                new ResultView(row.charge(), resolve(row, by).code()))
                        .toList()))
                .orElseGet(() -> resolve(
                        call.userId().orElseThrow(),
                        call.chargeId().orElseThrow(),
                        call.note().orElseThrow(),
                        by));
    }

    /** Reads the row again when another writer saved it meanwhile. */
    private LotResult resolve(LotRow row, Operator by) {
        Optional<Refund> found = ledger.find(row.charge());
        if (found.isEmpty()) {
            return LotResult.UNKNOWN;
        }
        Refund refund = found.get();
        if (refund.state() instanceof RefundState.Resolved) {
            return LotResult.ALREADY_RESOLVED;
        }
        Optional<Refund> resolved = RefundRules.resolved(refund, by, row.note().text(), clock.instant());
        if (resolved.isEmpty()) {
            return LotResult.NOT_OPEN;
        }
        return saved(resolved.get(), by).isPresent() ? LotResult.RESOLVED : resolve(row, by);
    }

    private RefundList.Row resolve(UserId user, ChargeId charge, Line note, Operator by) {
        Refund refund =
                ledger.find(charge).filter(row -> row.user().equals(user)).orElseThrow(() -> missing(user));
        return RefundRules.resolved(refund, by, note.text(), clock.instant())
                .flatMap(resolved -> saved(resolved, by))
                .map(RefundList.Row::of)
                .orElseThrow(() -> Problem.of(
                        ProblemType.NOTHING_TO_RESOLVE,
                        "Only a refund in the state MANUAL or ELSEWHERE can be resolved; this one is "
                                + refund.state().name() + "."));
    }

    private Optional<Refund> saved(Refund resolved, Operator by) {
        Optional<Refund> saved = ledger.save(resolved);
        saved.ifPresent(row -> LOG.infof("the refund of user %s was resolved by %s", row.user(), by));
        return saved;
    }

    /** The account only tells the reasons apart: the ledger keeps its row after the account is removed. */
    private Problem missing(UserId user) {
        return accounts.find(user).isPresent()
                ? Problem.of(ProblemType.NO_REFUND, "The ledger has no refund of this charge for this user.")
                : Problem.of(
                        ProblemType.UNKNOWN_USER,
                        "Neither an account nor this charge's row in the ledger has this user id.");
    }
}
