package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.account.AccountStore;
import sundown.account.Membership.ChargeId;
import sundown.account.UserId;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.refund.RefundLedger.Refund;

/**
 * Closes a refund that people had to resolve: an operator's call, {@code {"userId", "chargeId", "note"}}. User and
 * charge must belong together, so that a typing error cannot close another user's refund.
 */
@Singleton
public record ResolveRefundFunction(OperatorEdge edge, AccountStore accounts, RefundLedger ledger, Clock clock) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("resolve-refund", Access.of(Role.REFUNDS), Call.class);
    private static final Logger LOG = Logger.getLogger(ResolveRefundFunction.class);

    @RegisterForReflection
    record Call(UserId userId, ChargeId chargeId, Line note) {}

    /** Answers with a {@link RefundList.Row}. */
    @Funq("resolve-refund")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::resolve);
    }

    private RefundList.Row resolve(Call call, Operator by) {
        UserId user = call.userId();
        Refund refund = ledger.find(call.chargeId())
                .filter(row -> row.user().equals(user))
                .orElseThrow(() -> missing(user));
        Refund resolved = RefundRules.resolved(refund, by, call.note().text(), clock.instant())
                .flatMap(ledger::save)
                .orElseThrow(() -> Problem.of(
                        ProblemType.NOTHING_TO_RESOLVE,
                        "Only a refund in the state MANUAL can be resolved; this one is "
                                + refund.state().name() + "."));
        LOG.infof("the refund of user %s was resolved by %s", user, by);
        return RefundList.Row.of(resolved);
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
