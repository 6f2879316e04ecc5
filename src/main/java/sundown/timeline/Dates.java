package sundown.timeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dates of a region group, in order.
 *
 * @param notice when the end was announced
 * @param exportsOpen when transfers and archives open, and sync and sales end
 * @param close when both end: the first instant without exports
 * @param refundBy the latest instant at which the last fee is refunded
 */
@RegisterForReflection
public record Dates(Instant notice, Instant exportsOpen, Instant close, Instant refundBy) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public Dates {
        List<String> broken = disorder(notice, exportsOpen, close, refundBy).toList();
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
    }

    /** A sentence for each wrong order among these dates. */
    static Stream<String> disorder(Instant notice, Instant exportsOpen, Instant close, Instant refundBy) {
        return Stream.of(
                        notice.isBefore(exportsOpen) ? "" : "the notice must come before exports open",
                        exportsOpen.isBefore(close) ? "" : "exports must open before the close",
                        refundBy.isBefore(exportsOpen) ? "the refund date must not come before exports open" : "")
                .filter(broken -> !broken.isEmpty());
    }

    /** True from the instant on at which exports open. */
    public boolean opened(Instant now) {
        return !now.isBefore(exportsOpen);
    }

    /** The time at which the next phase begins; empty after the close. */
    public Optional<Instant> nextPhase(Instant now) {
        return Stream.of(notice, exportsOpen, close).filter(now::isBefore).findFirst();
    }

    /**
     * The headers that announce an end to clients: deprecated by the notice (RFC 9745), gone at the close (RFC 8594).
     */
    public Map<String, String> headers(Instant now) {
        return phaseAt(now) == Phase.RUNNING
                ? Map.of()
                : Map.of("deprecation", "@" + notice.getEpochSecond(), "sunset", HTTP_DATE.format(close));
    }

    /** The phase at an instant; each phase begins with its date and ends just before the next. */
    public Phase phaseAt(Instant now) {
        if (now.isBefore(notice)) {
            return Phase.RUNNING;
        }
        if (now.isBefore(exportsOpen)) {
            return Phase.ANNOUNCED;
        }
        return now.isBefore(close) ? Phase.EXPORTS_OPEN : Phase.CLOSED;
    }

    /** How far the end of a region group has come. */
    public enum Phase {
        /** Nothing has been announced. */
        RUNNING,
        /** The end is announced; exports are not open yet. */
        ANNOUNCED,
        /** Users can transfer and download. */
        EXPORTS_OPEN,
        /** Exports have ended; what is left will be deleted. */
        CLOSED
    }

    /** The dates of a group by their names in a timeline's document. */
    enum DateName {
        NOTICE("notice"),
        EXPORTS_OPEN("exportsOpen"),
        CLOSE("close"),
        REFUND_BY("refundBy");

        private final String member;

        DateName(String member) {
            this.member = member;
        }

        /** The name of the member that holds it. */
        String member() {
            return member;
        }

        Instant find(Dates dates) {
            return switch (this) {
                case NOTICE -> dates.notice;
                case EXPORTS_OPEN -> dates.exportsOpen;
                case CLOSE -> dates.close;
                case REFUND_BY -> dates.refundBy;
            };
        }
    }
}
