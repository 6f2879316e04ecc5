package sundown.local.google.gate;

import java.util.OptionalLong;

/**
 * One line of a fault script.
 *
 * @param times how often it strikes at most; empty for without end
 */
public record Fault(Call call, Occasion when, OptionalLong times, Effect effect) {
    public Fault {
        times = times == null ? OptionalLong.empty() : times;
    }

    /** Strikes one call, counted from one. */
    public static Fault nth(Call call, long n, Effect effect) {
        return new Fault(call, new Occasion.Nth(n), OptionalLong.empty(), effect);
    }

    /** Strikes the next call. */
    public static Fault next(Call call, Effect effect) {
        return nth(call, 1, effect);
    }

    /** Strikes every nth call. */
    public static Fault every(Call call, long n, Effect effect) {
        return new Fault(call, new Occasion.Every(n), OptionalLong.empty(), effect);
    }

    /** Strikes calls at random, but the same ones for the same seed. */
    public static Fault sometimes(Call call, double probability, long seed, Effect effect) {
        return new Fault(call, new Occasion.Chance(probability, seed), OptionalLong.empty(), effect);
    }

    /** The same fault, which ends after it has struck so often. */
    public Fault times(long most) {
        return new Fault(call, when, OptionalLong.of(most), effect);
    }
}
