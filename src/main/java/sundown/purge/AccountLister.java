package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** Makes one user's part of a manifest, once: who comes later finds it and takes it as it is. */
@Singleton
final class AccountLister {
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final HoldStore holds;
    private final BucketListing buckets;
    private final AuditFiles files;
    private final Clock clock;

    AccountLister(
            AccountStore accounts,
            TimelineStore timelines,
            HoldStore holds,
            BucketListing buckets,
            AuditFiles files,
            Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.holds = holds;
        this.buckets = buckets;
        this.files = files;
        this.clock = clock;
    }

    /** Lists a user, if his entries are to go. */
    ManifestLine list(GroupId group, PlanId plan, UserId user) {
        boolean held =
                holds.find(user).filter(hold -> hold.holdsAt(clock.instant())).isPresent();
        Standing standing = PlanRules.standing(accounts.find(user), held, group, timelines.inForce());
        return standing.listed() ? listed(group, plan, user, standing) : ManifestLine.leftOut(user, standing);
    }

    private ManifestLine listed(GroupId group, PlanId plan, UserId user, Standing standing) {
        ObjectKey key = ManifestKeys.account(group, plan, user);
        AccountEntries.Summary summary = AccountEntries.summary(files.read(key).orElseGet(() -> put(key, group, user)));
        return new ManifestLine(user, standing, Optional.of(summary.hash()), summary.totals());
    }

    private byte[] put(ObjectKey key, GroupId group, UserId user) {
        byte[] entries = AccountEntries.write(buckets.entries(group, user));
        return files.putIfAbsent(key, entries)
                ? entries
                : files.read(key).orElseThrow(() -> new RetryableFailure("an object that is there cannot be read"));
    }
}
