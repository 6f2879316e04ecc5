package sundown.functions;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.emulators.Emulators;
import sundown.local.lambda.FunctionInstance;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.FunctionRuntime;

/**
 * The first half of {@code make native-test}: starts the executable as Lambda does, one function after the other, and
 * beside it the JVM; feeds each the events of its trigger and a bad one; and prints what it took. With
 * {@code RUNTIME=jvm} it tries the JVM alone.
 */
public final class NativeCheck {
    /** Whether to judge strictly, on an idle machine: {@code make verify} does. */
    private static final boolean THOROUGH = "1".equals(System.getenv("THOROUGH"));

    /** Starts in turns: where the machine does something else for a second, the medians stay as they are. */
    private static final int STARTS = THOROUGH ? 5 : 1;

    /** The largest share of the JVM's time to the first request. */
    private static final double MOST = THOROUGH ? 0.1 : 0.3;

    private static final Path FIGURES = Path.of("target", "native-test.json");
    private static final Path OBJECTS = Path.of(
            "target", "test-objects", Long.toString(ProcessHandle.current().pid()));

    private final Installation measured;
    private final Optional<Installation> beside;
    private final PrintStream out;
    private final List<String> complaints = new ArrayList<>();

    private NativeCheck(Installation measured, Optional<Installation> beside, PrintStream out) {
        this.measured = measured;
        this.beside = beside;
        this.out = out;
    }

    /**
     * Exits with 0 if every answer is right, and every function asks for its first event in a tenth of the JVM's time.
     * On a machine that may be busy, half of the functions do, in three tenths.
     */
    public static void main(String[] arguments) throws Exception {
        boolean jvmAlone = "jvm".equals(System.getenv("RUNTIME"));
        System.exit(run(jvmAlone) ? 0 : 1);
    }

    private static boolean run(boolean jvmAlone) throws Exception {
        FunctionRuntime jvm = Artifacts.functions(false);
        try (Emulators emulators = Emulators.start(OBJECTS);
                TestGoogle google = TestGoogle.start();
                Installation onJvm = Installation.create(emulators, google, Setup.of("jvm"), jvm)) {
            if (jvmAlone) {
                return new NativeCheck(onJvm, Optional.empty(), System.out).check(google);
            }
            FunctionRuntime executable = Artifacts.functions(true);
            try (Installation asNative = Installation.create(emulators, google, Setup.of("native"), executable)) {
                return new NativeCheck(asNative, Optional.of(onJvm), System.out).check(google);
            }
        }
    }

    private boolean check(TestGoogle google) throws Exception {
        out.println(NativeFigures.HEADER);
        List<NativeFigures> figures = new ArrayList<>();
        for (Trial trial : new Trials(measured, google).all()) {
            NativeFigures row = figures(trial);
            figures.add(row);
            out.println(row.row());
        }
        write(figures);
        Set<String> tried = figures.stream().map(NativeFigures::function).collect(Collectors.toSet());
        measured.functions().stream()
                .filter(function -> !tried.contains(function))
                .forEach(function -> complaints.add(function + " is not tried."));
        judgeTimes(figures);
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        return complaints.isEmpty();
    }

    private void judgeTimes(List<NativeFigures> figures) {
        List<NativeFigures> compared = figures.stream()
                .filter(row -> row.ratio().isPresent())
                .sorted(Comparator.comparing(row -> row.ratio().get()))
                .toList();
        compared.stream()
                .skip(THOROUGH ? 0 : compared.size() / 2)
                .limit(THOROUGH ? compared.size() : 1)
                .filter(row -> row.ratio().get() > MOST)
                .forEach(row -> complaints.add(row.function() + " takes more than " + MOST + " of the JVM's time."));
    }

