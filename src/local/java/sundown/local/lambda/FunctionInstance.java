package sundown.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.RuntimeApi.InvocationEvent;
import sundown.local.template.Deployment;

/**
 * One instance of a function: an operating-system process that serves one invocation at a time and stays warm between
 * them. It ends with this process, however that ends. Its own limits are kept in real time, as its runtime measures
 * them; when the clock is moved or the code is replaced, it serves no invocation after the one that runs, for it goes
 * by the time and the code with which it started.
 */
public final class FunctionInstance implements AutoCloseable {
    /** Lambda allows ten seconds; a developer's machine may have more to do. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Deployment.Function function;
    private final FunctionHost host;
    private final RuntimeApi api;
    private final ChildProcess process;
    private final List<String> command;
    private final Duration offset;
    private final CompletableFuture<Duration> startTime;
    private final CompletableFuture<Optional<Invocation>> start;
    private final CompletableFuture<Invocation> crash;
    private volatile boolean spent;

    FunctionInstance(
            Deployment.Function function,
            FunctionHost host,
            RuntimeApi api,
            ChildProcess process,
            List<String> command,
            Duration offset) {
        this.function = function;
        this.host = host;
        this.api = api;
        this.process = process;
        this.command = command;
        this.offset = offset;
        Instant begin = now();
        startTime = api.started().thenApply(failure -> Duration.between(begin, now()));
        crash = process.exit().thenApply(Invocation.Crashed::new);
        start = api.started()
                .thenApply(failure -> failure.map(Invocation.class::cast))
                .applyToEither(crash.thenApply(Optional::of), Function.identity());
    }

    /** Calls the function for a request from outside; as {@link #invoke(String, Lineage)}. */
    public Invocation invoke(String payload) throws InterruptedException {
        return invoke(payload, Lineage.NONE.through(function.name()));
    }

    /**
     * Calls the function and waits for its end. The time it needs to start does not count against its timeout. Must not
     * be called while another call runs.
     *
     * @param lineage the functions that the request has come through, this one included
     */
    public Invocation invoke(String payload, Lineage lineage) throws InterruptedException {
        Invocation ending = startAndInvoke(payload, lineage);
        if (!(ending instanceof Invocation.Succeeded)) {
            host.log().note(function.name(), ending.toString());
        }
        return ending;
    }

    private Invocation startAndInvoke(String payload, Lineage lineage) throws InterruptedException {
        Optional<Invocation> obstacle = within(LONGEST_START, start, Optional::of);
        if (obstacle.isPresent()) {
            kill();
            return obstacle.get();
        }
        CompletableFuture<Invocation> answer = api.submit(event(payload, lineage));
        return within(function.timeout(), answer.applyToEither(crash, Function.identity()), Function.identity());
    }

    /** The result, unless it takes longer than the limit, which ends the process. */
    private <T> T within(Duration limit, CompletableFuture<T> result, Function<Invocation, T> ending)
            throws InterruptedException {
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            return ending.apply(new Invocation.TimedOut(limit));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Neither an answer nor an exit can fail", e);
        }
    }

    private InvocationEvent event(String payload, Lineage lineage) {
        Instant now = now();
        String traceRoot = "Root=1-%08x-%s".formatted(now.getEpochSecond(), randomHex(24));
        return new InvocationEvent(
                UUID.randomUUID().toString(),
                payload,
                now.plus(function.timeout()),
                host.account().arn("lambda", "function:" + function.name()),
                lineage.in(traceRoot + ";Parent=" + randomHex(16) + ";Sampled=0"));
    }

    private Instant now() {
        return host.clock().real().instant();
    }

    private static String randomHex(int digits) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, digits);
    }

    public long processId() {
        return process.id();
    }

    /** How long the process took from its start to its first request for an event; completes when it asks. */
    public CompletableFuture<Duration> startTime() {
        return startTime.copy();
    }

    public boolean isUsable() {
        return !spent
                && process.isAlive()
                && offset.equals(host.clock().offset())
                && command.equals(host.runtime().command(function.memoryMegabytes()));
    }

    /** Kills the process at once, in the middle of an invocation too, which then ends as crashed. */
    public void kill() {
        spent = true;
        process.kill();
    }

    /** Takes the runtime API away, at which the process ends by itself, and waits for its end. */
    void end() throws InterruptedException {
        api.close();
        within(LONGEST_START, crash, Function.identity());
    }

    @Override
    public void close() {
        kill();
        api.close();
    }
}
