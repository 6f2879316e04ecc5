package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.account.AccountStore;
import sundown.account.ChargeId;
import sundown.account.UserId;
import sundown.edge.OperatorEdge;
import sundown.edge.Problem;
import sundown.edge.RequestBody;

/**
 * Closes a refund that people had to see to: an operator's call, {@code {"userId", "chargeId", "by", "note"}}. User and
 * charge must belong together, so that a slip of the hand closes nobody else's.
 */
@Singleton
public final class ResolveRefundFunction {
    private static final Logger LOG = Logger.getLogger(ResolveRefundFunction.class);

    private final OperatorEdge edge;
    private final AccountStore accounts;
    private final RefundLedger ledger;
    private final Clock clock;

    ResolveRefundFunction(OperatorEdge edge, AccountStore accounts, RefundLedger ledger, Clock clock) {
        this.edge = edge;
        this.accounts = accounts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Answers with a {@link RefundRow}. */
    @Funq("resolve-refund")
    public JsonNode handle(JsonNode call) {
        return edge.answer(call, this::resolve);
    }

    private RefundRow resolve(RequestBody call) {
        UserId user = call.id("userId", UserId::new);
        ChargeId charge = call.id("chargeId", ChargeId::new);
        String by = call.text("by");
        String note = call.text("note");
        Refund refund = ledger.find(charge)
                .filter(row -> row.user().equals(user))
                .orElseThrow(() -> missing(user).asException());
        Refund resolved = RefundRules.resolved(refund, by, note, clock.instant())
                .flatMap(ledger::save)
                .orElseThrow(() ->
                        RefundProblems.nothingToResolve(refund.state().name()).asException());
        LOG.infof("the refund of user %s was resolved by %s", user, by);
        return RefundRow.of(resolved);
    }

    /**
     * The account only says why there is none: the ledger keeps its row when the photo cloud has removed the account.
     */
    private Problem missing(UserId user) {
        return accounts.find(user).isPresent() ? RefundProblems.noRefund() : RefundProblems.unknownUser();
    }
}
