package sundown.local.lambda;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often a request has come through each function. Lambda carries it in the X-Ray trace header through SQS and stops
 * a request that comes through the same function too often. AWS documents the header's field, and not how a function is
 * named in it; here a hash of the function's name stands for it.
 *
 * @param hops how often, by the hash of the function's name
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Lambda recursive loop
 *     detection</a>
 */
public record Lineage(Map<String, Integer> hops) {
    /** AWS says "approximately 16 times". */
    public static final int MOST_HOPS = 16;

    /** That of a request that comes from outside. */
    public static final Lineage NONE = new Lineage(Map.of());

    private static final Pattern FIELD = Pattern.compile("(?:^|;)Lineage=([0-9a-f:|]+)");

    /** Reads it from a trace header; {@link #NONE} when the header has none. */
    public static Lineage read(String traceHeader) {
        Matcher field = FIELD.matcher(traceHeader);
        return field.find()
                ? new Lineage(Arrays.stream(field.group(1).split("\\|"))
                        .map(hop -> hop.split(":"))
                        .collect(Collectors.toMap(hop -> hop[0], hop -> Integer.parseInt(hop[1]))))
                : NONE;
    }

    /** That of a batch of messages with these two: the longer way through each function. */
    public Lineage merge(Lineage other) {
        Map<String, Integer> merged = new TreeMap<>(hops);
        other.hops.forEach((function, count) -> merged.merge(function, count, Math::max));
        return new Lineage(merged);
    }

    /** That of the request once it has come through a function again. */
    Lineage through(String function) {
        Map<String, Integer> further = new TreeMap<>(hops);
        further.merge(hash(function), 1, Integer::sum);
        return new Lineage(further);
    }

    /** True when Lambda stops the request before this function. */
    boolean loops(String function) {
        return hops.getOrDefault(hash(function), 0) >= MOST_HOPS;
    }

    /** A trace header with it. */
    String in(String traceHeader) {
        return traceHeader + ";Lineage="
                + hops.entrySet().stream()
                        .map(hop -> hop.getKey() + ":" + hop.getValue())
                        .collect(Collectors.joining("|"));
    }

    private static String hash(String function) {
        return "%08x".formatted(function.hashCode());
    }
}
