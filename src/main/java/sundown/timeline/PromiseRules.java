package sundown.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.timeline.Dates.DateName;

/**
 * Promises are withdrawn only with notice: an earlier close, a later opening or a later refund date takes the time
 * between the old and the new date from users, and that time must begin at least 30 days from now. No date moves so
 * close that functions may still use the old one.
 */
final class PromiseRules {
    /** The notice for anything that is withdrawn; exactly this is enough. */
    static final Duration PRIOR_NOTICE = Duration.ofDays(30);

    /**
     * A function may use a timeline that is a minute old until it ends. With an earlier date, one function could act on
     * the new date while another still records something for the old one.
     */
    static final Duration CHANGE_LEAD_MIN = Duration.ofMinutes(10);

    private PromiseRules() {}

    /** A sentence for each change of a date that breaks a promise. */
    static List<String> broken(Timeline inForce, TimelineDraft proposed, Instant now) {
        return inForce.groups().stream()
                .flatMap(group -> proposed.groups().stream()
                        .filter(draft -> draft.id().filter(group.id()::equals).isPresent())
                        .flatMap(draft -> broken(group, draft.dates(), now)))
                .distinct()
                .toList();
    }

    private static Stream<String> broken(Group group, Map<DateName, Instant> dates, Instant now) {
        return Arrays.stream(DateName.values())
                .filter(dates::containsKey)
                .flatMap(date -> broken(date, date.find(group.dates()), dates.get(date), now).stream()
                        .map(why -> TimelineChanges.line(group.id(), date, group.dates(), dates.get(date)) + why));
    }

    private static Optional<String> broken(DateName date, Instant from, Instant to, Instant now) {
        return switch (date) {
            case NOTICE ->
                !from.isAfter(now) && !to.equals(from)
                        ? Optional.of(": the end has been announced, and that stays where it is")
                        : Optional.empty();
            case CLOSE -> to.isBefore(from) ? unannounced(to, now) : unheard(from, to, now);
            case EXPORTS_OPEN, REFUND_BY -> to.isAfter(from) ? unannounced(from, now) : unheard(from, to, now);
        };
    }

    private static Optional<String> unheard(Instant from, Instant to, Instant now) {
        Instant earliest = now.plus(CHANGE_LEAD_MIN);
        return !to.equals(from) && to.isBefore(earliest)
                ? Optional.of(": functions may go by the date of before for minutes, and the earliest is " + earliest)
                : Optional.empty();
    }

    /** @param taken the first instant that is withdrawn */
    private static Optional<String> unannounced(Instant taken, Instant now) {
        Instant earliest = now.plus(PRIOR_NOTICE);
        return taken.isBefore(earliest)
                ? Optional.of(": this takes what was promised from " + taken
                        + " on, and the earliest with 30 days' notice is " + earliest)
                : Optional.empty();
    }
}
