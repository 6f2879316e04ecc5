package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
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
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.ReportingService.Event;
import sundown.refund.ReportingService.PaymentEventId;
import sundown.refund.ReportingService.Report;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Sends for a user's last fee once more: an operator's call, {@code {"userId", "reason"}}. It decides nothing about
 * money: {@code issue-refund} gets the message that the beginning of the group's refunds sends, which may come any
 * number of times. It helps if a member was passed over or a message was lost. It changes no refund that waits for its
 * time or for people. With {@code "since"} instead of a user it acts on the reports of the payment service since then,
 * for webhooks that were lost: {@code {"since", "undelivered", "after", "reason"}}.
 */
@Singleton
public record ResendRefundFunction(
        OperatorEdge edge,
        AccountStore accounts,
        TimelineStore timelines,
        RefundLedger ledger,
        MessageQueue<RefundMessage> queue,
        ReportingService payments,
        PaymentReports reports,
        Clock clock) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("resend-refund", Access.of(Role.SUPPORT, Role.REFUNDS), Call.class);
    private static final Logger LOG = Logger.getLogger(ResendRefundFunction.class);

    /** The API waits for 30 seconds. The last event begins within this time, and may take ten seconds more. */
    private static final Duration TURN_MAX = Duration.ofSeconds(15);

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
            WrongPart.require(since.isPresent() || !undelivered, "undelivered", "cannot go with userId");
            WrongPart.require(since.isPresent() || after.isEmpty(), "after", "cannot go with userId");
        }
    }

    /** The user, after a message was sent for their fee. */
    @RegisterForReflection
    public record ResentView(UserId userId, boolean sent) {}

    /**
     * The result for events, the latest first.
     *
     * @param seen the number of events that were acted on
     * @param changed the number of events that changed the ledger
     * @param known the number of events that the ledger knew already, or need not know
     * @param next the event after which the next call goes on; empty if all were seen
     */
    @RegisterForReflection
    public record ReportsView(
            int seen, int changed, int known, List<FailedView> failed, Optional<PaymentEventId> next) {}

    /** An event that could not be acted on. */
    @RegisterForReflection
    public record FailedView(PaymentEventId event, String why) {}

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
        if (since.isBefore(now.minus(ReportingService.EVENTS_KEPT)) || since.isAfter(now)) {
            throw Problem.wrongPart(
                    "since", "is not within the last 30 days: the payment service keeps no older events");
        }
        ReportingService.Events page = payments.events(since, call.undelivered(), call.after())
                .orElseThrow(() -> Problem.wrongPart("after", "names no event that the payment service knows"));
        return act(page, now.plus(TURN_MAX));
    }

    /** Acts on a page of events as if their webhooks came now, or on as many as there is time for. */
    private ReportsView act(ReportingService.Events page, Instant end) {
        List<FailedView> failed = new ArrayList<>();
        int seen = 0;
        int changed = 0;
        for (Event event : page.events()) {
            if (seen > 0 && !clock.instant().isBefore(end)) {
                break;
            }
            seen++;
            changed += changes(event, failed) ? 1 : 0;
        }
        boolean more = page.more() || seen < page.events().size();
        Optional<PaymentEventId> last =
                more ? Optional.of(page.events().get(seen - 1).id()) : Optional.empty();
        return new ReportsView(seen, changed, seen - changed - failed.size(), failed, last);
    }

    /** An event that fails, in whatever way, stops none of the others. */
    private boolean changes(Event event, List<FailedView> failed) {
        if (event.report() instanceof Report.OfOthers) {
            failed.add(new FailedView(event.id(), "neither a refund nor an invoice that can be read"));
            return false;
        }
        try {
            return reports.act(event.report());
        } catch (RuntimeException failure) {
            LOG.errorf(LoggableFailure.of(failure), "an event of the payment service cannot be acted on");
            failed.add(new FailedView(event.id(), why(failure)));
            return false;
        }
    }

    private static String why(RuntimeException failure) {
        return failure instanceof RetryableFailure || failure instanceof PermanentFailure
                ? failure.getMessage()
                : "an unexpected failure, which the log has";
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
        queue.send(new RefundMessage(user, Trigger.REFUNDS_BEGIN, Correlation.current()));
        return new ResentView(user, true);
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
