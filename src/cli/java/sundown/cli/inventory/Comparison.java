package sundown.cli.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.EntryKind;
import sundown.purge.plan.PurgedBucket;
import sundown.timeline.GroupId;

/**
 * What a manifest names of an entry is compared with what an inventory has of it: pure.
 *
 * @param begunAt of the plan
 * @param certifiedAt of the plan, if it was
 * @param inventories when S3 began each of them
 * @param held users who are under hold
 * @param planned the accounts that the manifest lists
 * @param accounts those of all groups, if they are known
 */
record Comparison(
        GalleryLayout gallery,
        GroupId group,
        Instant begunAt,
        Optional<Instant> certifiedAt,
        Map<PurgedBucket, Instant> inventories,
        Set<UserId> held,
        Set<UserId> planned,
        Optional<Set<UserId>> accounts) {

    /**
     * What comes of an entry.
     *
     * @param ofOneName at least one
     */
    Finding of(List<Sighting> ofOneName) {
        List<BucketEntry> named = ofOneName.stream()
                .filter(sighting -> sighting.modified().isEmpty())
                .map(Sighting::entry)
                .toList();
        Optional<Sighting> found = ofOneName.stream()
                .filter(sighting -> sighting.modified().isPresent())
                .findFirst();
        return found.map(sighting -> found(sighting, named)).orElseGet(() -> missing(named.getFirst()));
    }

    private Finding found(Sighting found, List<BucketEntry> named) {
        BucketEntry entry = found.entry();
        if (!certified(entry) && !named.isEmpty()) {
            return named.stream().anyMatch(one -> one.ofSharing(false).equals(entry)) ? Finding.SAME : Finding.OTHER;
        }
        if (named.stream().anyMatch(BucketEntry::shared)) {
            return Finding.SHARED;
        }
        GalleryLayout layout = entry.bucket().layout(gallery);
        Optional<UserId> owner = layout.owner(layout.folder(group, entry.key().value()));
        if (owner.filter(held::contains).isPresent()) {
            return Finding.HELD;
        }
        if (!layout.keepsGroupsApart() && owner.filter(planned::contains).isEmpty()) {
            return ofOthers(owner);
        }
        if (found.modified().orElseThrow().isAfter(certified(entry) ? certifiedAt.orElseThrow() : begunAt)) {
            return Finding.NEWER;
        }
        if (certified(entry)) {
            return Finding.LEFT;
        }
        return owner.isPresent() ? Finding.NOT_NAMED : Finding.NOBODYS;
    }

    private Finding ofOthers(Optional<UserId> owner) {
        return accounts.filter(all -> owner.filter(all::contains).isEmpty())
                .map(ignored -> Finding.UNNAMED)
                .orElse(Finding.NOT_PLANNED);
    }

    private Finding missing(BucketEntry named) {
        if (!inventories.containsKey(named.bucket())) {
            return Finding.NOT_COMPARED;
        }
        if (named.kind() == EntryKind.UPLOAD) {
            return Finding.UPLOAD;
        }
        if (certified(named)) {
            return Finding.DELETED;
        }
        return inventories.get(named.bucket()).isBefore(begunAt) ? Finding.PERHAPS_NEWER : Finding.MISSING;
    }

    /** True when the inventory of its bucket is younger than the certificate. */
    private boolean certified(BucketEntry entry) {
        return certifiedAt
                .filter(at -> inventories.get(entry.bucket()).isAfter(at))
                .isPresent();
    }
}
