package sundown.simulation.run;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All chance in a world; it comes from one seed, so that the same seed makes the same world. */
public final class Chance {
    private final RandomGenerator random;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** True once in so many times; never for 0. */
    public boolean oneIn(int times) {
        return times > 0 && random.nextInt(times) == 0;
    }

    /** A number of a range, both ends included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A length of time of a range, to the millisecond. */
    public Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /** One of the values, all as likely. */
    @SafeVarargs
    public final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of the values, all as likely. */
    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** So many bytes. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The generator itself, for those who take one. */
    public RandomGenerator generator() {
        return random;
    }
}
