package sundown.purge;

import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * How many questions are put to the world at once where they wait for answers most of the time.
 *
 * @param most 1 for one after the other, by the caller's own thread
 */
public record Parallelism(int most) {
    public Parallelism {
        if (most < 1) {
            throw new IllegalArgumentException("nothing can be asked by nobody");
        }
    }

    /** What comes of each element, in their order. */
    public <T, R> Stream<R> map(Stream<T> elements, Function<T, R> question) {
        return most == 1 ? elements.map(question) : elements.gather(Gatherers.mapConcurrent(most, question));
    }
}
