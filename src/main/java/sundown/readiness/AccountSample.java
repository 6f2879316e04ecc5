package sundown.readiness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;

/** All accounts, in an order that does not depend on their content. */
public interface AccountSample {
    /**
     * Lists the next accounts from a place on; none after the last account.
     *
     * @param place any id, whether a user has it or not
     */
    @EventuallyConsistent
    List<SampledAccount> list(UserId place, int limit);

    /** Draws a hundred accounts or fewer at random, with ten calls at most. */
    default List<SampledAccount> draw(RandomGenerator random) {
        int places = 5;
        int accountsPerPlace = 20;
        Supplier<UserId> place = () -> new UserId(Long.toHexString(random.nextLong()));
        return Stream.generate(place)
                .limit(places)
                .map(drawn -> list(drawn, accountsPerPlace))
                .map(found -> found.isEmpty() ? list(place.get(), accountsPerPlace) : found)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * An account as its row has it.
     *
     * @param group under which it is listed, with its chunk; nothing where it is not listed
     * @param fields the names of what the row has
     * @param account nothing where the row cannot be read
     */
    record SampledAccount(UserId user, Optional<Listing> group, Set<String> fields, Optional<Account> account) {
        public SampledAccount {
            fields = Set.copyOf(fields);
        }

        /** A group's chunk, from 0. */
        public record Listing(String group, int chunk) {}
    }
}
