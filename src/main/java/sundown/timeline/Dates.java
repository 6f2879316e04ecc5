package sundown.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dates of a region group, in order. Each is an instant, by which Sundown acts; people are told the local date as
 * which it is promised, if it is.
 *
 * @param notice when the end was announced
 * @param exportsOpen when transfers and archives open, and sync and sales end
 * @param close when both end: the first instant without exports
 * @param refundBy the instant by which every last fee is refunded
 * @param refundsBegin when the fees that still wait begin to go back: early enough for {@code refundBy}; it is not for
 *     users, so it is read and not written
 * @param promised the local dates: a close promises the whole day, in every zone of the group
 */
@RegisterForReflection
public record Dates(
        Instant notice,
        Instant exportsOpen,
        Instant close,
        Instant refundBy,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        Instant refundsBegin,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<DateName, LocalDate> promised) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public Dates {
        List<String> broken = disorder(notice, exportsOpen, close, refundBy).toList();
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", broken));
        }
        promised = Collections.unmodifiableMap(new TreeMap<>(promised));
    }

    /** Dates that are promised as instants, with refunds that take no time. */
    public Dates(Instant notice, Instant exportsOpen, Instant close, Instant refundBy) {
        this(notice, exportsOpen, close, refundBy, refundBy, Map.of());
    }

    /** The dates of a timeline as those of a group. */
    static Dates of(Map<DateName, TimelineDate> dates, Optional<Dates> known) {
        Instant refundBy = dates.get(DateName.REFUND_BY).at();
        return new Dates(
                dates.get(DateName.NOTICE).at(),
                dates.get(DateName.EXPORTS_OPEN).at(),
                dates.get(DateName.CLOSE).at(),
                refundBy,
                known.filter(before -> before.refundBy.equals(refundBy))
                        .map(Dates::refundsBegin)
                        .orElse(refundBy),
                dates.entrySet().stream()
                        .filter(date -> date.getValue().day().isPresent())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, date -> date.getValue().day().orElseThrow())));
    }

    /** These dates, with refunds that begin then. */
    public Dates refundedFrom(Instant begin) {
        return new Dates(notice, exportsOpen, close, refundBy, begin, promised);
    }

    /** These dates with another close, which is promised as an instant. */
    Dates closingAt(Instant other) {
        Map<DateName, LocalDate> days = new TreeMap<>(promised);
        days.remove(DateName.CLOSE);
        return new Dates(notice, exportsOpen, other, refundBy, refundsBegin, days);
    }

    /** A sentence for each wrong order among these dates. */
    static Stream<String> disorder(Instant notice, Instant exportsOpen, Instant close, Instant refundBy) {
        return Stream.of(
                        notice.isBefore(exportsOpen) ? "" : "the notice must come before exports open",
                        exportsOpen.isBefore(close) ? "" : "exports must open before the close",
                        refundBy.isBefore(exportsOpen) ? "the refund date must not come before exports open" : "")
                .filter(broken -> !broken.isEmpty());
    }

    /** When exports open, as people are told: "on 2022-11-30" or "at 2022-12-01T00:00:00Z". */
    public String opening() {
        return promised.containsKey(DateName.EXPORTS_OPEN)
                ? "on " + promised.get(DateName.EXPORTS_OPEN)
                : "at " + exportsOpen;
    }

    /** When exports end, as people are told: "the end of 2023-05-31" or "2023-06-01T00:00:00Z". */
    public String closing() {
        return promised.containsKey(DateName.CLOSE) ? "the end of " + promised.get(DateName.CLOSE) : close.toString();
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
    @RegisterForReflection
    public enum DateName {
        NOTICE("notice"),
        EXPORTS_OPEN("exportsOpen"),
        CLOSE("close"),
        REFUND_BY("refundBy");

        private final String member;

        DateName(String member) {
            this.member = member;
        }

        /** The name of the member that holds it. */
        @JsonValue
        String member() {
            return member;
        }

        TimelineDate find(Dates dates) {
            Instant at =
                    switch (this) {
                        case NOTICE -> dates.notice;
                        case EXPORTS_OPEN -> dates.exportsOpen;
                        case CLOSE -> dates.close;
                        case REFUND_BY -> dates.refundBy;
                    };
            return new TimelineDate(at, Optional.ofNullable(dates.promised.get(this)));
        }

        /**
         * The instant that a local date stands for. All begins at the first moment of its day in any zone, fees that go
         * back too, so that they have gone when it ends; only exports end at its last moment.
         */
        Instant of(LocalDate day, Set<ZoneId> zones) {
            return this == CLOSE ? Zones.end(day, zones) : Zones.start(day, zones);
        }
    }

    /**
     * A date of a timeline.
     *
     * @param at when it comes
     * @param day the local date as which it is promised; empty of one that is promised as an instant
     */
    record TimelineDate(Instant at, Optional<LocalDate> day) {
        /** The words of the document; the instant of a local date follows. */
        @Override
        public String toString() {
            return day.map(local -> local + " (" + at + ")").orElseGet(at::toString);
        }
    }
}
