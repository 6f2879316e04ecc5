package sundown.membership;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** The memberships of accounts in memory. */
public final class InMemoryMembershipStore implements MembershipStore {
    private final Map<String, NavigableSet<UserId>> shards = new ConcurrentHashMap<>();
    private final InMemoryAccountStore accounts;

    /** Those of these accounts, none of which is listed yet. */
    public InMemoryMembershipStore(InMemoryAccountStore accounts) {
        this.accounts = accounts;
    }

    /** Lists a user, as the photo cloud does, and removes them from any other list. */
    public void list(UserId user, GroupId group, int shard) {
        shards.values().forEach(users -> users.remove(user));
        shard(group, shard).add(user);
    }

    private NavigableSet<UserId> shard(GroupId group, int shard) {
        return shards.computeIfAbsent(
                group + "#" + shard, key -> new ConcurrentSkipListSet<>(Comparator.comparing(UserId::value)));
    }

    @Override
    public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
        NavigableSet<UserId> all = shard(group, shard);
        return after.map(user -> all.tailSet(user, false)).orElse(all).stream()
                .limit(limit)
                .toList();
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        return accounts.find(user)
                .filter(account -> account.membership()
                        .filter(paid -> paid.charge().equals(read.charge()))
                        .filter(paid -> paid.cancelledAt().isEmpty())
                        .isPresent())
                .filter(account -> accounts.replace(
                        account, account.with(account.membership().orElseThrow().cancelled(now))))
                .isPresent();
    }
}
