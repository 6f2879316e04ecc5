package sundown.local.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.SplittableRandom;

/** Which of the calls of a kind a fault strikes. Calls are numbered from one, from when the script was set. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "nth", value = Occasion.Nth.class),
    @JsonSubTypes.Type(name = "every", value = Occasion.Every.class),
    @JsonSubTypes.Type(name = "chance", value = Occasion.Chance.class)
})
public sealed interface Occasion {

    /** True if the call with this number is struck. */
    boolean strikes(long number);

    /** The call with this number alone. */
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
