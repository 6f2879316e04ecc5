package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.Claims.Claimant;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Finds the objects that stay when one of their users is deleted, because others have claims on them. A released claim
 * counts, too, as long as its user is protected: their deletion may have been called off since.
 */
@Singleton
public record SharedObjects(
        Claims claims,
        HoldStore holds,
        AccountStore accounts,
        TimelineStore timelines,
        TrustedTime trusted,
        Clock clock) {
    /** True if another user still needs this object. */
    public boolean keptForOthers(UserId user, BucketEntry entry) {
        return entry.shared() && !keptForOthers(user, Set.of(entry.key())).isEmpty();
    }

    /** True if a user still needs this object, which lies in the folder of no user. */
    public boolean keptForAnybody(BucketEntry entry) {
        return entry.bucket() == PurgedBucket.GALLERY
                && !kept(Set.of(entry.key()), user -> true).isEmpty();
    }

    /** Returns the objects among these that another user still needs. */
    Set<ObjectKey> keptForOthers(UserId user, Set<ObjectKey> keys) {
        return kept(keys, other -> !other.equals(user));
    }

    private Set<ObjectKey> kept(Set<ObjectKey> keys, Predicate<UserId> some) {
        Set<ObjectKey> kept = new HashSet<>();
        Map<ObjectKey, List<UserId>> released = new HashMap<>();
        for (ObjectKey key : keys) {
            List<Claimant> others = claims.listClaimants(key).stream()
                    .filter(claimant -> some.test(claimant.user()))
                    .toList();
            if (others.stream().allMatch(Claimant::released)) {
                released.put(key, others.stream().map(Claimant::user).toList());
            } else {
                kept.add(key);
            }
        }
        Set<UserId> stay = protectedOf(released.values());
        released.forEach((key, others) -> {
            if (others.stream().anyMatch(stay::contains)) {
                kept.add(key);
            }
        });
        return kept;
    }

    /** The holds are read last, as where a user's own entries are deleted. */
    private Set<UserId> protectedOf(Collection<List<UserId>> released) {
        List<UserId> users = released.stream().flatMap(List::stream).distinct().toList();
        if (users.isEmpty()) {
            return Set.of();
        }
        Timeline timeline = timelines.current().timeline();
        Instant now = PurgeRules.earlier(clock.instant(), trusted.now());
        Found<Account> found = accounts.findAll(users);
        Found<Hold> held = holds.findAll(users);
        return users.stream()
                .filter(user -> DeletionRules.isProtected(held.find(user), found.find(user), timeline, now))
                .collect(Collectors.toSet());
    }
}
