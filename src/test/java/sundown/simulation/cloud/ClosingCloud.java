package sundown.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import sundown.edge.InMemoryQueue;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.job.JobStore;
import sundown.purge.close.ClosingFunctions;
import sundown.purge.close.ClosingRules;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.ClosingStore.Closing;
import sundown.purge.close.InMemoryClosingStore;
import sundown.simulation.port.PurgeWatch.WatchedClosings;
import sundown.simulation.port.WatchedJobs;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.WorldTime;

/** A cloud's part for the close of the group: the functions, and the ports under these. */
public final class ClosingCloud {

    /** What runs at the close is looked at again after five minutes. */
    private static final Duration NEXT_LOOK = Duration.ofMinutes(5);

    private final InMemoryClosingStore rows = new InMemoryClosingStore();
    final InMemoryQueue<ChunkMessage> queue;
    /** The port through which the close is reached. */
    final ClosingStore closings;

    final ClosingFunctions functions;
    private final Calendar calendar;
    private final WorldTime time;

    /**
     * Puts it together.
     *
     * @param memberships where the group's users are listed
     * @param nothingRuns true when nothing of any user is at work
     */
    ClosingCloud(
            Surroundings around,
            SharedPorts shared,
            MembershipCloud memberships,
            TransferCloud transfers,
            ArchiveCloud archives,
            BooleanSupplier nothingRuns,
            Calendar calendar) {
        this.calendar = calendar;
        this.time = around.time();
        this.queue = around.queue(FunctionName.CLOSE_GROUP);
        this.closings = around.port(
                ClosingStore.class,
                rows,
                real -> new WatchedClosings(
                        real, nothingRuns, () -> !archives.bucket.everything().isEmpty(), around));
        archives.books.drained(() -> drainedAt().isPresent());
        this.functions = ClosingFunctions.over(
                new ClosingFunctions.Ports(
                        shared.accounts(),
                        memberships.users,
                        shared.timelines(),
                        transfers.transfers,
                        transfers.sender,
                        archives.archives,
                        closings,
                        around.port(
                                JobStore.class,
                                new InMemoryJobStore(),
                                real -> new WatchedJobs(
                                        real, chunk -> 0, memberships::everListed, ignored -> {}, around)),
                        around.sender("ClosingQueue", queue)),
                around.clock());
    }

    /** When the group was found to be drained, as it is stored. */
    Optional<Instant> drainedAt() {
        return ClosingRules.drained(closing(), calendar.group().dates());
    }

    private Optional<Closing> closing() {
        return rows.find(calendar.group().id());
    }

    /**
     * When something happens by itself next.
     *
     * @param canEnd false when something can never end
     */
    Stream<Instant> nextEvents(boolean canEnd) {
        return Stream.concat(nextLook().filter(ignored -> canEnd).stream(), queue.nextVisible().stream());
    }

    private Optional<Instant> nextLook() {
        if (time.now().isBefore(calendar.close())) {
            return Optional.of(calendar.close());
        }
        return drainedAt().isPresent()
                ? Optional.empty()
                : Optional.of(time.now().plus(NEXT_LOOK));
    }
}
