package sundown.functions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    private static final double MOST = 0.1;

    /** The share of the JVM's time to the first request. */
    Optional<Double> ratio() {
        return jvmFirstNext.map(jvm -> milliseconds(firstNext) / milliseconds(jvm));
    }

    /** True when it takes more than a tenth of the JVM's time. */
    boolean tooSlow() {
        return ratio().filter(share -> share > MOST).isPresent();
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
