package sundown.milestone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.timeline.Dates;
import sundown.timeline.Group;

/** The instants at which something happens to a group or its users are notified, in order. */
public enum Milestone {
    /** The end is announced. */
    NOTICE,
    /** Transfers and archives open; memberships, sales and syncing end. */
    EXPORTS_OPEN,
    /** Thirty days are left until the close. */
    DAYS_LEFT_30,
    /** Seven days are left until the close. */
    DAYS_LEFT_7,
    /** Two days are left until the close. */
    DAYS_LEFT_2,
    /** One day is left until the close. */
    DAYS_LEFT_1,
    /** Exports end. */
    CLOSE,
    /** Every fee that was not refunded yet is refunded now. */
    REFUND_DATE;

    /** When it comes according to these dates; a reminder before exports open never comes. */
    public Optional<Instant> at(Dates dates) {
        return switch (this) {
            case NOTICE -> Optional.of(dates.notice());
            case EXPORTS_OPEN -> Optional.of(dates.exportsOpen());
            case DAYS_LEFT_30 -> reminder(dates, Duration.ofDays(30));
            case DAYS_LEFT_7 -> reminder(dates, Duration.ofDays(7));
            case DAYS_LEFT_2 -> reminder(dates, Duration.ofDays(2));
            case DAYS_LEFT_1 -> reminder(dates, Duration.ofDays(1));
            case CLOSE -> Optional.of(dates.close());
            case REFUND_DATE -> Optional.of(dates.refundBy());
        };
    }

    /** The milestone that makes its event untrue; empty for the last milestones. */
    public Optional<Milestone> overtakenBy() {
        return switch (this) {
            case NOTICE -> Optional.of(EXPORTS_OPEN);
            case EXPORTS_OPEN, DAYS_LEFT_1 -> Optional.of(CLOSE);
            case DAYS_LEFT_30 -> Optional.of(DAYS_LEFT_7);
            case DAYS_LEFT_7 -> Optional.of(DAYS_LEFT_2);
            case DAYS_LEFT_2 -> Optional.of(DAYS_LEFT_1);
            case CLOSE, REFUND_DATE -> Optional.empty();
        };
    }

    private static Optional<Instant> reminder(Dates dates, Duration left) {
        return Optional.of(dates.close().minus(left)).filter(at -> at.isAfter(dates.exportsOpen()));
    }

    /**
     * Acts for a room when a milestone of a group has come: it begins what takes long, and returns at once. Each room
     * adds its handler as a bean of this type. A handler may be called again at any time, even after it is done,
     * without harm.
     */
    public interface MilestoneHandler {
        /** True when it acts at this milestone. */
        boolean actsAt(Milestone milestone);

        /** Acts at a milestone of a group. */
        void act(Group group);
    }
}
