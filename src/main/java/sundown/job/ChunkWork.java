package sundown.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.timeline.Group;

/**
 * The work of a job for each entry of a chunk: mostly users, by {@link GroupWork}. A room plugs in by one class of this
 * type. An entry may be visited twice: if a worker dies, the next one repeats the page.
 *
 * @param <K> the entries of a chunk
 * @param <S> the sums over a chunk; immutable
 */
public interface ChunkWork<K, S> {
    /** The queue that hands a chunk on. */
    MessageQueue<ChunkMessage> queue();

    /** The number of chunks that go on at once: the first ones that have not come to their end. The others rest. */
    default long concurrentChunks() {
        return Long.MAX_VALUE;
    }

    /**
     * Lists the entries of a chunk, a page at a time, in an order that does not change. The list may be a moment
     * behind.
     *
     * @param users the users of all groups
     * @param after the last entry of the page before
     * @param sums the sums before the page
     * @return no entry after the last page
     */
    List<K> list(GroupUsers users, Group group, int chunk, Optional<K> after, int limit, S sums);

    /** Returns the name of an entry in a checkpoint. */
    String name(K one);

    /** Returns the entry of a name. */
    K readName(String name);

    /**
     * Returns the sums of a chunk at its begin.
     *
     * @param before the sums of the chunk in the run before
     */
    S begin(Group group, int chunk, Instant run, Optional<S> before);

    /**
     * True if the sums of an earlier run that set nobody aside still serve. Then the chunk keeps them, and ends at
     * once.
     *
     * @param before the sums of the latest run that visited the chunk
     */
    default boolean holds(Group group, int chunk, Instant run, S before) {
        return false;
    }

    /**
     * Acts for an entry, and adds it to the sums.
     *
     * @throws sundown.failure.PermanentFailure if the entry cannot be handled: it is set aside, and tried again later
     * @throws sundown.failure.RetryableFailure if the worker must try the page again
     * @throws Unfinished if the chunk must go on with this entry later
     */
    S visit(K one, Group group, S sums);

    /** Visits an entry of a page. */
    @FunctionalInterface
    interface Visit<K, S> {
        /** Visits an entry as {@link ChunkWork#visit} does. */
        S visit(K one, Group group, S sums);
    }

    /**
     * Returns the visits to the entries of a page. One request may read rows of all of them. An entry that cannot be
     * read fails alone, in its turn. Entries that were set aside are visited without this method.
     *
     * @throws sundown.failure.RetryableFailure if the worker must try the page again
     */
    default Visit<K, S> readPage(List<K> page) {
        return this::visit;
    }

    /**
     * Keeps the result of a page before its checkpoint is saved. If a worker dies in between, the next one repeats the
     * page.
     */
    default S endPage(Group group, int chunk, S sums) {
        return sums;
    }

    /** Keeps the result of a chunk once each entry was visited and none is set aside. It may be called again. */
    default S endChunk(Group group, int chunk, S sums) {
        return sums;
    }

    /** Logs that an entry was set aside, with the words that the alarm of the room counts. */
    void setAside(K one, LoggableFailure failed);

    /**
     * Reads sums, which a checkpoint keeps as JSON.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    S read(String text);

    /**
     * The work of a job that only counts.
     *
     * @param <K> the entries of a chunk
     */
    interface CountedWork<K> extends ChunkWork<K, Long> {
        @Override
        default Long begin(Group group, int chunk, Instant run, Optional<Long> before) {
            return 0L;
        }

        @Override
        default Long read(String text) {
            return Long.valueOf(text);
        }
    }

    /**
     * The work of a job for each user of a group.
     *
     * @param <S> the sums over the users of a chunk; immutable
     */
    interface GroupWork<S> extends ChunkWork<UserId, S> {
        @Override
        default List<UserId> list(GroupUsers users, Group group, int chunk, Optional<UserId> after, int limit, S sums) {
            return users.list(group.id(), chunk, after, limit);
        }

        @Override
        default String name(UserId user) {
            return user.value();
        }

        @Override
        default UserId readName(String name) {
            return new UserId(name);
        }
    }

    /** An entry must be visited again, and the chunk does not go on before that. */
    final class Unfinished extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration rest;
        private final boolean handedOn;

        private Unfinished(Duration rest, boolean handedOn) {
            super("a visit is not finished", null, false, false);
            this.rest = rest;
            this.handedOn = handedOn;
        }

        /** The worker hands the chunk on, and it rests for this time, at most 15 minutes. */
        public static Unfinished after(Duration rest) {
            return new Unfinished(rest, true);
        }

        /** The worker does not hand the chunk on. It goes on only if the job sends it again. */
        public static Unfinished forGood() {
            return new Unfinished(Duration.ZERO, false);
        }

        /** Returns the time for which the chunk rests, or empty if it is not handed on. */
        Optional<Duration> rest() {
            return Optional.of(rest).filter(_ -> handedOn);
        }
    }
}
