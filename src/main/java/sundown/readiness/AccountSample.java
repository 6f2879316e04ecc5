package sundown.readiness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;

/** All accounts, in an order that has nothing to do with what they are. */
public interface AccountSample {
    /**
     * The next accounts from a place on; after the last come none.
     *
     * @param place any id, whether a user has it or not
     */
    @EventuallyConsistent
    List<SampledAccount> list(UserId place, int limit);

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
