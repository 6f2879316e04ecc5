package sundown.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sundown.failure.PermanentFailure;

/** What fakes find for several users at once. */
public final class FoundRows {
    private FoundRows() {}

    /**
     * What is found for each of them now.
     *
     * @param find finds it for one; a row that cannot be read fails when it is asked for
     */
    public static <T> Found<T> of(List<UserId> users, Function<UserId, Optional<T>> find) {
        return new Found<>(users.stream()
                .flatMap(user -> row(user, find).map(row -> Map.entry(user, row)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static <T> Optional<Supplier<T>> row(UserId user, Function<UserId, Optional<T>> find) {
        try {
            return find.apply(user).map(found -> () -> found);
        } catch (PermanentFailure unreadable) {
            return Optional.of(() -> {
                throw unreadable;
            });
        }
    }
}
