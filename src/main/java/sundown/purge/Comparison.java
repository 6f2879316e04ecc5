package sundown.purge;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.purge.UserEntries.Extent;
import sundown.receipt.ReceiptStore;
import sundown.timeline.GroupId;

/** Compares what a manifest says of a user with what was done, and with the rows that are left. */
@Singleton
final class Comparison {
    private final DeletionRecords records;
    private final UserRows rows;
    private final ReceiptStore receipts;
    private final Reasons reasons;
    private final UserEntries entries;
    private final SharedObjects shared;
    private final ManifestReader manifest;
    private final GalleryLayout layout;

    Comparison(
            DeletionRecords records,
            UserRows rows,
            ReceiptStore receipts,
            Reasons reasons,
            UserEntries entries,
            SharedObjects shared,
            ManifestReader manifest,
            GalleryLayout layout) {
        this.records = records;
        this.rows = rows;
        this.receipts = receipts;
        this.reasons = reasons;
        this.entries = entries;
        this.shared = shared;
        this.manifest = manifest;
        this.layout = layout;
    }

    /** What is found of the user of a line. */
    Findings of(Purge purge, int chunk, ManifestLine line) {
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

    /** What no listing of the group's folders finds: the manifest says who has it, and which objects are theirs. */
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
     * A user counts as held while a hold applies, if the plan left them out for a hold, or a hold excuses what differs.
     * They count as foreign only where their account's group excuses what differs.
     */
    private Findings differing(Purge purge, ManifestLine line, Kept kept, List<Difference> all) {
        List<Difference> excusable =
                all.stream().filter(difference -> difference.kind().excusable()).toList();
        boolean differs = !excusable.isEmpty();
        Optional<Reason> reason = line.standing() == Standing.HELD || differs
                ? reasons.of(purge.group(), line.user()).filter(found -> found.isHold() || differs)
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
