package sundown.report;

import java.time.Instant;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.gallery.Tally;
import sundown.transfer.FailureReason;
import sundown.transfer.TransferState.WaitReason;

/**
 * What was counted of a shard, or of a group. It holds sums, and nothing that names anybody.
 *
 * @param at when the report began for which it was counted
 * @param galleries what the galleries hold, all of them
 * @param standings users by what they have taken out; galleries only where something was taken
 * @param failed items that transfers could not move, as they stand now
 * @param waiting users with a parked transfer, by reason
 * @param unread users who could not be read; they are counted as having taken nothing
 */
public record Figures(
        Instant at,
        GalleryCount galleries,
        Map<Standing, Headcount> standings,
        Map<FailureReason, Long> failed,
        Map<WaitReason, Long> waiting,
        long unread) {
    public Figures {
        standings = Map.copyOf(standings);
        failed = Map.copyOf(failed);
        waiting = Map.copyOf(waiting);
        if (unread < 0
                || Stream.of(failed, waiting)
                        .flatMap(map -> map.values().stream())
                        .anyMatch(some -> some < 0)) {
            throw new IllegalArgumentException("a figure is negative");
        }
    }

    /** Nothing counted yet, where the galleries are known or are to be counted with the rest. */
    public static Figures none(Instant at, GalleryCount galleries) {
        return new Figures(at, galleries, Map.of(), Map.of(), Map.of(), 0);
    }

    /** True when the galleries are counted along with their users. */
    public boolean countsGalleries() {
        return galleries.at().equals(at);
    }

    /** Those of one standing. */
    public Headcount headcount(Standing standing) {
        return standings.getOrDefault(standing, Headcount.NOBODY);
    }

    /** All users. */
    public long users() {
        return sum(Stream.of(Standing.values())).users();
    }

    /** Those who have taken their photos out, one way or the other. */
    public Headcount taken() {
        return sum(Stream.of(Standing.values()).filter(Standing::taken));
    }

    private Headcount sum(Stream<Standing> some) {
        return some.map(this::headcount).reduce(Headcount.NOBODY, Headcount::plus);
    }

    /** The same with one more user. */
    public Figures plus(UserFigures user) {
        return new Figures(
                at,
                countsGalleries() ? galleries.plus(user.gallery()) : galleries,
                merged(standings, Map.of(user.standing(), user.taken()), Headcount::plus),
                merged(failed, user.failed(), Long::sum),
                merged(waiting, user.waiting(), Long::sum),
                unread + (user.read() ? 0 : 1));
    }

    /** Both together; the galleries are as old as the older ones. */
    public Figures plus(Figures other) {
        Instant older = galleries.at().isBefore(other.galleries.at()) ? galleries.at() : other.galleries.at();
        return new Figures(
                at.isBefore(other.at) ? at : other.at,
                new GalleryCount(older, galleries.tally().plus(other.galleries.tally())),
                merged(standings, other.standings, Headcount::plus),
                merged(failed, other.failed, Long::sum),
                merged(waiting, other.waiting, Long::sum),
                unread + other.unread);
    }

    private static <K, V> Map<K, V> merged(Map<K, V> one, Map<K, V> other, BinaryOperator<V> sum) {
        return Stream.of(one, other)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, sum));
    }

    /**
     * What all galleries together hold.
     *
     * @param at when the report began for which they were counted
     */
    public record GalleryCount(Instant at, Tally tally) {
        /** The same with another gallery. */
        public GalleryCount plus(Tally gallery) {
            return new GalleryCount(at, tally.plus(gallery));
        }
    }

    /**
     * The figures of one user.
     *
     * @param taken the user, and what they have taken out
     * @param gallery what their gallery holds; nothing where galleries are not counted
     * @param failed items that their transfer could not move
     * @param waiting why their transfer is parked: one reason, once; nothing where it is not
     * @param read false when their rows could not be read
     */
    public record UserFigures(
            Standing standing,
            Headcount taken,
            Tally gallery,
            Map<FailureReason, Long> failed,
            Map<WaitReason, Long> waiting,
            boolean read) {
        /** A user with rows that cannot be read. */
        public static final UserFigures UNREAD =
                new UserFigures(Standing.NEITHER, Headcount.one(Tally.NONE), Tally.NONE, Map.of(), Map.of(), false);

        public UserFigures {
            failed = Map.copyOf(failed);
            waiting = Map.copyOf(waiting);
        }
    }

    /**
     * How many users there are, and what their galleries hold together.
     *
     * @param users at least 0
     */
    public record Headcount(long users, Tally gallery) {
        /** Nobody. */
        public static final Headcount NOBODY = new Headcount(0, Tally.NONE);

        public Headcount {
            if (users < 0) {
                throw new IllegalArgumentException("a number of users is negative");
            }
        }

        /** One user. */
        public static Headcount one(Tally gallery) {
            return new Headcount(1, gallery);
        }

        /** Both together. */
        public Headcount plus(Headcount other) {
            return new Headcount(Math.addExact(users, other.users), gallery.plus(other.gallery));
        }
    }

    /** What a user has taken out. */
    public enum Standing {
        /** Their transfer has finished, and they have not downloaded all of their archive. */
        MOVED,
        /** They have downloaded all of their archive, and their transfer has not finished. */
        DOWNLOADED,
        /** They have done both. */
        BOTH,
        /** They have finished neither. */
        NEITHER;

        /** True when their photos are safe. */
        public boolean taken() {
            return this != NEITHER;
        }
    }
}
