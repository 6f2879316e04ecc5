package sundown.timeline;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time that the refunds of a group need, so that its refund date is a deadline: to request them one after the
 * other, to retry through an outage of the payment service, and a margin for banks and people.
 *
 * @param parts how many fees a group has at most, how many the payment service takes in a second, the days of retries,
 *     and the days of the margin
 */
@Singleton
public record RefundLead(
        @ConfigProperty(name = "REFUND_LEAD") List<Long> parts) {
    public RefundLead {
        parts = List.copyOf(parts);
        if (parts.size() != 4 || parts.stream().anyMatch(part -> part < 0) || parts.get(1) == 0) {
            throw new IllegalArgumentException("a refund lead is a number of fees, a rate, and days of two kinds");
        }
    }

    /** The whole of it. */
    public Duration length() {
        return Duration.ofSeconds(Math.ceilDiv(parts.get(0), parts.get(1))).plusDays(parts.get(2) + parts.get(3));
    }

    /** When refunds must begin to be made by a date. */
    public Instant before(Instant refundBy) {
        return refundBy.minus(length());
    }

    /**
     * The instant by which all refunds are made, if nothing but the margin is left: in it, a fee that waits is late.
     */
    public Instant throughBy(Instant refundBy) {
        return refundBy.minus(Duration.ofDays(parts.get(3)));
    }
}
