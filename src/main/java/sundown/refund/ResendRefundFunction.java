package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Line;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.refund.MissedReports.Acted;
import sundown.refund.PaymentService.PaymentEventId;
import sundown.refund.Refund.Trigger;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Sends for a user's last fee once more: an operator's call, {@code {"userId", "reason"}}. It decides nothing about
 * money: {@code issue-refund} gets the message that the group's refund date sends, which may come any number of times.
 * It helps where a member was passed over or a message was lost. It changes no refund that waits for its date or for
 * people. With {@code "since"} instead of a user it acts on what the payment service reported since then, for webhooks
 * that were lost: {@code {"since", "undelivered", "after", "reason"}}.
 */
@Singleton
public record ResendRefundFunction(
        OperatorEdge edge,
        AccountStore accounts,
        TimelineStore timelines,
        RefundLedger ledger,
        MessageQueue<RefundMessage> queue,
        MissedReports missed,
        Clock clock) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("resend-refund", Access.of(Role.SUPPORT, Role.REFUNDS), Call.class);

    /** The call, of a user or of the events since an instant. Only the audit table and the log record the reason. */
    @RegisterForReflection
    record Call(
            Optional<UserId> userId,
            Optional<Instant> since,
            boolean undelivered,
            Optional<PaymentEventId> after,
            Line reason) {
        Call {
            WrongPart.require(since.isEmpty() || userId.isEmpty(), "since", "cannot go with userId");
            WrongPart.require(since.isPresent() || userId.isPresent(), "userId", "is missing");
        }
    }

    /** The user, after a message was sent for their fee. */
    @RegisterForReflection
    public record ResentView(String userId, boolean sent) {}

    /**
     * What became of events, the latest first.
     *
     * @param seen how many were acted on
     * @param changed how many changed the ledger; it knew the others, or need not know them
     * @param next the event after which the next call goes on; nothing when all were seen
     */
    @RegisterForReflection
    public record ReportsView(int seen, int changed, int known, List<FailedView> failed, Optional<String> next) {
        private static ReportsView of(MissedReports.Progress progress) {
            List<Acted> acted = progress.acted();
            List<FailedView> failed = acted.stream().flatMap(FailedView::of).toList();
            int changed = (int) acted.stream().filter(Acted::news).count();
            return new ReportsView(
                    acted.size(),
                    changed,
                    acted.size() - changed - failed.size(),
                    failed,
                    progress.more() ? Optional.of(acted.getLast().event().value()) : Optional.empty());
        }
    }

    /** An event that could not be acted on. */
    @RegisterForReflection
    public record FailedView(String event, String why) {
        private static Stream<FailedView> of(Acted acted) {
            return acted.failure().stream()
                    .map(why -> new FailedView(acted.event().value(), why));
        }
    }

    /** Answers with a {@link ResentView}, or with a {@link ReportsView}. */
    @Funq("resend-refund")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::resend);
    }

    private Object resend(Call call, Operator by) {
        return call.userId()
                .<Object>map(this::resend)
                .orElseGet(() -> reread(call, call.since().orElseThrow()));
    }

    private ReportsView reread(Call call, Instant since) {
        Instant now = clock.instant();
        if (since.isBefore(now.minus(PaymentService.EVENTS_KEPT)) || since.isAfter(now)) {
            throw Problem.wrongPart(
                    "since", "is not within the last 30 days: the payment service keeps no older events");
        }
        return missed.read(since, call.undelivered(), call.after())
                .map(ReportsView::of)
                .orElseThrow(() -> Problem.wrongPart("after", "names no event that the payment service knows"));
    }

    private ResentView resend(UserId user) {
        Account account = accounts.find(user)
                .orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_USER, "No account has this user id."));
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
        return Problem.of(ProblemType.NOTHING_TO_RESEND, why);
    }
}
