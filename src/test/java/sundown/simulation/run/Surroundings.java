package sundown.simulation.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.edge.Lag;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.job.GroupUsers.GroupChunks;
import sundown.simulation.port.PortTroubles.TroubledQueue;
import sundown.simulation.port.WeakReads;

/**
 * What goes on around the ports of a world, whichever they are.
 *
 * @param plant what stands between functions and ports, and should not
 * @param chunks into how many the users of the group are split
 * @param lag until eventually consistent reads show a change
 */
public record Surroundings(
        Chance chance,
        Plant plant,
        WorldTime time,
        Runs runs,
        Troubles troubles,
        GroupChunks chunks,
        Lag lag,
        CrashPoints points,
        Secrets secrets,
        Coverage coverage,
        Trace trace) {
    /** A message that was received so often becomes a dead letter. */
    public static final int RECEIVES_MAX = 5;

    /**
     * A port as the functions have it: with crash points, and what is planted.
     *
     * @param fronts what watches it and causes trouble, the last one foremost, see {@link Forwarding}
     */
    @SafeVarargs
    public final <T> T port(Class<T> port, T real, Function<? super T, ?>... fronts) {
        T watched = real;
        for (Function<? super T, ?> front : fronts) {
            watched = Forwarding.to(port, watched, front);
        }
        return reached(port, watched);
    }

    private <T> T reached(Class<T> port, T real) {
        T reached = points.around(port, real);
        Set<String> weak = plant.weakReads(port);
        return plant.in(port, weak.isEmpty() ? reached : WeakReads.of(port, reached, weak, lag));
    }

    /** The standard queue that calls a function. */
    public <M extends QueueMessage> InMemoryQueue<M> queue(FunctionName function) {
        return new InMemoryQueue<>(time.truth, chance.generator(), function.visibilityTimeout(), RECEIVES_MAX);
    }

    /** A standard queue as the functions send to it. */
    public <M extends QueueMessage> MessageQueue<M> sender(String name, MessageQueue<M> queue) {
        return points.around(name, new TroubledQueue<>(queue, troubles));
    }

    public Instant now() {
        return time.now();
    }

    /** The run under way. */
    public Run run() {
        return runs.current();
    }

    /** Says a line with the time. */
    public void say(Supplier<String> line) {
        trace.say(() -> now() + " " + line.get());
    }

    /** Says what the run under way does. */
    public void tell(Supplier<String> deed) {
        trace.say(() -> "    " + run() + " " + deed.get());
    }

    /** Something has happened. */
    public void count(String what) {
        coverage.count(what);
    }

    /** Something has happened so many times. */
    public void count(String what, long times) {
        coverage.count(what, times);
    }

    /** The clock of the worker that runs now. */
    public Clock clock() {
        return time.workers();
    }
}
