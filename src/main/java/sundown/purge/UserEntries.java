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
import sundown.purge.PurgedBucket.Part;
import sundown.timeline.GroupId;

/** What the buckets keep of a user, one bucket after the other, as it is after every change that came before. */
@Singleton
public final class UserEntries {
    private static final int PAGE = 1_000;

    private final BucketListing buckets;
    private final GalleryLayout layout;
    private final GalleryIndex index;
    private final Claims claims;

    /** Reads these buckets. */
    public UserEntries(BucketListing buckets, GalleryLayout layout, GalleryIndex index, Claims claims) {
        this.buckets = buckets;
        this.layout = layout;
        this.index = index;
        this.claims = claims;
    }

    /** What claims and rows name. */
    public Extent extent(UserId user) {
        Set<ObjectKey> shared = claims.of(user);
        return withRows(user, shared, shared);
    }

    /** What a manifest and rows name. Once a manifest is approved, it says what is shared. */
    public Extent extent(UserId user, Collection<BucketEntry> named) {
        return withRows(
                user,
                keys(
                        named,
                        entry -> entry.shared()
                                || !layout.part(entry.key().value()).hasFolders()),
                keys(named, BucketEntry::shared));
    }

    /** Reads rows only where nothing else tells the owner of an object. */
    private Extent withRows(UserId user, Set<ObjectKey> named, Set<ObjectKey> shared) {
        if (layout.hasFolders()) {
            return new Extent(named, shared);
        }
        Set<ObjectKey> keys = new HashSet<>(named);
        GalleryIndex.pages(index, user, PAGE)
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
     * What is a group's to delete of a user, if the user is. Where a bucket does not keep groups apart, nothing tells
     * whether a folder without an account is the group's.
     */
    public Stream<BucketEntry> of(GroupId group, UserId user, Standing standing, Extent extent) {
        return PurgedBucket.parts(layout)
                .filter(part -> standing != Standing.NO_ACCOUNT || part.layout().keepsGroupsApart())
                .flatMap(part -> of(part, group, user, extent));
    }

    private Stream<BucketEntry> of(Part part, GroupId group, UserId user, Extent extent) {
        return Stream.concat(
                folder(part, group, user, extent), named(part, extent, key -> !layout.inFolder(group, user, key)));
    }

    /** What lies in the user's folders where the group alone has folders: a listing of these finds it. */
    public Stream<BucketEntry> inGroup(GroupId group, UserId user) {
        Set<ObjectKey> shared = claims.of(user);
        Extent extent = new Extent(shared, shared);
        return PurgedBucket.parts(layout)
                .filter(part -> part.layout().keepsGroupsApart())
                .flatMap(part -> folder(part, group, user, extent));
    }

    /** The same of a folder that no user can have, or of a key in no folder. */
    public Stream<BucketEntry> ofNobody(GroupId group, String folder) {
        return PurgedBucket.parts(layout)
                .filter(part -> part.layout().keepsGroupsApart())
                .flatMap(part -> ofNobody(part.bucket(), part.layout().prefix(group), folder));
    }

    private Stream<BucketEntry> ofNobody(PurgedBucket bucket, String prefix, String folder) {
        return folder.endsWith("/")
                ? buckets.entries(bucket, prefix + folder)
                : buckets.entries(bucket, List.of(new ObjectKey(prefix + folder)));
    }

    /** What no listing of the group's folders finds: it lies in the folders of other groups, or in none. */
    public Stream<BucketEntry> beyondGroup(GroupId group, UserId user, Extent extent) {
        return PurgedBucket.parts(layout)
                .filter(part -> part.bucket() == PurgedBucket.GALLERY)
                .flatMap(part -> part.layout().keepsGroupsApart()
                        ? named(
                                part,
                                extent,
                                key -> !key.value().startsWith(part.layout().prefix(group)))
                        : of(part, group, user, extent));
    }

    private Stream<BucketEntry> folder(Part part, GroupId group, UserId user, Extent extent) {
        return part.layout().hasFolders()
                ? buckets.entries(part.bucket(), part.layout().prefix(group, user))
                        .map(extent::marked)
                : Stream.empty();
    }

    private Stream<BucketEntry> named(Part part, Extent extent, Predicate<ObjectKey> some) {
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
