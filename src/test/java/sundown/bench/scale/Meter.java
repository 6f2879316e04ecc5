package sundown.bench.scale;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import sundown.edge.Forwarding;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.job.Chunk;
import sundown.job.Job.JobId;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.purge.BucketEntry;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.runtime.ManualClock;
import sundown.runtime.Records;
import sundown.timeline.GroupId;

/**
 * Counts what functions ask of AWS, and lets each call take its time: it moves the clock on by what {@link Prices} say.
 * Calls of one invocation come one after the other, but for those that it makes with threads of their own.
 */
final class Meter {
    /** How many questions a function asks at once, where it does. */
    static final int AT_ONCE = 32;

    private static final LoggedBytes LOGGED = LoggedBytes.count();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Prices prices;
    private final Deployed deployed;
    private final ManualClock clock;

    private Map<String, FunctionFigures> figures = new TreeMap<>();
    private Map<String, Long> inASecond = new HashMap<>();
    private Invocation current;

    Meter(Prices prices, Deployed deployed, ManualClock clock) {
        this.prices = prices;
        this.deployed = deployed;
        this.clock = clock;
    }

    /** One invocation, while it runs. */
    private static final class Invocation {
        private final Map<String, Long> requests = new TreeMap<>();
        private final Map<String, Double> dollars = new TreeMap<>();
    }

    /** A port. */
    <T> T over(Class<T> port, T target) {
        return metered(port, target);
    }

    /** Ports, each of them metered but lists, records, and what has a port of its own. */
    <R extends Record> R over(R ports) {
        return Records.like(ports, port -> metered(port, Records.value(ports, port)));
    }

    @SuppressWarnings("unchecked")
    private Object metered(RecordComponent port, Object target) {
        if (target instanceof MessageQueue<?> queue && port.getGenericType() instanceof ParameterizedType generic) {
            String message = ((Class<?>) generic.getActualTypeArguments()[0]).getSimpleName();
            return metered(message.replace("Message", "") + "Queue.send", (MessageQueue<QueueMessage>) queue);
        }
        return target instanceof List
                        || target instanceof Record
                        || !port.getType().isInterface()
                ? target
                : metered((Class<Object>) port.getType(), target);
    }

    private MessageQueue<QueueMessage> metered(String call, MessageQueue<QueueMessage> queue) {
        return (messages, delay) -> {
            called(call, messages.size(), new Object[0]);
            queue.send(messages, delay);
        };
    }

