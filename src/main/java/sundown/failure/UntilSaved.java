package sundown.failure;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A change of a row that others change, too: it is decided again on what another save has left. */
public final class UntilSaved {
    private UntilSaved() {}

    /**
     * Reads, decides, and saves until no other save comes first.
     *
     * @param change reads the row and decides; empty if there is nothing to change
     * @param save a conditional save; empty if the row has changed since it was read
     * @return the row as it is saved, or empty if there was nothing to change
     */
    public static <T> Optional<T> save(Supplier<Optional<T>> change, Function<T, Optional<T>> save) {
        return save(change.get(), change, save);
    }

    /**
     * Saves a change that is decided already.
     *
     * @param change reads the row and decides once more, if another save comes first
     */
    public static <T> Optional<T> save(
            Optional<T> decided, Supplier<Optional<T>> change, Function<T, Optional<T>> save) {
        Optional<T> next = decided;
        Optional<T> saved = next.flatMap(save);
        while (next.isPresent() && saved.isEmpty()) {
            next = change.get();
            saved = next.flatMap(save);
        }
        return saved;
    }
}
