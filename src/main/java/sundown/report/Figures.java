package sundown.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.ReachStore.Reach;
import sundown.gallery.Tally;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Sums;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer.TransferState.WaitReason;

/**
 * The figures of a chunk, or of a group: sums that name nobody. As JSON, they lie in the table and in messages.
 *
 * @param at when the report began for which they were counted
 * @param galleries the contents of all galleries
 * @param safety users by how safe their photos are
 * @param failed items that transfers could not move, as they stand now
 * @param waiting users with a parked transfer, by reason
 * @param reach users by how far they are reached
 * @param unread users who could not be read; they count as having taken nothing
 */
@RegisterForReflection
@JsonPropertyOrder(alphabetic = true)
public record Figures(
        Instant at,
        GalleryCount galleries,
        Sums safety,
        Map<FailureReason, Long> failed,
        Map<WaitReason, Long> waiting,
        Map<Reach, Long> reach,
        long unread) {
    public Figures {
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        waiting = Collections.unmodifiableMap(new TreeMap<>(waiting));
        reach = Collections.unmodifiableMap(new TreeMap<>(reach));
        if (unread < 0
                || Stream.of(failed, waiting, reach)
                        .flatMap(map -> map.values().stream())
                        .anyMatch(some -> some < 0)) {
            throw new IllegalArgumentException("a figure is negative");
        }
    }

    /** Figures of nobody yet; their galleries are known, or are counted with the users. */
    public static Figures none(Instant at, GalleryCount galleries) {
        return new Figures(at, galleries, Sums.NONE, Map.of(), Map.of(), Map.of(), 0);
    }

    /** True when the galleries are counted along with their users. */
    public boolean countsGalleries() {
        return galleries.at().equals(at);
    }

    /** These figures with one more user. */
    public Figures plus(UserFigures user) {
        return new Figures(
                at,
                countsGalleries() ? galleries.plus(user.gallery()) : galleries,
                safety.plus(Sums.of(user.safety())),
                merged(failed, user.failed(), Long::sum),
                merged(waiting, user.waiting(), Long::sum),
                merged(reach, Map.of(user.reach(), 1L), Long::sum),
                unread + (user.read() ? 0 : 1));
    }

    /** The sum of both; its galleries are as old as the older ones. */
    public Figures plus(Figures other) {
        Instant older = galleries.at().isBefore(other.galleries.at()) ? galleries.at() : other.galleries.at();
        return new Figures(
                at.isBefore(other.at) ? at : other.at,
                new GalleryCount(older, galleries.tally().plus(other.galleries.tally())),
                safety.plus(other.safety),
                merged(failed, other.failed, Long::sum),
                merged(waiting, other.waiting, Long::sum),
                merged(reach, other.reach, Long::sum),
                unread + other.unread);
    }

    private static <K, V> Map<K, V> merged(Map<K, V> one, Map<K, V> other, BinaryOperator<V> sum) {
        return Stream.of(one, other)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, sum));
    }

    /**
     * The contents of all galleries together.
     *
     * @param at when the report began for which they were counted
     */
    @RegisterForReflection
    @JsonPropertyOrder(alphabetic = true)
    public record GalleryCount(Instant at, @JsonUnwrapped Tally tally) {
        /** This count with one more gallery. */
        public GalleryCount plus(Tally gallery) {
            return new GalleryCount(at, tally.plus(gallery));
        }
    }

    /**
     * The figures of one user.
     *
     * @param gallery the contents of their gallery; none where galleries are not counted
     * @param failed items that their transfer could not move
     * @param waiting the reason why their transfer is parked, once; empty if it is not
     * @param read false when their rows could not be read
     */
    public record UserFigures(
            Safety safety,
            Tally gallery,
            Map<FailureReason, Long> failed,
            Map<WaitReason, Long> waiting,
            Reach reach,
            boolean read) {
        /** A user with rows that cannot be read. */
        public static final UserFigures UNREAD = new UserFigures(
                Safety.of(Optional.empty(), Optional.empty(), Optional.empty()),
                Tally.NONE,
                Map.of(),
                Map.of(),
                Reach.NOT_WRITTEN_TO,
                false);

        public UserFigures {
            failed = Map.copyOf(failed);
            waiting = Map.copyOf(waiting);
        }
    }
}
