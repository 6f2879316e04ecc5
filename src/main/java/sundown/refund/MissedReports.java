package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService.Event;
import sundown.refund.PaymentService.PaymentEventId;
import sundown.refund.PaymentService.Report;

/** Reads what webhooks should have reported, and acts on each event as if its webhook came now. */
@Singleton
record MissedReports(PaymentService payments, PaymentReports reports, Clock clock) {
    private static final Logger LOG = Logger.getLogger(MissedReports.class);

    /** The API waits for 30 seconds, and the last event may take ten more. */
    static final Duration TURN_MAX = Duration.ofSeconds(15);

    /**
     * An event that was acted on.
     *
     * @param news false when the ledger knew it already, or need not know it
     * @param failure why it could not be acted on
     */
    record Acted(PaymentEventId event, boolean news, Optional<String> failure) {}

    /**
     * How far this came.
     *
     * @param more whether there are events that happened before these
     */
    record Progress(List<Acted> acted, boolean more) {}

    /**
     * Acts on a page of events, or on as many as there is time for; nothing when there is no such event to go on after.
     */
    Optional<Progress> read(Instant since, boolean undelivered, Optional<PaymentEventId> after) {
        Instant end = clock.instant().plus(TURN_MAX);
        return payments.events(since, undelivered, after).map(page -> {
            List<Acted> acted = new ArrayList<>();
            for (Event event : page.events()) {
                if (!acted.isEmpty() && !clock.instant().isBefore(end)) {
                    return new Progress(acted, true);
                }
                acted.add(act(event));
            }
            return new Progress(acted, page.more());
        });
    }

    /** An event that fails, in whatever way, stops none of the others. */
    private Acted act(Event event) {
        if (event.report() instanceof Report.OfOthers) {
            return new Acted(event.id(), false, Optional.of("neither a refund nor an invoice that can be read"));
        }
        try {
            return new Acted(event.id(), reports.act(event.report()), Optional.empty());
        } catch (RuntimeException failed) {
            LOG.errorf(LoggableFailure.of(failed), "an event of the payment service cannot be acted on");
            return new Acted(event.id(), false, Optional.of(why(failed)));
        }
    }

    private static String why(RuntimeException failed) {
        return failed instanceof RetryableFailure || failed instanceof PermanentFailure
                ? failed.getMessage()
                : "an unexpected failure, which the log has";
    }
}
