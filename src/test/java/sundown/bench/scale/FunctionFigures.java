package sundown.bench.scale;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What the invocations of one function came to, on one path. */
final class FunctionFigures {
    private final Map<String, Long> requests = new TreeMap<>();
    private long invocations;
    private Duration time = Duration.ZERO;
    private Duration longest = Duration.ZERO;
    private long mostRequests;
    private int hops;
    private final Map<String, Double> dollars = new TreeMap<>();
    private long mostBytes;
    private long logged;

    /**
     * One invocation.
     *
     * @param requests by service
     * @param hop how many messages led to it
     * @param dollars by row of the bill
     * @param bytes allocated, which is no less than what it held at any time
     * @param logged bytes of lines that the function wrote to its log
     */
    record One(
            Map<String, Long> requests, Duration time, int hop, Map<String, Double> dollars, long bytes, long logged) {}

    void add(One one) {
        one.requests().forEach((service, number) -> requests.merge(service, number, Long::sum));
        invocations++;
        time = time.plus(one.time());
        longest = one.time().compareTo(longest) > 0 ? one.time() : longest;
        mostRequests = Math.max(mostRequests, sum(one.requests()));
        hops = Math.max(hops, one.hop());
        one.dollars().forEach((row, number) -> dollars.merge(row, number, Double::sum));
        logged += one.logged();
        mostBytes = Math.max(mostBytes, one.bytes());
    }

    private static long sum(Map<String, Long> requests) {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    long invocations() {
        return invocations;
    }

    /** Requests to AWS and to others. */
    long requests() {
        return sum(requests);
    }

    /** Of all invocations together. */
    Duration time() {
        return time;
    }

    Duration longest() {
        return longest;
    }

    /** Of any invocation. */
    long mostRequests() {
        return mostRequests;
    }

    int hops() {
        return hops;
    }

    double dollars() {
        return dollars.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of one row of the bill. */
    double dollars(String row) {
        return dollars.getOrDefault(row, 0.0);
    }

    /** To one service. */
    long requests(String service) {
        return requests.getOrDefault(service, 0L);
    }

    /** Bytes of lines in the logs. */
    long logged() {
        return logged;
    }

    /** That any invocation allocated. */
    long mostBytes() {
        return mostBytes;
    }
}
