package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Findings.Cause;
import sundown.purge.Findings.Difference;
import sundown.purge.Findings.Differences;
import sundown.purge.Findings.Spared;
import sundown.purge.Inclusion.Place;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.UserEntries.Extent;
import sundown.receipt.ReceiptStore;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Verifies one user. It compares their line in a manifest with the record of the deletion, the rows, and the buckets.
 * Whatever manifests and records say, it also inspects each folder under a group's prefix.
 */
@Singleton
record UserVerification(
        ManifestReader manifest,
        DeletionRecords records,
        UserRows rows,
        ReceiptStore receipts,
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
     * @param until the end of the reason; empty for a reason without end
     */
    record Reason(Cause cause, Optional<Instant> until) {
        private Findings findings(long users, long folders, Totals kept) {
            return Findings.of(cause, new Spared(users, folders, kept, until));
        }
    }

    /**
     * The entries of a user in the buckets.
     *
     * @param due entries that should be gone, unless the user is under hold
     * @param forOthers entries that stay because others have claims on them
     */
    private record Kept(Totals due, Totals forOthers) {
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

        Findings forOthers(long folders) {
            return Findings.of(Cause.SHARED, new Spared(0, folders, forOthers, Optional.empty()));
        }
    }

    /**
     * Inspects a folder in the buckets that keep groups apart. A folder of no user differs, unless others have claims
     * on each of its objects.
     */
    Findings inspectFolder(GroupId group, String folder) {
        Optional<UserId> owner = BucketLayout.owner(folder);
        Kept kept = owner.map(
                        user -> Kept.of(entries.listFolders(group, user), entry -> shared.keptForOthers(user, entry)))
                .orElseGet(() -> Kept.of(entries.listFolderOfNobody(group, folder), shared::keptForAnybody));
        if (kept.equals(Kept.NOTHING)) {
            return Findings.NOTHING;
        }
        return owner.flatMap(user -> findReason(group, user))
                .map(reason -> reason.findings(1, 1, kept.all()))
                .or(() -> owner.map(user -> CertificateRules.left(user, kept.due()))
                        .orElseGet(() -> CertificateRules.leftOfNobody(folder, kept.due()))
                        .map(difference -> Findings.differing(List.of(difference))))
                .orElseGet(() -> kept.forOthers(1));
    }

    /**
     * Counts the folders of these buckets together.
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

    /** Finds the reason why entries of a user may be left, by account, timeline, and hold as they are now. */
    private Optional<Reason> findReason(GroupId group, UserId user) {
        Optional<Hold> hold = holds.find(user).filter(found -> found.holdsAt(clock.instant()));
        return switch (Standing.of(
                accounts.find(user),
                hold.isPresent(),
                group,
                timelines.current().timeline())) {
            case FOREIGN -> Optional.of(new Reason(Cause.FOREIGN, Optional.empty()));
            case HELD -> Optional.of(new Reason(Cause.HELD, hold.flatMap(Hold::until)));
            case ACCOUNT, NO_ACCOUNT -> Optional.empty();
        };
    }

    /** Compares one line of a chunk. */
    Findings compare(Purge purge, int chunk, ManifestLine line) {
        boolean listed = line.standing().listed();
        boolean receipt = listed && receipts.find(line.user()).isPresent();
        Optional<Kept> found = listOutsideGroup(purge, line);
        Kept kept = found.orElse(Kept.NOTHING);
        List<Difference> unread = found.isPresent()
                ? List.of()
                : List.of(CertificateRules.otherManifest(purge.plan().manifest(), "the entries of " + line.user()));
        return new Findings(List.of(), listed ? 1 : 0, receipt ? 1 : 0, Map.of(), Differences.NONE)
                .plus(Findings.differing(unread))
                .plus(excused(purge.group(), line, kept, differences(purge, chunk, line, kept.due())));
    }

    /**
     * Lists the entries that no listing of the group's folders finds. The manifest tells their owner, and which objects
     * are shared. Empty if the entries in the manifest are missing, or do not match the hash in the line.
     */
    private Optional<Kept> listOutsideGroup(Purge purge, ManifestLine line) {
        return switch (line.standing()) {
            case ACCOUNT, NO_ACCOUNT -> named(purge, line).map(extent -> listOutsideGroup(purge, line, extent));
            case HELD -> Optional.of(listOutsideGroup(purge, line, entries.extentFromClaims(line.user())));
            case FOREIGN -> Optional.of(Kept.NOTHING);
        };
    }

    private Kept listOutsideGroup(Purge purge, ManifestLine line, Extent extent) {
        return Kept.of(
                entries.listOutsideGroup(purge.group(), line.user(), line.standing(), extent),
                entry -> shared.keptForOthers(line.user(), entry));
    }

    private Optional<Extent> named(Purge purge, ManifestLine line) {
        List<BucketEntry> named = new ArrayList<>();
        if (line.totals().shared() > 0 || !layout.hasFolders()) {
            Optional<Sha256> hash =
                    manifest.readEntries(purge.group(), purge.plan().id(), line.user(), named::add);
            if (line.totals().entries() > 0 && !hash.equals(line.sha256())) {
                return Optional.empty();
            }
        }
        return Optional.of(entries.extentFromManifest(line.user(), named));
    }

    /** A user under hold at the time of the plan may be under none now. */
    private List<Difference> differences(Purge purge, int chunk, ManifestLine line, Totals due) {
        UserId user = line.user();
        Place place = new Place(chunk, user);
        boolean rowsLeft = line.standing().ofGroup() && rows.any(user);
        return Stream.of(
                        CertificateRules.deleted(
                                line, records.find(purge.group(), purge.plan().id(), place)),
                        CertificateRules.rows(user, rowsLeft),
                        CertificateRules.left(user, due))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Excuses the differences of a user for whom there is a reason. A user counts as held while a hold applies, if the
     * plan left them out for a hold, or a hold excuses the differences. They count as foreign only if their account's
     * group excuses the differences.
     */
    private Findings excused(GroupId group, ManifestLine line, Kept kept, List<Difference> all) {
        boolean differs = all.stream().anyMatch(difference -> difference.kind().excusable());
        Optional<Reason> reason = line.standing() == Standing.HELD || differs
                ? findReason(group, line.user()).filter(found -> found.cause() == Cause.HELD || differs)
                : Optional.empty();
        return reason.map(found -> found.findings(hasFolder(group, line.user()) ? 0 : 1, 0, kept.all())
                        .plus(Findings.differing(all.stream()
                                .filter(difference -> !difference.kind().excusable())
                                .toList())))
                .orElseGet(() -> Findings.differing(all).plus(kept.forOthers(0)));
    }

    /** The listing of the folders counts a user with a folder in the group. */
    private boolean hasFolder(GroupId group, UserId user) {
        try (Stream<BucketEntry> kept = entries.listFolders(group, user)) {
            return kept.findAny().isPresent();
        }
    }
}
