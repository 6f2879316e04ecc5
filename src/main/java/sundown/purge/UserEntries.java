package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.hold.UserFolders;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.BucketListing.PurgedBucket.Part;
import sundown.purge.ManifestLine.Standing;
import sundown.timeline.GroupId;

/** Lists the entries of a user in the buckets, one bucket after the other. Every listing sees all writes before it. */
@Singleton
public record UserEntries(BucketListing buckets, GalleryLayout layout, GalleryIndex index, Claims claims)
        implements UserFolders {
    private static final int PAGE_ITEMS = 1_000;

    /**
     * The objects of a user in the gallery, wherever they lie. All keys are in memory, some hundred bytes each.
     *
     * @param keys that rows, claims, or a manifest name
     * @param shared keys on which others may have claims
     */
    public record Extent(Set<ObjectKey> keys, Set<ObjectKey> shared) {
        public Extent {
            keys = Set.copyOf(keys);
            shared = Set.copyOf(shared);
        }

        /** Marks an entry of an object on which others may have claims. */
        BucketEntry marked(BucketEntry entry) {
            return entry.ofSharing(entry.bucket() == PurgedBucket.GALLERY && shared.contains(entry.key()));
        }
    }

    /** Reads the objects that claims and rows name. */
    public Extent extentFromClaims(UserId user) {
        Set<ObjectKey> shared = claims.listObjects(user);
        return withRows(user, shared, shared);
    }

    /** Reads the objects that a manifest and rows name. An approved manifest tells which objects are shared. */
    public Extent extentFromManifest(UserId user, Collection<BucketEntry> named) {
        return withRows(
                user,
                keys(
                        named,
                        entry -> entry.shared()
                                || !layout.part(entry.key().value()).hasFolders()),
                keys(named, BucketEntry::shared));
    }

    /** Reads rows only if nothing else tells the owner of an object. */
    private Extent withRows(UserId user, Set<ObjectKey> named, Set<ObjectKey> shared) {
        if (layout.hasFolders()) {
            return new Extent(named, shared);
        }
        Set<ObjectKey> keys = new HashSet<>(named);
        GalleryIndex.pages(index, user, PAGE_ITEMS)
                .flatMap(List::stream)
                .map(Item::key)
                .filter(key -> !layout.part(key.value()).hasFolders())
                .forEach(keys::add);
        return new Extent(keys, shared);
    }

    private static Set<ObjectKey> keys(Collection<BucketEntry> named, Predicate<BucketEntry> some) {
        return named.stream()
                .filter(entry -> entry.bucket() == PurgedBucket.GALLERY)
                .filter(some)
                .map(BucketEntry::key)
                .collect(Collectors.toSet());
    }

    /**
     * Lists everything that a purge of this group may delete of this user. Where a bucket does not keep groups apart,
     * nothing tells whether a folder without an account is the group's.
     */
    public Stream<BucketEntry> listEntries(GroupId group, UserId user, Standing standing, Extent extent) {
        return parts(standing).flatMap(part -> listEntries(part, group, user, extent));
    }

    private Stream<Part> parts(Standing standing) {
        return PurgedBucket.parts(layout)
                .filter(part -> standing != Standing.NO_ACCOUNT || part.layout().keepsGroupsApart());
    }

    private Stream<BucketEntry> listEntries(Part part, GroupId group, UserId user, Extent extent) {
        return Stream.concat(
                listFolder(part, group, user, extent),
                listKeys(part, extent, key -> !layout.inFolder(group, user, key)));
    }

    /** Lists the user's folders below the group's prefix, in the buckets that keep groups apart. */
    public Stream<BucketEntry> listFolders(GroupId group, UserId user) {
        Set<ObjectKey> shared = claims.listObjects(user);
        Extent extent = new Extent(shared, shared);
        return PurgedBucket.parts(layout)
                .filter(part -> part.layout().keepsGroupsApart())
                .flatMap(part -> listFolder(part, group, user, extent));
    }

    @Override
    public boolean has(GroupId group, UserId user) {
        return PurgedBucket.parts(layout)
                .filter(part -> part.layout().hasFolders())
                .anyMatch(part -> has(part.bucket(), part.layout().prefix(group, user)));
    }

    private boolean has(PurgedBucket bucket, String folder) {
        try (Stream<BucketEntry> entries = buckets.entries(bucket, folder)) {
            return entries.findAny().isPresent();
        }
    }

    /** Lists a folder below the group's prefix that no user can have, or the versions of a key in no folder. */
    public Stream<BucketEntry> listFolderOfNobody(GroupId group, String folder) {
        return PurgedBucket.parts(layout)
                .filter(part -> part.layout().keepsGroupsApart())
                .flatMap(part -> listFolderOfNobody(part.bucket(), part.layout().prefix(group), folder));
    }

    private Stream<BucketEntry> listFolderOfNobody(PurgedBucket bucket, String prefix, String folder) {
        return folder.endsWith("/")
                ? buckets.entries(bucket, prefix + folder)
                : buckets.entries(bucket, List.of(new ObjectKey(prefix + folder)));
    }

    /**
     * Lists the entries of {@link #listEntries} that no listing of the group's folders finds: in folders of other
     * groups, or in none.
     */
    public Stream<BucketEntry> listOutsideGroup(GroupId group, UserId user, Standing standing, Extent extent) {
        return parts(standing)
                .filter(part -> part.bucket() == PurgedBucket.GALLERY)
                .flatMap(part -> part.layout().keepsGroupsApart()
                        ? listKeys(
                                part,
                                extent,
                                key -> !key.value().startsWith(part.layout().prefix(group)))
                        : listEntries(part, group, user, extent));
    }

    private Stream<BucketEntry> listFolder(Part part, GroupId group, UserId user, Extent extent) {
        return part.layout().hasFolders()
                ? buckets.entries(part.bucket(), part.layout().prefix(group, user))
                        .map(extent::marked)
                : Stream.empty();
    }

    private Stream<BucketEntry> listKeys(Part part, Extent extent, Predicate<ObjectKey> some) {
        if (part.bucket() != PurgedBucket.GALLERY) {
            return Stream.empty();
        }
        List<ObjectKey> keys = extent.keys().stream()
                .filter(key -> layout.part(key.value()).equals(part.layout()))
                .filter(some)
                .toList();
        return keys.isEmpty()
                ? Stream.empty()
                : buckets.entries(part.bucket(), keys).map(extent::marked);
    }
}
