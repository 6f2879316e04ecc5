package sundown.account;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows that one read found for several users.
 *
 * @param rows by user; a supplier fails as a read of this row alone would
 */
public record Found<T>(Map<UserId, Supplier<T>> rows) {
    public Found {
        rows = Map.copyOf(rows);
    }

    /**
     * The row of a user; empty if there is none.
     *
     * @throws sundown.failure.PermanentFailure when the row cannot be read; the rows of the others can
     */
    public Optional<T> find(UserId user) {
        return Optional.ofNullable(rows.get(user)).map(Supplier::get);
    }
}
