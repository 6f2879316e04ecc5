package sundown.notify;

import java.util.Optional;
import sundown.edge.StreamEvent;

/** Turns a record of a table's stream into a change. */
public interface ChangeReader {
    /**
     * Reads a record.
     *
     * @return nothing for a row without events
     * @throws sundown.failure.PermanentFailure when the row cannot be read, however often
     * @throws sundown.failure.RetryableFailure when what it needs cannot be read now
     */
    Optional<Change> read(StreamEvent.Change record);
}
