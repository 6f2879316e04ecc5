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
 * The work of a job for each entry of a chunk: users mostly, by {@link GroupWork}. A room plugs in by one class of this
 * type. One may be visited twice: a worker that dies repeats the page that it was at.
 *
 * @param <K> names those who are visited
 * @param <S> what is summed up over a chunk; immutable
 */
public interface ChunkWork<K, S> {
    /** The queue that a chunk is handed on through. */
    MessageQueue<ChunkMessage> queue();

    /** How many chunks go on at once, the first ones that have not come to their end; the others rest. */
    default long concurrentChunks() {
        return Long.MAX_VALUE;
    }

    /**
     * Those in a chunk, a page at a time, in an order that does not change; it may be a moment behind.
     *
     * @param users the users of all groups
     * @param after the last one of the page before
     * @param sums with which the chunk began
     * @return nobody after the last page
     */
    List<K> list(GroupUsers users, Group group, int chunk, Optional<K> after, int limit, S sums);

    /** The name by which a checkpoint knows one of them. */
    String name(K one);

    /** The one with a name. */
    K readName(String name);

    /**
     * The sums with which a chunk begins.
     *
     * @param before the sums of the chunk in the run before
     */
    S begin(Group group, int chunk, Instant run, Optional<S> before);

    /**
     * True when the sums of an earlier run, in which nobody was set aside, still serve: then the chunk ends as soon as
     * it begins, and keeps them.
     *
     * @param before the sums of the latest run that visited the chunk
     */
    default boolean holds(Group group, int chunk, Instant run, S before) {
        return false;
    }

    /**
     * Acts for one, and adds them to the sums.
     *
     * @throws sundown.failure.PermanentFailure when they cannot be handled: they are set aside, and tried again later
     * @throws sundown.failure.RetryableFailure when the worker has to try the page again
     * @throws Unfinished when the chunk is to go on with the same one later
     */
    S visit(K one, Group group, S sums);

    /** Visits one of a page. */
    @FunctionalInterface
    interface Visit<K, S> {
        /** Visits a user as {@link ChunkWork#visit} does. */
        S visit(K one, Group group, S sums);
    }

    /**
     * The visits to the users of a page. It may read what it needs of all of them in one request; a user who cannot be
     * read fails alone, in their turn. Users who are set aside are visited without it.
     *
     * @throws sundown.failure.RetryableFailure when the worker has to try the page again
     */
    default Visit<K, S> readPage(List<K> page) {
        return this::visit;
    }

    /**
     * Keeps what a page has brought, before its checkpoint is saved. A worker that dies in between repeats the page.
     */
    default S endPage(Group group, int chunk, S sums) {
        return sums;
    }

    /** Keeps what the chunk has brought: all were visited, and nobody is set aside. It may be called again. */
    default S endChunk(Group group, int chunk, S sums) {
        return sums;
    }

    /** Logs that one was set aside, with the words that the alarm of the room counts. */
    void setAside(K one, LoggableFailure failed);

    /**
     * Reads sums, which a checkpoint keeps as JSON.
     *
     * @throws IllegalArgumentException when they cannot be read
     */
    S read(String text);

    /**
     * The work of a job that sums up only how many it acted for.
     *
     * @param <K> names those who are visited
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
     * @param <S> what is summed up over the users of a chunk; immutable
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

    /** One who was visited is to be visited again, and the chunk does not go on before that. */
    final class Unfinished extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration rest;
        private final boolean handedOn;

        private Unfinished(Duration rest, boolean handedOn) {
            super("a visit is not finished", null, false, false);
            this.rest = rest;
            this.handedOn = handedOn;
        }

        /** The worker hands the chunk on, and it rests for this time; after 15 minutes its work is asked again. */
        public static Unfinished after(Duration rest) {
            return new Unfinished(rest, true);
        }

        /** The worker does not hand it on: nobody comes back, unless the job sends it again. */
        public static Unfinished forGood() {
            return new Unfinished(Duration.ZERO, false);
        }

        /** For how long the chunk rests; nothing when it is not handed on. */
        Optional<Duration> rest() {
            return Optional.of(rest).filter(_ -> handedOn);
        }
    }
}
