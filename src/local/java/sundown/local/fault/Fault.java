package sundown.local.fault;

import java.util.OptionalLong;

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

    /** Strikes the next call. */
    public static <C, E> Fault<C, E> next(C call, E effect) {
        return nth(call, 1, effect);
    }

    /** Strikes every nth call. */
    public static <C, E> Fault<C, E> every(C call, long n, E effect) {
        return new Fault<>(call, new Occasion.Every(n), OptionalLong.empty(), effect);
    }

    /** The same fault, which ends after this many strikes. */
    public Fault<C, E> times(long most) {
        return new Fault<>(call, when, OptionalLong.of(most), effect);
    }
}
