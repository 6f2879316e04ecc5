package sundown.purge.plan;

import jakarta.inject.Singleton;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.timeline.GroupId;

/** What the buckets keep of a user, one bucket after the other, as it is after every change that came before. */
@Singleton
public final class UserEntries {
    private final BucketListing buckets;
    private final GalleryLayout layout;

    /** Reads these buckets. */
    public UserEntries(BucketListing buckets, GalleryLayout layout) {
        this.buckets = buckets;
        this.layout = layout;
    }

    /**
     * What is a group's to delete of a user, if the user is. Where a bucket does not keep groups apart, nothing tells
     * whether a folder without an account is the group's.
     */
    public Stream<BucketEntry> of(GroupId group, UserId user, Standing standing) {
        return of(group, user, bucket -> standing != Standing.NO_ACCOUNT || keepsGroupsApart(bucket));
    }

    /** What lies where the group alone has folders. */
    public Stream<BucketEntry> inGroup(GroupId group, UserId user) {
        return of(group, user, this::keepsGroupsApart);
    }

    /** What lies among the folders of other groups. */
    public Stream<BucketEntry> amongGroups(GroupId group, UserId user) {
        return of(group, user, Predicate.not(this::keepsGroupsApart));
    }

    private boolean keepsGroupsApart(PurgedBucket bucket) {
        return bucket.layout(layout).keepsGroupsApart();
    }

    private Stream<BucketEntry> of(GroupId group, UserId user, Predicate<PurgedBucket> some) {
        return Stream.of(PurgedBucket.values()).filter(some).flatMap(bucket -> buckets.entries(bucket, group, user));
    }
}
