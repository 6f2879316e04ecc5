package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Makes one user's part of a manifest, once: a later worker finds it and takes it as it is. Users of the accounts and
 * users found by their folders have their parts in different places, so that the listing of the folders can tell
 * whether a user already has a line.
 */
@Singleton
final class AccountLister {
    private static final byte[] NO_BYTES = {};

    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final HoldStore holds;
    private final UserEntries entries;
    private final AuditFiles files;
    private final RandomGenerator random;
    private final Clock clock;

    AccountLister(
            AccountStore accounts,
            TimelineStore timelines,
            HoldStore holds,
            UserEntries entries,
            AuditFiles files,
            RandomGenerator random,
            Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.holds = holds;
        this.entries = entries;
        this.files = files;
        this.random = random;
        this.clock = clock;
    }

    /** Lists a user whom the accounts list, if their entries are to go. */
    ManifestLine ofAccount(GroupId group, PlanId plan, UserId user) {
        Standing standing = standing(group, user);
        if (standing.listed()) {
            return listed(ManifestKeys.account(group, plan, user), group, user, standing);
        }
        files.putIfAbsent(ManifestKeys.leftOut(group, plan, user), NO_BYTES);
        return ManifestLine.leftOut(user, standing, random);
    }

    /** Lists a user who has a folder; nothing when they have a line as one of the accounts. */
    Optional<ManifestLine> ofFolder(GroupId group, PlanId plan, UserId user) {
        if (Stream.of(ManifestKeys.account(group, plan, user), ManifestKeys.leftOut(group, plan, user))
                .anyMatch(files::has)) {
            return Optional.empty();
        }
        Standing standing = standing(group, user);
        return Optional.of(
                standing.listed()
                        ? listed(ManifestKeys.folder(group, plan, user), group, user, standing)
                        : ManifestLine.leftOut(user, standing, random));
    }

    private Standing standing(GroupId group, UserId user) {
        boolean held =
                holds.find(user).filter(hold -> hold.holdsAt(clock.instant())).isPresent();
        return PlanRules.standing(accounts.find(user), held, group, timelines.inForce());
    }

    private ManifestLine listed(ObjectKey key, GroupId group, UserId user, Standing standing) {
        AccountEntries.Summary summary =
                AccountEntries.summary(files.read(key).orElseGet(() -> put(key, group, user, standing)));
        return ManifestLine.listed(user, standing, summary, random);
    }

    private byte[] put(ObjectKey key, GroupId group, UserId user, Standing standing) {
        byte[] listed = AccountEntries.write(entries.of(group, user, standing, entries.extent(user)));
        return files.putIfAbsent(key, listed)
                ? listed
                : files.read(key).orElseThrow(() -> new RetryableFailure("an object that is there cannot be read"));
    }
}
