package sundown.timeline;

import java.time.Instant;
import java.util.List;

/** Warns an operator who publishes a timeline shortly before an opening. */
public interface OpeningWarnings {
    /** A sentence for each opening that is near and may not go well; it keeps no timeline from coming into force. */
    List<String> list(Timeline timeline, Instant now);
}
