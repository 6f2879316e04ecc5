package sundown.local.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.OptionalLong;
import java.util.SplittableRandom;

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
