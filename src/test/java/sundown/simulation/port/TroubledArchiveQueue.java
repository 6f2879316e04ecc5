package sundown.simulation.port;

import java.util.List;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveQueue;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Troubles;

/** A queue that loses messages and doubles others; none of them may tell a secret. */
public final class TroubledArchiveQueue implements ArchiveQueue {
    private final ArchiveQueue real;
    private final Troubles troubles;
    private final Secrets secrets;

    public TroubledArchiveQueue(ArchiveQueue real, Troubles troubles, Secrets secrets) {
        this.real = real;
        this.troubles = troubles;
        this.secrets = secrets;
    }

    @Override
    public void send(List<ArchiveMessage> messages) {
        messages.forEach(message -> secrets.requireNoneIn(message.write(), "a message"));
        real.send(messages.stream().flatMap(troubles::delivered).toList());
    }
}
