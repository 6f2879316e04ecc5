package sundown.notify;

import java.util.Optional;
import sundown.edge.StreamEvent;

/** Turns a record of a table's stream into the change that it is. */
public interface ChangeReader {
    /**
     * Reads a record.
     *
     * @return nothing for a row of which nobody is told
     * @throws sundown.failure.PermanentFailure when the row cannot be read, however often
     * @throws sundown.failure.RetryableFailure when what it takes to read it cannot be had now
     */
    Optional<Change> read(StreamEvent.Change record);
}
