package sundown.local.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The faults in force. They can be changed while calls run; a fault counts calls from when it was set.
 *
 * @param <C> the kinds of calls
 * @param <E> the effects of faults
 */
public final class FaultScript<C, E> {
    private List<Line<C, E>> lines = List.of();

    private static final class Line<C, E> {
        private final Fault<C, E> fault;
        private long calls;
        private long strikes;

        Line(Fault<C, E> fault) {
            this.fault = fault;
        }

        boolean strikes(C call) {
            if (!fault.call().equals(call)) {
                return false;
            }
            calls++;
            if (strikes >= fault.times().orElse(Long.MAX_VALUE) || !fault.when().strikes(calls)) {
                return false;
            }
            strikes++;
            return true;
        }
    }

    /** Replaces the script; all counts begin at zero. */
    public synchronized void set(List<Fault<C, E>> faults) {
        lines = faults.stream().map(Line::new).toList();
    }

    public synchronized void add(Fault<C, E> fault) {
        List<Line<C, E>> more = new ArrayList<>(lines);
        more.add(new Line<>(fault));
        lines = List.copyOf(more);
    }

    /** The faults in force, including those that will never strike again. */
    public synchronized List<Fault<C, E>> faults() {
        return lines.stream().map(line -> line.fault).toList();
    }

    /** Counts a call and returns what strikes it, in the order of the script. */
    public synchronized List<E> strike(C call) {
        return lines.stream()
                .filter(line -> line.strikes(call))
                .map(line -> line.fault.effect())
                .toList();
    }

    /**
     * One line of a fault script.
     *
     * @param <C> the kinds of calls
     * @param <E> the effects of faults
     * @param when which calls it strikes, counted from when the fault was set
     * @param times how often it strikes at most; empty for no bound
     */
    public record Fault<C, E>(C call, Occasion when, OptionalLong times, E effect) {
        public Fault {
            times = times == null ? OptionalLong.empty() : times;
        }

        /** Strikes one call, counted from one. */
        public static <C, E> Fault<C, E> nth(C call, long n, E effect) {
            return new Fault<>(call, new Occasion.Nth(n), OptionalLong.empty(), effect);
        }

        public static <C, E> Fault<C, E> next(C call, E effect) {
            return nth(call, 1, effect);
        }

        public static <C, E> Fault<C, E> every(C call, long n, E effect) {
            return new Fault<>(call, new Occasion.Every(n), OptionalLong.empty(), effect);
        }

        public Fault<C, E> times(long most) {
            return new Fault<>(call, when, OptionalLong.of(most), effect);
        }

        /** Which of the calls of a kind a fault strikes. Calls are numbered from one, from when the script was set. */
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
        @JsonSubTypes({
            @JsonSubTypes.Type(name = "nth", value = Occasion.Nth.class),
            @JsonSubTypes.Type(name = "every", value = Occasion.Every.class),
            @JsonSubTypes.Type(name = "chance", value = Occasion.Chance.class)
        })
        public sealed interface Occasion {

            boolean strikes(long number);

            record Nth(long n) implements Occasion {
                @Override
                public boolean strikes(long number) {
                    return number == n;
                }
            }

            /** Each call with a number that is a multiple of n; 1 strikes all. */
            record Every(long n) implements Occasion {
                @Override
                public boolean strikes(long number) {
                    return number % n == 0;
                }
            }

            /** Each call with a probability from 0 to 1. The same seed strikes the same numbers in every run. */
            record Chance(double probability, long seed) implements Occasion {
                @Override
                public boolean strikes(long number) {
                    return new SplittableRandom(seed ^ Long.rotateLeft(number * 0x9E3779B97F4A7C15L, 17)).nextDouble()
                            < probability;
                }
            }
        }
    }
}
