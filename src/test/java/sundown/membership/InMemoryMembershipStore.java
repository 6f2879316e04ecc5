package sundown.membership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.job.GroupUsers;
import sundown.timeline.GroupId;

/** The memberships of accounts in memory. */
public final class InMemoryMembershipStore implements GroupUsers, MembershipStore {
    private final Map<UserId, Place> places = new HashMap<>();
    private final LaggingRows<Place, UserId> shown;
    private final InMemoryAccountStore accounts;

    /** Where a user is listed. */
    private record Place(String shard, String user) {}

    /** Those of these accounts; none is listed yet. */
    public InMemoryMembershipStore(InMemoryAccountStore accounts) {
        this(accounts, Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryMembershipStore(InMemoryAccountStore accounts, Lag lag) {
        this.accounts = accounts;
        this.shown = new LaggingRows<>(Comparator.comparing(Place::shard).thenComparing(Place::user), lag);
    }

    /** Lists a user, as the photo cloud does, and removes them from any other list. */
    public synchronized void list(UserId user, GroupId group, int shard) {
        Place place = new Place(group + "#" + shard, user.value());
        Optional.ofNullable(places.put(user, place)).ifPresent(shown::remove);
        shown.put(place, user);
    }

    @Override
    public synchronized List<UserId> list(GroupId group, int chunk, Optional<UserId> after, int limit) {
        String name = group + "#" + chunk;
        Place last = new Place(name, after.map(UserId::value).orElse(""));
        List<UserId> page = new ArrayList<>();
        Map.Entry<Place, UserId> next = shown.shown().higherEntry(last);
        while (next != null && next.getKey().shard().equals(name) && page.size() < limit) {
            page.add(next.getValue());
            next = shown.shown().higherEntry(next.getKey());
        }
        return page;
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
