package sundown.simulation.run;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has been met in the worlds so far. */
public final class Coverage {
    private final Set<String> crashed = new TreeSet<>();
    private final SortedMap<String, Set<String>> answers = new TreeMap<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();

    /** A function crashed at this point. */
    void crashedAt(String point) {
        crashed.add(point);
    }

    /** A call was answered so. */
    public void answered(String call, Object answer) {
        answers.computeIfAbsent(call, ignored -> new TreeSet<>())
                .add(answer.getClass().getSimpleName());
    }

    /** Something happened to an archive or a refund. */
    public void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Something happened so many times. */
    public void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** The points at which a function crashed. */
    public Set<String> crashed() {
        return Set.copyOf(crashed);
    }

    /** The kinds of answers to each call, in the order of their names. */
    public SortedMap<String, Set<String>> answers() {
        return Collections.unmodifiableSortedMap(answers);
    }

    /** How often things happened to archives and refunds, in the order of their names. */
    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** Takes in what was met elsewhere. */
    public void add(Coverage other) {
        crashed.addAll(other.crashed);
        other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
        other.answers.forEach((call, kinds) ->
                answers.computeIfAbsent(call, ignored -> new TreeSet<>()).addAll(kinds));
    }
}
