package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;
import sundown.account.UserId;

/**
 * The differences that a verification found: their number, and the first of them. The audit bucket has all of them.
 *
 * @param first at most {@link #ANSWER_DIFFERENCES_MAX}
 */
@RegisterForReflection
record Differences(long count, List<Difference> first) {
    /**
     * A difference between the state of a group and a complete purge.
     *
     * @param who a user id, or the name of a folder or key of no user
     * @param entries the number of versions, markers, and uploads that differ
     * @param words a description for people
     */
    @RegisterForReflection
    public record Difference(Kind kind, String who, long entries, String words) {

        /** The kinds of differences; stable. */
        public enum Kind {
            /** The manifest is missing, or is not the approved one. */
            MANIFEST,
            /** A user still has entries in the buckets, and no reason keeps them. */
            LEFT,
            /** The buckets keep an object that belongs to no user. */
            NO_USER,
            /** A user of the manifest has no record of their deletion. */
            NOT_RECORDED,
            /** The purge deleted more or less of a user than the manifest lists. */
            OTHER_COUNTS,
            /** The purge deleted something of a user whom the manifest does not list. */
            NOT_LISTED,
            /** A user still has rows, and no reason keeps them. */
            ROWS;

            /** True if a {@link Leftovers.Reason} explains the difference. */
            boolean excusable() {
                return switch (this) {
                    case LEFT, NOT_RECORDED, OTHER_COUNTS, ROWS -> true;
                    case MANIFEST, NO_USER, NOT_LISTED -> false;
                };
            }
        }

        static Difference of(Kind kind, UserId user, long entries, String words) {
            return new Difference(kind, user.value(), entries, words);
        }
    }

    static final Differences NONE = new Differences(0, List.of());

    /** The largest number of differences in an answer. */
    static final int ANSWER_DIFFERENCES_MAX = 100;

    /** The largest number of differences in a chunk's row. */
    static final int CHUNK_DIFFERENCES_MAX = 20;

    Differences {
        first = first.stream().limit(ANSWER_DIFFERENCES_MAX).toList();
    }

    static Differences of(List<Difference> all) {
        return new Differences(all.size(), all);
    }

    static Differences of(Difference one) {
        return of(List.of(one));
    }

    /** The sum of both. */
    Differences plus(Differences other) {
        return new Differences(
                count + other.count,
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    /** The number of differences, and as few of them as the row of a chunk has room for. */
    Differences brief() {
        return new Differences(
                count, first.stream().limit(CHUNK_DIFFERENCES_MAX).toList());
    }
}
