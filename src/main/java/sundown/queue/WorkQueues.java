package sundown.queue;

import java.util.List;
import sundown.edge.EventuallyConsistent;

/** What is in the queues of the deployment. */
public interface WorkQueues {
    /** All queues, in the order in which the deployment names them. */
    @EventuallyConsistent
    List<QueueState> all();
}
