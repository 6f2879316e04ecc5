package sundown.purge;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.purge.Differences.Difference;
import sundown.purge.Findings.ForOthers;
import sundown.purge.Findings.Spared;
import sundown.purge.Inclusion.Place;
import sundown.purge.Leftovers.Kept;
import sundown.purge.Leftovers.Reason;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.UserEntries.Extent;
import sundown.receipt.ReceiptStore;
import sundown.timeline.GroupId;

/** Compares the line of a user in a manifest with the record of the deletion, the rows, and the buckets. */
@Singleton
record UserComparison(
        DeletionRecords records,
        UserRows rows,
        ReceiptStore receipts,
        Leftovers leftovers,
        UserEntries entries,
        SharedObjects shared,
        ManifestReader manifest,
        GalleryLayout layout) {
    /** Compares one line. */
    Findings compare(Purge purge, int chunk, ManifestLine line) {
        boolean listed = line.standing().listed();
        boolean receipt = listed && receipts.find(line.user()).isPresent();
        Findings found = new Findings(
                List.of(),
                listed ? 1 : 0,
                receipt ? 1 : 0,
                Spared.NOBODY,
                Spared.NOBODY,
                ForOthers.NOTHING,
                Differences.NONE);
        Kept kept = beyondGroup(purge, line);
        return found.plus(differing(purge, line, kept, differences(purge, chunk, line, kept.due())));
    }

    /**
     * The entries that no listing of the group's folders finds. The manifest tells who has them, and which objects are
     * theirs.
     */
    private Kept beyondGroup(Purge purge, ManifestLine line) {
        return switch (line.standing()) {
            case ACCOUNT -> kept(purge, line, named(purge, line));
            case HELD -> kept(purge, line, entries.extentFromClaims(line.user()));
            case NO_ACCOUNT, FOREIGN -> Kept.NOTHING;
        };
    }

    private Kept kept(Purge purge, ManifestLine line, Extent extent) {
        return Kept.of(
                entries.listOutsideGroup(purge.group(), line.user(), extent),
                entry -> shared.keptForOthers(line.user(), entry));
    }

    private Extent named(Purge purge, ManifestLine line) {
        List<BucketEntry> named = new ArrayList<>();
        if (line.totals().shared() > 0 || !layout.hasFolders()) {
            manifest.readEntries(purge.group(), purge.plan().id(), line.user(), named::add);
        }
        return entries.extentFromManifest(line.user(), named);
    }

    /** A user under hold at the time of the plan may be under none now. */
    private List<Difference> differences(Purge purge, int chunk, ManifestLine line, Totals kept) {
        UserId user = line.user();
        Place place = new Place(chunk, user);
        boolean rowsLeft = line.standing().ofGroup() && rows.any(user);
        return Stream.of(
                        CertificateRules.deleted(
                                line, records.find(purge.group(), purge.plan().id(), place)),
                        CertificateRules.rows(user, rowsLeft),
                        CertificateRules.left(user, kept))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A user counts as held while a hold applies, if the plan left them out for a hold, or a hold excuses the
     * differences. They count as foreign only where their account's group excuses the differences.
     */
    private Findings differing(Purge purge, ManifestLine line, Kept kept, List<Difference> all) {
        List<Difference> excusable =
                all.stream().filter(difference -> difference.kind().excusable()).toList();
        boolean differs = !excusable.isEmpty();
        Optional<Reason> reason = line.standing() == Standing.HELD || differs
                ? leftovers.findReason(purge.group(), line.user()).filter(found -> found.isHold() || differs)
                : Optional.empty();
        return reason.map(found -> found.findings(
                                spared(purge.group(), line.user(), found).plus(kept.all()))
                        .plus(Findings.of(Differences.of(all.stream()
                                .filter(difference -> !excusable.contains(difference))
                                .toList()))))
                .orElseGet(
                        () -> Findings.of(Differences.of(all)).plus(Findings.of(new ForOthers(0, kept.forOthers()))));
    }

    /** The listing of the folders counts a user with a folder in the group. */
    private Spared spared(GroupId group, UserId user, Reason reason) {
        try (Stream<BucketEntry> kept = entries.listFolders(group, user)) {
            return kept.findAny().isPresent() ? Spared.elsewhere(reason) : Spared.withoutFolder(reason);
        }
    }
}