    private NativeFigures figures(Trial trial) throws Exception {
        StartTimes starts = new StartTimes(measured, trial.function());
        Optional<StartTimes> jvmStarts = beside.map(jvm -> new StartTimes(jvm, trial.function()));
        for (int turn = 0; turn < STARTS; turn++) {
            starts.add();
            if (jvmStarts.isPresent()) {
                jvmStarts.get().add();
            }
        }
        try (FunctionInstance instance = measured.start(trial.function())) {
            StartTimes.of(instance);
            List<Duration> invocations = new ArrayList<>();
            for (Trial.EventSource event : trial.events()) {
                invocations.add(timed(instance, trial, event.make()));
            }
            require(trial, trial.bad(), instance.invoke(trial.badEvent().json()));
            return new NativeFigures(
                    trial.function(),
                    starts.median(),
                    jvmStarts.map(StartTimes::median),
                    invocations.getFirst(),
                    invocations.getLast(),
                    new ProcessFigures(instance.processId()).residentBytes());
        }
    }

    private Duration timed(FunctionInstance instance, Trial trial, Event event) throws InterruptedException {
        long begin = System.nanoTime();
        Invocation invocation = instance.invoke(event.json());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        require(trial, trial.good(), invocation);
        return elapsed;
    }

    private void require(Trial trial, Expectation expectation, Invocation invocation) {
        if (!expectation.holds(invocation)) {
            complaints.add(trial.function() + " came to " + invocation);
        }
    }

    private static void write(List<NativeFigures> figures) throws IOException {
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(
                        FIGURES.toFile(),
                        figures.stream().map(NativeFigures::json).toList());
    }

    /**
     * What was measured of one function.
     *
     * @param firstNext from the start to the first request for an event, the median of several starts
     * @param jvmFirstNext the JVM's beside it, likewise; empty when there was nothing to compare
     * @param residentBytes the memory that it holds after its invocations
     */
    record NativeFigures(
            String function,
            Duration firstNext,
            Optional<Duration> jvmFirstNext,
            Duration firstInvocation,
            Duration secondInvocation,
            long residentBytes) {
        static final String HEADER = "%-16s %10s %10s %7s %10s %10s %9s"
                .formatted("function", "next ms", "JVM ms", "ratio", "first ms", "second ms", "MiB");

        /** The share of the JVM's time to the first request. */
        Optional<Double> ratio() {
            return jvmFirstNext.map(jvm -> milliseconds(firstNext) / milliseconds(jvm));
        }

        /** One line of the table. */
        String row() {
            return "%-16s %10s %10s %7s %10s %10s %9s"
                    .formatted(
                            function,
                            decimal(milliseconds(firstNext)),
                            jvmFirstNext.map(jvm -> decimal(milliseconds(jvm))).orElse("-"),
                            ratio().map(share -> String.format(Locale.ROOT, "%.3f", share))
                                    .orElse("-"),
                            decimal(milliseconds(firstInvocation)),
                            decimal(milliseconds(secondInvocation)),
                            decimal(mebibytes()));
        }

        /** The same as JSON. */
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("function", function);
            json.put("firstNextMilliseconds", milliseconds(firstNext));
            jvmFirstNext.ifPresent(jvm -> json.put("jvmFirstNextMilliseconds", milliseconds(jvm)));
            ratio().ifPresent(share -> json.put("ratio", share));
            json.put("firstInvocationMilliseconds", milliseconds(firstInvocation));
            json.put("secondInvocationMilliseconds", milliseconds(secondInvocation));
            json.put("residentMebibytes", mebibytes());
            return json;
        }

        private double mebibytes() {
            return residentBytes / (double) (1 << 20);
        }

        private static double milliseconds(Duration duration) {
            return duration.toNanos() / 1e6;
        }

        private static String decimal(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }

    /** How long the instances of a function took from their start to their first request for an event. */
    static final class StartTimes {
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
        static Duration of(FunctionInstance instance)
                throws InterruptedException, ExecutionException, TimeoutException {
            return instance.startTime().get(MOST_SECONDS, TimeUnit.SECONDS);
        }

        /** The middle one. */
        Duration median() {
            return times.stream().sorted().toList().get(times.size() / 2);
        }
    }
}
