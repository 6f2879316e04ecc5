package sundown.purge;

import java.util.List;
import sundown.account.UserId;

/**
 * Accounts whose deletion was begun together: all that the manifest lists between two ids, since it is in their order.
 *
 * @param finished how many of them were finished when they were last counted
 */
public record Wave(UserId first, UserId last, long accounts, long finished) {
    public Wave {
        if (first.value().compareTo(last.value()) > 0) {
            throw new IllegalArgumentException("the accounts of a wave are not in the order of their ids");
        }
        if (finished < 0 || finished > accounts) {
            throw new IllegalArgumentException("more accounts are finished than were begun");
        }
    }

    /** A wave of which nothing is finished. */
    static Wave of(List<UserId> accounts) {
        return new Wave(accounts.getFirst(), accounts.getLast(), accounts.size(), 0);
    }

    Wave finished(long now) {
        return new Wave(first, last, accounts, now);
    }

    long unfinished() {
        return accounts - finished;
    }

    boolean has(UserId user) {
        return first.value().compareTo(user.value()) <= 0 && user.value().compareTo(last.value()) <= 0;
    }
}
