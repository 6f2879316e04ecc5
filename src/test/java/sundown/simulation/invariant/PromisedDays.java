package sundown.simulation.invariant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.simulation.run.Violation;
import sundown.timeline.Dates;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Dates.Phase;

/** What must hold of the days that a group is promised, wherever its users live. */
public final class PromisedDays {
    /** The name of the invariant. */
    public static final String WHOLE = "nothing opens or closes inside a promised day, in any zone";

    /** From one side of the date line to the other; some change their clocks. */
    private static final List<ZoneId> ZONES = Stream.of(
                    "Pacific/Kiritimati",
                    "Pacific/Chatham",
                    "Australia/Lord_Howe",
                    "Asia/Tokyo",
                    "Asia/Kolkata",
                    "Africa/Cairo",
                    "Europe/London",
                    "Atlantic/Azores",
                    "America/St_Johns",
                    "America/Havana",
                    "America/Los_Angeles",
                    "Pacific/Honolulu",
                    "Pacific/Pago_Pago")
            .map(ZoneId::of)
            .toList();

    private PromisedDays() {}

    /** Checks the dates of a group that names no zone, and has the regions of all these. */
    public static void check(Dates dates) {
        boolean opened = moments(dates, DateName.EXPORTS_OPEN).allMatch(dates::opened);
        boolean open = moments(dates, DateName.CLOSE).map(dates::phaseAt).noneMatch(Predicate.isEqual(Phase.CLOSED));
        boolean ends = !dates.promised().containsKey(DateName.CLOSE)
                || moments(dates, DateName.CLOSE).anyMatch(dates.close().minusNanos(1)::equals);
        Violation.unless(opened && open && ends, WHOLE, dates);
    }

    private static Stream<Instant> moments(Dates dates, DateName name) {
        return Optional.ofNullable(dates.promised().get(name)).stream().flatMap(PromisedDays::moments);
    }

    private static Stream<Instant> moments(LocalDate day) {
        return ZONES.stream()
                .flatMap(zone -> Stream.of(LocalTime.MIN, LocalTime.NOON, LocalTime.MAX)
                        .map(time -> ZonedDateTime.of(day, time, zone).toInstant()));
    }
}
