package sundown.archive;

import java.util.List;

/** Where volumes wait for a worker, in no order. */
public interface ArchiveQueue {
    /** Sends messages, with few calls. One may arrive twice. */
    void send(List<ArchiveMessage> messages);
}
