package sundown.failure;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Saves to a row that others change, too. */
public final class Saving {
    private Saving() {}

    /**
     * Repeats an attempt until its save is the faster one.
     *
     * @param attempt reads the row, decides, and saves; empty if another save was faster
     * @return the saved value
     */
    public static <T> T untilSaved(Supplier<Optional<T>> attempt) {
        return Stream.generate(attempt).flatMap(Optional::stream).findFirst().orElseThrow();
    }
}
