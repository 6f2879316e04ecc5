package sundown.simulation.port;

import java.util.List;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.MilestoneQueue;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Troubles;

/** A queue that loses messages and doubles others; none of them may tell a secret. */
public final class TroubledMilestoneQueue implements MilestoneQueue {
    private final MilestoneQueue real;
    private final Troubles troubles;
    private final Secrets secrets;

    public TroubledMilestoneQueue(MilestoneQueue real, Troubles troubles, Secrets secrets) {
        this.real = real;
        this.troubles = troubles;
        this.secrets = secrets;
    }

    @Override
    public void send(List<MilestoneMessage> messages) {
        messages.forEach(message -> secrets.requireNoneIn(message.write(), "a message"));
        real.send(messages.stream().flatMap(troubles::delivered).toList());
    }
}
