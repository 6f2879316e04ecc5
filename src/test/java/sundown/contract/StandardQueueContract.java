package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;

/** What every queue promises whose messages need no order. */
public abstract class StandardQueueContract<M> {
    /** The call that all messages come from. */
    protected static final Correlation CORRELATION = new Correlation("call-1");

    /** Sends to the queue under test, which is empty at first. */
    protected abstract void send(List<M> messages);

    /** A message that a worker may have now, or nothing. */
    protected abstract Optional<Received> receive();

    /** Different messages, as many as there are numbers. */
    protected abstract List<M> messages(int from, int to);

    /** Reads a body. */
    protected abstract M read(String body);

    /** A message with a worker. */
    public record Received(String body, Runnable delete, Runnable release) {}

    @Test
    void deliversAMessageOnce() {
        send(messages(1, 1));
        Received received = receive().orElseThrow();
        assertThat(read(received.body())).isEqualTo(messages(1, 1).getFirst());
        assertThat(receive()).isEmpty();
        received.delete().run();
        assertThat(receive()).isEmpty();
    }

    @Test
    void deliversAgainWhatWasGivenBack() {
        send(messages(1, 1));
        receive().orElseThrow().release().run();
        assertThat(read(receive().orElseThrow().body()))
                .isEqualTo(messages(1, 1).getFirst());
    }

    @Test
    void deliversAllOfMany() {
        send(messages(1, 25));
        assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(messages(1, 25));
    }

    @Test
    void deliversSeveralMessagesAtOnce() {
        send(messages(1, 2));
        assertThat(receive()).isPresent();
        assertThat(receive()).isPresent();
    }

    @Test
    void takesNoMessages() {
        send(List.of());
        assertThat(receive()).isEmpty();
    }

    private List<M> receiveAll() {
        List<M> all = new ArrayList<>();
        for (Optional<Received> next = receive(); next.isPresent(); next = receive()) {
            all.add(read(next.get().body()));
            next.get().delete().run();
        }
        return all;
    }
}
