package sundown.contract;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveQueue;

/** What every archive queue promises. */
public abstract class ArchiveQueueContract extends StandardQueueContract<ArchiveMessage> {
    private final Archive archive = SampleArchives.fresh(new UserId("queue-" + UUID.randomUUID()));

    /** The queue under test, empty. */
    protected abstract ArchiveQueue queue();

    @Override
    protected final void send(List<ArchiveMessage> messages) {
        queue().send(messages);
    }

    /** Messages for volumes of one archive. */
    @Override
    protected final List<ArchiveMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(volume -> archive.building(volume, CORRELATION))
                .toList();
    }

    @Override
    protected final ArchiveMessage read(String body) {
        return ArchiveMessage.read(body);
    }
}
