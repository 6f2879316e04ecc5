package sundown.job;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.timeline.Group;

/**
 * What a job does for each user of a group. A room plugs in by one class of this type. A user may be visited twice: a
 * worker that dies repeats the page that it was at.
 *
 * @param <S> what is summed up over the users of a chunk; immutable
 */
public interface GroupWork<S> {
    /** The queue that a chunk is handed on through. */
    MessageQueue<ChunkMessage> queue();

    /**
     * The sums with which a chunk begins.
     *
     * @param before the sums of the chunk in the run before
     */
    S begin(Group group, Instant run, Optional<S> before);

    /**
     * Acts for a user, and adds them to the sums.
     *
     * @throws sundown.failure.PermanentFailure when the user cannot be handled: they are set aside, and tried again
     *     later
     * @throws sundown.failure.RetryableFailure when the worker has to try the page again
     */
    S visit(UserId user, Group group, S sums);

    /** Logs that a user was set aside, with the words that the alarm of the room counts. */
    void setAside(UserId user, LoggableFailure failed);

    /** The sums as text. */
    String write(S sums);

    /**
     * Reads sums.
     *
     * @throws IllegalArgumentException when the text is none
     */
    S read(String text);
}
