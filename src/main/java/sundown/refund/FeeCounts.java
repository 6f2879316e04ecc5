package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState.StateName;

/**
 * The fees of a group, by what became of them.
 *
 * @param back the number that went back, by the word of the service that sent them
 * @param resolved the number that people have resolved
 * @param withPeople the number that people are to resolve
 * @param waiting the number that is to go back, or is on its way
 */
@RegisterForReflection
public record FeeCounts(Map<String, Long> back, long resolved, long withPeople, long waiting) {
    /** No fees. */
    public static final FeeCounts NONE = new FeeCounts(Map.of(), 0, 0, 0);

    public FeeCounts {
        back = Collections.unmodifiableMap(new TreeMap<>(back));
    }

    /** Counts the fees of a group, from its totals by state, then by currency. */
    public static FeeCounts of(Map<StateName, Map<String, Total>> totals) {
        Map<String, Long> back = new TreeMap<>();
        in(totals, StateName.SUCCEEDED)
                .forEach(total ->
                        total.paidThrough().forEach((service, count) -> back.merge(service, count, Long::sum)));
        return new FeeCounts(
                back,
                count(totals, StateName.RESOLVED),
                count(totals, StateName.MANUAL, StateName.ELSEWHERE),
                count(totals, StateName.INTENT, StateName.SENT, StateName.PENDING));
    }

    private static long count(Map<StateName, Map<String, Total>> totals, StateName... states) {
        return in(totals, states).mapToLong(Total::refunds).sum();
    }

    private static Stream<Total> in(Map<StateName, Map<String, Total>> totals, StateName... states) {
        return List.of(states).stream().flatMap(state -> totals.getOrDefault(state, Map.of()).values().stream());
    }

    /** The number of all fees. */
    public long all() {
        return through() + withPeople + waiting;
    }

    /** The number that nobody waits for any more. */
    public long through() {
        return resolved + back.values().stream().mapToLong(Long::longValue).sum();
    }
}
