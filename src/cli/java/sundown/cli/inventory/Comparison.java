package sundown.cli.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.archive.ArchiveKeys;
import sundown.cli.inventory.Naming.Whose;
import sundown.gallery.BucketLayout;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.PurgedBucket;
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
 * @param rows whether the rows of all groups are known
 */
record Comparison(
        BucketLayout gallery,
        GroupId group,
        Instant begunAt,
        Optional<Instant> certifiedAt,
        Map<PurgedBucket, Instant> inventories,
        Set<UserId> held,
        Set<UserId> planned,
        Optional<Set<UserId>> accounts,
        boolean rows) {

    /** The layout of a bucket; of the gallery's buckets, the compared one. */
    BucketLayout layout(PurgedBucket bucket) {
        return bucket == PurgedBucket.GALLERY ? gallery : ArchiveKeys.LAYOUT;
    }

    Whose whose(UserId user) {
        if (held.contains(user)) {
            return Whose.HELD;
        }
        return planned.contains(user) ? Whose.PLANNED : Whose.OTHERS;
    }

    /** What is found of each entry of an object. */
    Map<BucketEntry, Finding> of(Collection<Evidence> ofOneObject) {
        Set<Whose> users = EnumSet.noneOf(Whose.class);
        Map<VersionId, List<Sighting>> versions = new HashMap<>();
        for (Evidence evidence : ofOneObject) {
            switch (evidence) {
                case Naming naming -> users.add(naming.whose());
                case Sighting sighting ->
                    versions.computeIfAbsent(sighting.entry().version(), ignored -> new ArrayList<>(2))
                            .add(sighting);
            }
        }
        Map<BucketEntry, Finding> findings = new HashMap<>();
        if (isOfOtherGroups(versions.values())) {
            return findings;
        }
        versions.values().forEach(version -> findings.put(version.getFirst().entry(), of(version, users)));
        return findings;
    }

    /** True for an object beyond the group's prefix that the manifest does not name. */
    private boolean isOfOtherGroups(Collection<List<Sighting>> versions) {
        List<Sighting> all = versions.stream().flatMap(List::stream).toList();
        return all.stream().noneMatch(sighting -> sighting.modified().isEmpty() || isOfGroup(sighting.entry()));
    }

    private boolean isOfGroup(BucketEntry entry) {
        return entry.key().value().startsWith(layout(entry.bucket()).prefix(group));
    }

    private Finding of(List<Sighting> ofOneVersion, Set<Whose> users) {
        List<BucketEntry> named = ofOneVersion.stream()
                .filter(sighting -> sighting.modified().isEmpty())
                .map(Sighting::entry)
                .toList();
        Optional<Sighting> found = ofOneVersion.stream()
                .filter(sighting -> sighting.modified().isPresent())
                .findFirst();
        return found.map(sighting -> found(sighting, named, users)).orElseGet(() -> missing(named.getFirst()));
    }

    private Finding found(Sighting found, List<BucketEntry> named, Set<Whose> namedByRows) {
        BucketEntry entry = found.entry();
        if (!certified(entry) && !named.isEmpty()) {
            return named.stream().anyMatch(one -> one.ofSharing(false).equals(entry)) ? Finding.SAME : Finding.OTHER;
        }
        if (named.stream().anyMatch(BucketEntry::shared)) {
            return Finding.SHARED;
        }
        if (!isOfGroup(entry)) {
            return beyondGroup(found, named);
        }
        BucketLayout layout = layout(entry.bucket());
        Set<Whose> users = EnumSet.copyOf(namedByRows);
        Optional<UserId> owner = owner(layout, entry);
        owner.map(this::whose).ifPresent(users::add);
        if (users.contains(Whose.HELD)) {
            return Finding.HELD;
        }
        boolean othersMayHave = !layout.keepsGroupsApart() || (owner.isEmpty() && users.contains(Whose.OTHERS));
        if (othersMayHave && !users.contains(Whose.PLANNED)) {
            return users.isEmpty() && allAreKnown(layout) ? Finding.UNNAMED : Finding.NOT_PLANNED;
        }
        if (isNewer(found)) {
            return Finding.NEWER;
        }
        if (certified(entry)) {
            return Finding.LEFT;
        }
        return users.isEmpty() ? Finding.NOBODYS : Finding.NOT_NAMED;
    }

    /** Of an object that the group's users share with others, and that is not in the group's folders. */
    private Finding beyondGroup(Sighting found, List<BucketEntry> named) {
        if (certified(found.entry())) {
            return named.isEmpty() ? Finding.SHARED : Finding.LEFT;
        }
        return isNewer(found) ? Finding.NEWER : Finding.NOT_NAMED;
    }

    private boolean isNewer(Sighting found) {
        Instant than = certified(found.entry()) ? certifiedAt.orElseThrow() : begunAt;
        return found.modified().orElseThrow().isAfter(than);
    }

    /** The owner of the folder that it is in; where groups are not apart, only an account has a folder. */
    private Optional<UserId> owner(BucketLayout layout, BucketEntry entry) {
        return Optional.of(entry.key().value())
                .filter(key -> layout.hasFolders())
                .flatMap(key -> BucketLayout.owner(BucketLayout.folder(layout.prefix(group), key)))
                .filter(user -> layout.keepsGroupsApart()
                        || accounts.isEmpty()
                        || accounts.get().contains(user));
    }

    private boolean allAreKnown(BucketLayout layout) {
        return layout.hasFolders() ? accounts.isPresent() : rows;
    }

    private Finding missing(BucketEntry named) {
        if (!inventories.containsKey(named.bucket())) {
            return Finding.NOT_COMPARED;
        }
        if (named.kind() == BucketEntry.Kind.UPLOAD) {
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