    private <T> T metered(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (ignored, method, arguments) -> {
                    Object answer = Forwarding.call(method, target, arguments);
                    Object read = answer instanceof Stream<?> stream ? stream.toList() : answer;
                    called(port.getSimpleName() + "." + method.getName(), count(arguments, read), arguments);
                    return answer instanceof Stream<?> ? ((List<?>) read).stream() : answer;
                }));
    }

    private static long count(Object[] arguments, Object answer) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof Collection<?> given) {
            return given.size();
        }
        return switch (answer) {
            case Collection<?> rows -> rows.size();
            case Long number -> number;
            case null, default -> 1;
        };
    }

    /** What a function asks at once, it asks with virtual threads. */
    private synchronized void called(String call, long count, Object... arguments) {
        Prices.Cost cost = prices.of(call, count);
        clock.advance(Thread.currentThread().isVirtual() ? cost.time().dividedBy(AT_ONCE) : cost.time());
        current.requests.merge(cost.service(), cost.requests(), Long::sum);
        pay(cost.service().split(" ", 2)[0], cost.dollars());
        noteKeys(call, cost, arguments);
    }

    private void pay(String row, double dollars) {
        if (dollars > 0) {
            current.dollars.merge(row, dollars, Double::sum);
        }
    }

    /** Keys of one user are spread; those of a group, of its jobs, and of its chunks are not. */
    private void noteKeys(String call, Prices.Cost cost, Object... arguments) {
        if (arguments == null || arguments.length == 0) {
            return;
        }
        String store = call.substring(0, call.indexOf('.'));
        switch (arguments[0]) {
            case GroupId group
            when cost.service().startsWith("DynamoDB") ->
                note(cost.service() + " of " + store + " " + groupOrChunk(group, arguments), cost.requests());
            case Chunk chunk
            when call.endsWith(".save") -> note(cost.service() + " of " + store + " " + chunk, cost.requests());
            case Chunk chunk -> note(cost.service() + " of " + store + " " + chunk.job(), cost.requests());
            case JobId job
            when call.endsWith(".findChunk") ->
                note(cost.service() + " of " + store + " " + job + "#" + arguments[1], cost.requests());
            case JobId job -> note(cost.service() + " of " + store + " " + job, cost.requests());
            case LocalDate day -> note(cost.service() + " of " + store + " " + day, cost.requests());
            case Integer shard -> note(cost.service() + " of " + store + " shard " + shard, cost.requests());
            case List<?> entries
            when !entries.isEmpty() && entries.getFirst() instanceof BucketEntry first ->
                note("S3 keys deleted below " + first.key().value().substring(0, 3), entries.size());
            default -> {}
        }
    }

    /** What a call about a group is about: a chunk of it, or all. */
    private static String groupOrChunk(GroupId group, Object... arguments) {
        return Stream.of(arguments)
                .flatMap(argument -> switch (argument) {
                    case Integer chunk -> Stream.of(chunk);
                    case Place place -> Stream.of(place.chunk());
                    case Deletion deletion -> Stream.of(deletion.place().chunk());
                    default -> Stream.of();
                })
                .findFirst()
                .map(chunk -> group + "#" + chunk)
                .orElse(group.value());
    }

    private void note(String key, long requests) {
        inASecond.merge(key + "@" + clock.instant().getEpochSecond(), requests, Long::sum);
    }

    /**
     * An invocation of a function.
     *
     * @param hop how many messages led to it
     */
    void invoked(String function, int hop, Runnable work) {
        current = new Invocation();
        Instant begun = clock.instant();
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        long logged = LOGGED.bytes();
        work.run();
        long bytes = THREADS.getTotalThreadAllocatedBytes() - allocated;
        Duration time = Duration.between(begun, clock.instant());
        Deployed.Function invoked = deployed.function(function);
        pay("Lambda", prices.run(time, invoked));
        pay(invoked.ofApi() ? "API" : "SQS", prices.trigger(invoked));
        figures.computeIfAbsent(function, ignored -> new FunctionFigures())
                .add(new FunctionFigures.One(
                        current.requests, time, hop, current.dollars, bytes, LOGGED.bytes() - logged));
    }

    /** What was counted since the last time, by function. */
    Map<String, FunctionFigures> counted() {
        Map<String, FunctionFigures> counted = figures;
        figures = new TreeMap<>();
        return counted;
    }

    /** The most that one key took in a second since the last time, by the kind of the key. */
    Map<String, Long> hottest() {
        Map<String, Long> hottest = new TreeMap<>();
        inASecond.forEach((key, requests) -> hottest.merge(key.substring(0, key.indexOf('@')), requests, Math::max));
        inASecond = new HashMap<>();
        return hottest;
    }

    /** Counts the bytes of the lines that functions write to their logs. */
    static final class LoggedBytes extends Handler {
        /** What a line has beside its message: the time, the class, the function, the ids. Assumed. */
        private static final int AROUND_A_MESSAGE = 400;

        /** Java keeps no logger that nobody holds, nor its handlers. */
        private static final Logger FUNCTIONS = Logger.getLogger("sundown");

        private final AtomicLong bytes = new AtomicLong();
        private final Formatter messages = new PatternFormatter("%s");

        private LoggedBytes() {}

        /** Begins to count. */
        static LoggedBytes count() {
            LoggedBytes counting = new LoggedBytes();
            FUNCTIONS.addHandler(counting);
            return counting;
        }

        long bytes() {
            return bytes.get();
        }

        @Override
        public void publish(LogRecord line) {
            bytes.addAndGet(messages.format(line).length() + AROUND_A_MESSAGE);
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
