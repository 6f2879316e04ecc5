package sundown.purge.plan;

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

    /** Rows are read where only they tell whose an object is. */
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
        return places().filter(place ->
                        standing != Standing.NO_ACCOUNT || place.layout().keepsGroupsApart())
                .flatMap(place -> Stream.concat(
                        folder(place, group, user, extent),
                        named(place, extent, key -> !layout.inFolder(group, user, key))));
    }

    /** What lies in the user's folders where the group alone has folders: a listing of these finds it. */
    public Stream<BucketEntry> inGroup(GroupId group, UserId user) {
        Set<ObjectKey> shared = claims.of(user);
        Extent extent = new Extent(shared, shared);
        return places().filter(place -> place.layout().keepsGroupsApart())
                .flatMap(place -> folder(place, group, user, extent));
    }

    /** What no listing of the group's folders finds: it lies in the folders of other groups, or in none. */
    public Stream<BucketEntry> beyondGroup(GroupId group, UserId user, Extent extent) {
        return places().filter(place -> place.bucket() == PurgedBucket.GALLERY)
                .flatMap(place -> place.layout().keepsGroupsApart()
                        ? named(
                                place,
                                extent,
                                key -> !key.value().startsWith(place.layout().prefix(group)))
                        : Stream.concat(
                                folder(place, group, user, extent),
                                named(place, extent, key -> !layout.inFolder(group, user, key))));
    }

    /** True for what stays although its user is deleted: somebody else has a claim on the object. */
    public boolean keptForOthers(UserId user, BucketEntry entry) {
        return entry.shared() && claims.claimedByOthers(entry.key(), user);
    }

    /** One bucket of S3. */
    private record Place(PurgedBucket bucket, GalleryLayout layout) {}

    private Stream<Place> places() {
        return Stream.of(PurgedBucket.values())
                .flatMap(bucket -> bucket.layout(layout).parts().stream().map(part -> new Place(bucket, part)));
    }

    private Stream<BucketEntry> folder(Place place, GroupId group, UserId user, Extent extent) {
        return place.layout().hasFolders()
                ? buckets.entries(place.bucket(), place.layout().prefix(group, user))
                        .map(extent::marked)
                : Stream.empty();
    }

    private Stream<BucketEntry> named(Place place, Extent extent, Predicate<ObjectKey> some) {
        if (place.bucket() != PurgedBucket.GALLERY) {
            return Stream.empty();
        }
        List<ObjectKey> keys = extent.keys().stream()
                .filter(key -> layout.part(key.value()).equals(place.layout()))
                .filter(some)
                .toList();
        return keys.isEmpty()
                ? Stream.empty()
                : buckets.entries(place.bucket(), keys).map(extent::marked);
    }
}
