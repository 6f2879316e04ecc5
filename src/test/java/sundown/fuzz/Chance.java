package sundown.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws what happens next. The same seed draws the same. */
public record Chance(RandomGenerator random) {
    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** A number from 0 to below a bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T pick(T... all) {
        return all[random.nextInt(all.length)];
    }

    /** One of these. */
    public <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
