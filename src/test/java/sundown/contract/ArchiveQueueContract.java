package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveQueue;
import sundown.edge.Correlation;

/** What every archive queue promises. */
public abstract class ArchiveQueueContract {
    private static final Correlation CORRELATION = new Correlation("call-1");

    private final Archive archive = SampleArchives.fresh(new UserId("queue-" + UUID.randomUUID()));

    /** The queue under test, empty. */
    protected abstract ArchiveQueue queue();

    /** A message that a worker may have now, or nothing. */
    protected abstract Optional<Received> receive();

    /** A message with a worker. */
    public record Received(String body, Runnable delete, Runnable release) {}

    @Test
    void deliversAMessageOnce() {
        queue().send(List.of(archive.planning(CORRELATION)));
        Received received = receive().orElseThrow();
        assertThat(ArchiveMessage.read(received.body())).isEqualTo(archive.planning(CORRELATION));
        assertThat(receive()).isEmpty();
        received.delete().run();
        assertThat(receive()).isEmpty();
    }

    @Test
    void deliversAgainWhatWasGivenBack() {
        queue().send(messages(1, 1));
        receive().orElseThrow().release().run();
        assertThat(ArchiveMessage.read(receive().orElseThrow().body()))
                .isEqualTo(messages(1, 1).getFirst());
    }

    @Test
    void deliversAllOfMany() {
        queue().send(messages(1, 25));
        assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(messages(1, 25));
    }

    @Test
    void deliversSeveralMessagesOfAUserAtOnce() {
        queue().send(messages(1, 2));
        assertThat(receive()).isPresent();
        assertThat(receive()).isPresent();
    }

    @Test
    void takesNoMessages() {
        queue().send(List.of());
        assertThat(receive()).isEmpty();
    }

    /** Messages for volumes of one archive. */
    protected final List<ArchiveMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(volume -> archive.building(volume, CORRELATION))
                .toList();
    }

    private List<ArchiveMessage> receiveAll() {
        List<ArchiveMessage> all = new ArrayList<>();
        for (Optional<Received> next = receive(); next.isPresent(); next = receive()) {
            all.add(ArchiveMessage.read(next.get().body()));
            next.get().delete().run();
        }
        return all;
    }
}
