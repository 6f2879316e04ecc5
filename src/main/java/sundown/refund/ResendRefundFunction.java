package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.operator.Role;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Sends for a user's last fee once more: an operator's call, {@code {"userId", "reason"}}. It decides nothing about
 * money: {@code issue-refund} gets the message that the group's refund date sends, which may come any number of times.
 * It helps where a member was passed over or a message was lost. It changes no refund that waits for its date or for
 * people.
 */
@Singleton
public final class ResendRefundFunction {
    private static final OperatorForm FORM =
            OperatorForm.of("resend-refund", Access.of(Role.SUPPORT, Role.REFUNDS), "userId", "reason");

    private final OperatorEdge edge;
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final RefundLedger ledger;
    private final MessageQueue<RefundMessage> queue;
    private final Clock clock;

    ResendRefundFunction(
            OperatorEdge edge,
            AccountStore accounts,
            TimelineStore timelines,
            RefundLedger ledger,
            MessageQueue<RefundMessage> queue,
            Clock clock) {
        this.edge = edge;
        this.accounts = accounts;
        this.timelines = timelines;
        this.ledger = ledger;
        this.queue = queue;
        this.clock = clock;
    }

    /** The user, after a message was sent for their fee. */
    @RegisterForReflection
    public record ResentView(String userId, boolean sent) {}

    /** Answers with a {@link ResentView}. */
    @Funq("resend-refund")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::resend);
    }

    private ResentView resend(RequestBody call) {
        UserId user = call.id("userId", UserId::new);
        call.text("reason"); // only the audit table and the log record why
        Account account = accounts.find(user)
                .orElseThrow(() ->
                        Problem.of("unknown-user", 404, "There is no such user.", "No account has this user id."));
        Membership membership = account.membership().orElseThrow(() -> nothing("They have paid nothing."));
        Instant now = clock.instant();
        if (opened(account, now).isEmpty()) {
            throw nothing("Exports have not opened for them, or nothing ends in their region.");
        }
        ledger.find(membership.charge())
                .filter(refund -> !RefundRules.isDue(refund, now))
                .ifPresent(refund -> {
                    throw nothing("Their refund is " + refund.state().name() + ", "
                            + refund.state()
                                    .wakeAt()
                                    .map(at -> "and goes on by itself at " + at + ".")
                                    .orElse("and no message changes it."));
                });
        queue.send(new RefundMessage(user, Trigger.REFUND_DATE, Correlation.current()));
        return new ResentView(user.value(), true);
    }

    private Optional<Group> opened(Account account, Instant now) {
        return timelines
                .inForce()
                .groupOf(account.region())
                .filter(group -> group.dates().opened(now));
    }

    private static Problem nothing(String why) {
        return Problem.of("nothing-to-resend", 409, "There is nothing to send for.", why);
    }
}
