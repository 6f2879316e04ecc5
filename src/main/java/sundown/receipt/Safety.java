package sundown.receipt;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.edge.Code;
import sundown.gallery.Tally;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/**
 * How much of a gallery is safe: moved, already at Google, or in a volume whose download its user confirmed. It follows
 * from the counters of the current transfer and archive alone. An archive of what the transfer could not move adds up
 * with what that had moved by then. Of other archives, no counter tells which items both ways have, so the figures are
 * those of the way that lacks less.
 *
 * @param all the items of the gallery; unknown while nothing has counted them
 * @param safe the items that are safe
 * @param lost the number of items that no way can carry, because they are too large or their bytes are gone
 */
public record Safety(Standing standing, Optional<Tally> all, Tally safe, long lost, Missing why) {
    /** How a user stands; the names are stable. */
    @RegisterForReflection
    public enum Standing implements Code {
        /** Each item is in the library, but for those that failed and were downloaded. */
        MOVED,
        /** Each item was downloaded, and not all of them are in the library. */
        DOWNLOADED,
        /** Each item is in the library, and each was downloaded. */
        BOTH,
        /** Some items are safe. */
        PARTLY_SAFE,
        /** No item is safe. */
        NOTHING_TAKEN;

        /** True when each item is safe that any way can carry. */
        public boolean safe() {
            return this != PARTLY_SAFE && this != NOTHING_TAKEN;
        }
    }

    /** Why items are not safe, by what their user can do about it; the names are stable. */
    public enum Missing implements Code {
        NOTHING,
        NOTHING_BEGUN,
        MOVING,
        NO_ROOM,
        NO_CONSENT,
        STOPPED,
        NOT_TAKEN,
        NOT_ASKED,
        NOT_CHOSEN,
        PACKING,
        NOT_DOWNLOADED,
        DOWNLOAD_ENDED
    }

    /** The items of one way. */
    private record Way(Tally safe, long lost, long missing, Tally all) {
        private static Way of(Transfer transfer) {
            Counts counts = transfer.counts();
            Tally safe = counts.done().plus(counts.duplicate());
            long lost = counts.lost().items();
            Tally unanswered = transfer.terms().unanswered();
            Tally notChosen = transfer.terms().notChosen().orElse(Tally.NONE);
            long missing =
                    counts.pending().items() + counts.failed().items() - lost + unanswered.items() + notChosen.items();
            boolean ended = transfer.state() instanceof TransferState.Finished;
            return new Way(
                    safe,
                    lost,
                    ended ? missing : atLeastOne(missing),
                    counts.total().minus(counts.skipped()).plus(unanswered).plus(notChosen));
        }

        private static Way of(Archive archive, Tally gallery) {
            Archive.Downloads got = archive.downloads();
            Tally before = archive.chosen().had().orElse(Tally.NONE);
            Tally notChosen = archive.chosen().notChosen().orElse(Tally.NONE);
            return new Way(
                    got.items().plus(before),
                    got.lost(),
                    lacking(got, gallery) + notChosen.items(),
                    gallery.plus(before).plus(notChosen));
        }

        /** What was moved when the archive was requested, with what was downloaded of the rest. */
        private static Way of(Transfer transfer, Archive archive, Tally gallery) {
            Archive.Failures failures = archive.chosen().failures().orElseThrow();
            Archive.Downloads got = archive.downloads();
            Tally all = of(transfer).all();
            long beside =
                    all.items() - failures.moved().items() - failures.failed().items();
            long missing = lacking(got, gallery) + Math.max(0, beside);
            boolean ended = transfer.state() instanceof TransferState.Finished;
            return new Way(failures.moved().plus(got.items()), got.lost(), ended ? missing : atLeastOne(missing), all);
        }

        private static long lacking(Archive.Downloads got, Tally gallery) {
            return got.finishedAt().isPresent()
                    ? got.leftOut() - got.lost()
                    : atLeastOne(gallery.items() - got.items().items() - got.lost());
        }

        /** A gallery may have grown since it was counted. Only the end of a way tells that nothing is missing. */
        private static long atLeastOne(long missing) {
            return Math.max(1, missing);
        }

        private boolean whole() {
            return missing == 0;
        }
    }

