package sundown.account;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was found for several users with one read.
 *
 * @param rows by user; a supplier fails as a read of this row alone would
 */
public record Found<T>(Map<UserId, Supplier<T>> rows) {
    public Found {
        rows = Map.copyOf(rows);
    }

    /**
     * That of one of these users; nothing when there is no row.
     *
     * @throws sundown.failure.PermanentFailure when the row cannot be read; those of the others can
     */
    public Optional<T> find(UserId user) {
        return Optional.ofNullable(rows.get(user)).map(Supplier::get);
    }
}
