package sundown.readiness;

import java.util.Optional;
import java.util.Set;
import sundown.account.Account;
import sundown.account.UserId;

/**
 * An account as its row has it.
 *
 * @param group under which it is listed, with its chunk; nothing where it is not listed
 * @param fields the names of what the row has
 * @param account nothing where the row cannot be read
 */
public record SampledAccount(UserId user, Optional<Listing> group, Set<String> fields, Optional<Account> account) {
    public SampledAccount {
        fields = Set.copyOf(fields);
    }

    /** A group's chunk, from 0. */
    public record Listing(String group, int chunk) {}
}
