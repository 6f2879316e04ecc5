package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.purge.Findings.ForOthers;
import sundown.purge.Findings.Spared;
import sundown.purge.ManifestLine.Standing;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Looks into each folder under a group's prefix, whatever accounts, manifests, and records say, and tells why entries
 * may be left. Where a bucket does not keep groups apart, {@link UserComparison} looks for the users of the manifest.
 */
@Singleton
record Leftovers(
        BucketListing buckets,
        UserEntries entries,
        SharedObjects shared,
        GalleryLayout layout,
        AccountStore accounts,
        TimelineStore timelines,
        HoldStore holds,
        Clock clock) {
    static final int PAGE_NAMES = 1_000;

    /**
     * The reason why entries of a user may be left.
     *
     * @param standing of the user in the group: under hold, or of another group or none
     * @param until the end of the reason; empty for a reason without end
     */
    record Reason(Standing standing, Optional<Instant> until) {
        /** True for a hold. */
        boolean isHold() {
            return standing == Standing.HELD;
        }

        /** The finding about its user. */
        Findings findings(Spared spared) {
            return isHold() ? Findings.ofHeld(spared) : Findings.ofForeign(spared);
        }
    }

    /**
     * The entries of a user in the buckets.
     *
     * @param due entries that should be gone, unless the user is under hold
     * @param forOthers entries that stay because others have claims on them
     */
    record Kept(Totals due, Totals forOthers) {
        static final Kept NOTHING = new Kept(Totals.NONE, Totals.NONE);

        /** Divides a listing, and reads it to its end. */
        static Kept of(Stream<BucketEntry> listing, Predicate<BucketEntry> forOthers) {
            try (listing) {
                return listing.reduce(
                        NOTHING,
                        (kept, entry) -> {
                            Totals alone = Totals.NONE.plus(entry.ofSharing(false));
                            return forOthers.test(entry)
                                    ? new Kept(kept.due, kept.forOthers.plus(alone))
                                    : new Kept(kept.due.plus(alone), kept.forOthers);
                        },
                        (one, other) -> new Kept(one.due.plus(other.due), one.forOthers.plus(other.forOthers)));
            }
        }

        Totals all() {
            return due.plus(forOthers);
        }
    }

    /**
     * Inspects a folder in the buckets that keep groups apart. A folder of no user differs, unless others have claims
     * on each of its objects.
     */
    Findings inspectFolder(GroupId group, String folder) {
        return BucketLayout.owner(folder)
                .map(user -> inspect(
                        group,
                        user,
                        Kept.of(entries.listFolders(group, user), entry -> shared.keptForOthers(user, entry))))
                .orElseGet(() ->
                        ofNobody(folder, Kept.of(entries.listFolderOfNobody(group, folder), shared::keptForAnybody)));
    }

    private static Findings ofNobody(String folder, Kept kept) {
        if (kept.equals(Kept.NOTHING)) {
            return Findings.NOTHING;
        }
        return kept.due().entries() == 0
                ? Findings.of(new ForOthers(1, kept.forOthers()))
                : Findings.of(Differences.of(CertificateRules.ofNobody(folder)));
    }

    /**
     * The number of folders in these buckets together.
     *
     * @param most the count ends there
     */
    long countFolders(GroupId group, long most) {
        return Stream.iterate(
                        page(group, Optional.empty()),
                        Predicate.not(List::isEmpty),
                        page -> page(group, Optional.of(page.getLast())))
                .flatMap(List::stream)
                .limit(most)
                .count();
    }

    private List<String> page(GroupId group, Optional<String> after) {
        return FolderRange.ALL.folders(buckets, layout, group, after, PAGE_NAMES);
    }

    private Findings inspect(GroupId group, UserId user, Kept kept) {
        if (kept.equals(Kept.NOTHING)) {
            return Findings.NOTHING;
        }
        return findReason(group, user)
                .map(reason -> reason.findings(Spared.by(reason, kept.all())))
                .orElseGet(() -> CertificateRules.left(user, kept.due())
                        .map(left -> Findings.of(Differences.of(left)))
                        .orElseGet(() -> Findings.of(new ForOthers(1, kept.forOthers()))));
    }

    /** The reason why entries of a user may be left in a group, by account, timeline, and hold as they are now. */
    Optional<Reason> findReason(GroupId group, UserId user) {
        Optional<Hold> hold = holds.find(user).filter(found -> found.holdsAt(clock.instant()));
        Standing standing = PlanRules.standing(
                accounts.find(user),
                hold.isPresent(),
                group,
                timelines.current().timeline());
        return switch (standing) {
            case FOREIGN -> Optional.of(new Reason(standing, Optional.empty()));
            case HELD -> Optional.of(new Reason(standing, hold.flatMap(Hold::until)));
            case ACCOUNT, NO_ACCOUNT -> Optional.empty();
        };
    }
}
