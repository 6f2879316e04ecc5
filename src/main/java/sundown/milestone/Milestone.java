package sundown.milestone;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.timeline.Dates;
import sundown.timeline.Group;

/** An instant at which something happens to a group or its users are notified. */
public sealed interface Milestone {
    /** A date of a group, in order, but for the last, which may come before the close; the names are stable. */
    enum Fixed implements Milestone {
        /** The end is announced. */
        NOTICE,
        /** Transfers and archives open; memberships, sales and syncing end. */
        EXPORTS_OPEN,
        /** Exports end. */
        CLOSE,
        /** The fees that were not refunded yet begin to go back, early enough to be there by the refund date. */
        REFUNDS_BEGIN
    }

    /** So many days are left until the close. */
    record DaysLeft(int days) implements Milestone {
        private static final String PREFIX = "DAYS_LEFT_";

        @Override
        public String toString() {
            return PREFIX + days;
        }
    }

    /** The milestone of a name, which is its text. */
    static Milestone of(String name) {
        return name.startsWith(DaysLeft.PREFIX)
                ? new DaysLeft(Integer.parseInt(name.substring(DaysLeft.PREFIX.length())))
                : Fixed.valueOf(name);
    }

    /** When it comes according to these dates; a reminder before exports open never comes. */
    default Optional<Instant> at(Dates dates) {
        return switch (this) {
            case Fixed.NOTICE -> Optional.of(dates.notice());
            case Fixed.EXPORTS_OPEN -> Optional.of(dates.exportsOpen());
            case Fixed.CLOSE -> Optional.of(dates.close());
            case Fixed.REFUNDS_BEGIN -> Optional.of(dates.refundsBegin());
            case DaysLeft(int days) ->
                Optional.of(dates.close().minus(Duration.ofDays(days))).filter(at -> at.isAfter(dates.exportsOpen()));
        };
    }

    /**
     * The milestones of each group, in the order of their instants.
     *
     * @param daysLeft how many days before a close its users are reminded, the most first
     */
    @Singleton
    record Milestones(
            @ConfigProperty(name = "REMINDER_DAYS") List<Integer> daysLeft) {
        private static final int DAYS_MAX = 999;

        public Milestones {
            daysLeft = List.copyOf(daysLeft);
            if (daysLeft.stream().anyMatch(days -> days < 1 || days > DAYS_MAX)
                    || !daysLeft.equals(daysLeft.stream()
                            .distinct()
                            .sorted(Comparator.reverseOrder())
                            .toList())) {
                throw new IllegalArgumentException("days of reminders are 1 to " + DAYS_MAX + ", the most first");
            }
        }

        /** All of them. */
        public List<Milestone> all() {
            return Stream.of(
                            Stream.of(Fixed.NOTICE, Fixed.EXPORTS_OPEN),
                            reminders().stream(),
                            Stream.of(Fixed.CLOSE, Fixed.REFUNDS_BEGIN))
                    .<Milestone>flatMap(some -> some)
                    .toList();
        }

        /** The reminders. */
        public List<DaysLeft> reminders() {
            return daysLeft.stream().map(DaysLeft::new).toList();
        }

        /** The milestone that makes the event of another one untrue; empty for the last milestones. */
        public Optional<Milestone> overtaking(Milestone milestone) {
            return switch (milestone) {
                case Fixed.NOTICE -> Optional.of(Fixed.EXPORTS_OPEN);
                case Fixed.EXPORTS_OPEN -> Optional.of(Fixed.CLOSE);
                case Fixed.CLOSE, Fixed.REFUNDS_BEGIN -> Optional.empty();
                case DaysLeft _ -> Optional.of(all().get(all().indexOf(milestone) + 1));
            };
        }
    }

    /**
     * Acts for a room when a milestone of a group has come: it begins what takes long, and returns at once. Each room
     * adds its handler as a bean of this type. A handler may be called again at any time, even after it is done,
     * without harm.
     */
    interface MilestoneHandler {
        /** True when it acts at this milestone. */
        boolean actsAt(Milestone milestone);

        /** Acts at a milestone of a group. */
        void act(Group group);
    }
}
