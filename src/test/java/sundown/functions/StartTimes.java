package sundown.functions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sundown.local.lambda.FunctionInstance;

/** How long the instances of a function took from their start to their first request for an event. */
final class StartTimes {
    private static final long MOST_SECONDS = 60;

    private final Installation sundown;
    private final String function;
    private final List<Duration> times = new ArrayList<>();

    StartTimes(Installation sundown, String function) {
        this.sundown = sundown;
        this.function = function;
    }

    /** Starts one more instance, and ends it when it has asked. */
    void add() throws InterruptedException, ExecutionException, TimeoutException {
        try (FunctionInstance instance = sundown.start(function)) {
            times.add(of(instance));
        }
    }

    /** Waits until an instance has asked. */
    static Duration of(FunctionInstance instance) throws InterruptedException, ExecutionException, TimeoutException {
        return instance.startTime().get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    /** The middle one. */
    Duration median() {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