    /**
     * How a user stands by their rows.
     *
     * @param gallery the items of their gallery, if they are counted
     */
    public static Safety of(Optional<Transfer> transfer, Optional<Archive> archive, Optional<Tally> gallery) {
        Optional<Way> moved = transfer.filter(Safety::tells).map(Way::of);
        Optional<Way> downloaded = archive.filter(one -> one.chosen().failures().isEmpty())
                .flatMap(one -> one.gallery().map(planned -> Way.of(one, planned)));
        Optional<Way> together = transfer.flatMap(one -> archive.filter(some -> hasFailuresOf(one, some))
                .flatMap(some -> some.gallery().map(planned -> Way.of(one, some, planned))));
        return Stream.of(moved, downloaded, together)
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(Way::missing)
                        .thenComparing(way -> -way.safe().items()))
                .map(best -> new Safety(
                        standing(
                                best,
                                Stream.of(moved, together)
                                        .flatMap(Optional::stream)
                                        .filter(Way::whole)
                                        .findFirst(),
                                downloaded.filter(Way::whole)),
                        Optional.of(best.all().atLeast(best.safe())),
                        best.safe(),
                        best.lost(),
                        best.whole() ? Missing.NOTHING : missing(transfer, archive)))
                .orElseGet(
                        () -> new Safety(Standing.NOTHING_TAKEN, gallery, Tally.NONE, 0, missing(transfer, archive)));
    }

    /** Failures of a transfer that another has replaced count for nothing: nobody knows what that one has of them. */
    private static boolean hasFailuresOf(Transfer transfer, Archive archive) {
        return archive.chosen()
                .failures()
                .filter(failures -> failures.transfer().equals(transfer.id()))
                .isPresent();
    }

    /** Before a gallery is counted, a transfer tells nothing of it. One that has ended may have had nothing to move. */
    private static boolean tells(Transfer transfer) {
        return transfer.counts().total().items() > 0 || transfer.state() instanceof TransferState.Finished;
    }

    private static Standing standing(Way best, Optional<Way> moved, Optional<Way> downloaded) {
        if (!best.whole()) {
            return best.safe().items() == 0 ? Standing.NOTHING_TAKEN : Standing.PARTLY_SAFE;
        }
        if (moved.isEmpty()) {
            return Standing.DOWNLOADED;
        }
        return downloaded.isPresent() ? Standing.BOTH : Standing.MOVED;
    }

    /** The number of items that are not safe and that a way can carry. */
    public long missing() {
        return standing.safe() ? 0 : Math.max(1, all.orElse(Tally.NONE).items() - safe.items() - lost);
    }

    /** A way that goes on comes first, then one that waits for its user, then one that has ended. */
    private static Missing missing(Optional<Transfer> transfer, Optional<Archive> archive) {
        return transfer.filter(one -> one.state().active())
                .or(() -> transfer.filter(_ -> archive.filter(Safety::inHand).isEmpty()))
                .map(one -> missing(one, archive))
                .or(() -> archive.map(Safety::missing))
                .orElse(Missing.NOTHING_BEGUN);
    }

    private static Missing missing(Transfer transfer, Optional<Archive> archive) {
        return switch (transfer.state()) {
            case TransferState.Waiting(WaitReason reason, Instant _) when reason == WaitReason.ROOM -> Missing.NO_ROOM;
            case TransferState.Waiting(WaitReason reason, Instant _)
            when reason == WaitReason.CONSENT -> Missing.NO_CONSENT;
            case TransferState.Active _ -> Missing.MOVING;
            case TransferState.Interrupted _ -> Missing.STOPPED;
            case TransferState.Finished _ ->
                transfer.counts().failed().items() > transfer.counts().lost().items() + fetched(transfer, archive)
                        ? Missing.NOT_TAKEN
                        : transfer.terms().unanswered().items() > 0 ? Missing.NOT_ASKED : Missing.NOT_CHOSEN;
        };
    }

    private static long fetched(Transfer transfer, Optional<Archive> archive) {
        return archive.filter(one -> hasFailuresOf(transfer, one))
                .map(one -> one.downloads().items().items())
                .orElse(0L);
    }

    private static boolean inHand(Archive archive) {
        return archive.state().live() && archive.downloads().finishedAt().isEmpty();
    }

    private static Missing missing(Archive archive) {
        if (!inHand(archive)) {
            return archive.downloads().finishedAt().isPresent()
                            && archive.chosen().notChosen().isPresent()
                    ? Missing.NOT_CHOSEN
                    : Missing.DOWNLOAD_ENDED;
        }
        return archive.state() instanceof ArchiveState.Ready ? Missing.NOT_DOWNLOADED : Missing.PACKING;
    }

    /**
     * A number of users, with items of their galleries.
     *
     * @param users at least 0
     */
    @RegisterForReflection
    @JsonPropertyOrder(alphabetic = true)
    public record Headcount(long users, @JsonUnwrapped Tally gallery) {
        /** Nobody. */
        public static final Headcount NOBODY = new Headcount(0, Tally.NONE);

        public Headcount {
            if (users < 0) {
                throw new IllegalArgumentException("a number of users is negative");
            }
        }

        public Headcount plus(Headcount other) {
            return new Headcount(Math.addExact(users, other.users), gallery.plus(other.gallery));
        }
    }

    /**
     * Users by how they stand: sums that name nobody.
     *
     * @param standings the users of each standing, with what is safe of their galleries
     * @param lost the number of items that no way can carry
     */
    @RegisterForReflection
    @JsonPropertyOrder(alphabetic = true)
    public record Sums(Map<Standing, Headcount> standings, long lost) {
        /** The sums of nobody. */
        public static final Sums NONE = new Sums(Map.of(), 0);

        public Sums {
            standings = Collections.unmodifiableMap(new TreeMap<>(standings));
            if (lost < 0) {
                throw new IllegalArgumentException("a number of items is negative");
            }
        }

        /** The sums of one user. */
        public static Sums of(Safety safety) {
            return new Sums(Map.of(safety.standing(), new Headcount(1, safety.safe())), safety.lost());
        }

        public Sums plus(Sums other) {
            Map<Standing, Headcount> both = new TreeMap<>(standings);
            other.standings.forEach((standing, more) -> both.merge(standing, more, Headcount::plus));
            return new Sums(both, Math.addExact(lost, other.lost));
        }

        /** All users. */
        public long users() {
            return users(_ -> true);
        }

        /** The users of some standings. */
        public long users(Predicate<Standing> some) {
            return standings.entrySet().stream()
                    .filter(one -> some.test(one.getKey()))
                    .mapToLong(one -> one.getValue().users())
                    .sum();
        }

        /** The users who are safe, with all that is safe of anybody. */
        public Headcount safe() {
            return new Headcount(
                    users(Standing::safe),
                    standings.values().stream().map(Headcount::gallery).reduce(Tally.NONE, Tally::plus));
        }
    }
}
