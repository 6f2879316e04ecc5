package sundown.purge;

import jakarta.inject.Singleton;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.hold.UserFolders;
import sundown.timeline.GroupId;

/** Looks for folders of users in all buckets that have folders, with one page of a listing for each bucket. */
@Singleton
public final class BucketFolders implements UserFolders {
    private final BucketListing buckets;
    private final GalleryLayout layout;

    /** Looks into these buckets. */
    public BucketFolders(BucketListing buckets, GalleryLayout layout) {
        this.buckets = buckets;
        this.layout = layout;
    }

    @Override
    public boolean has(GroupId group, UserId user) {
        return PurgedBucket.parts(layout)
                .filter(part -> part.layout().hasFolders())
                .anyMatch(part -> has(part, group, user));
    }

    private boolean has(PurgedBucket.Part part, GroupId group, UserId user) {
        try (Stream<BucketEntry> entries =
                buckets.entries(part.bucket(), part.layout().prefix(group, user))) {
            return entries.findAny().isPresent();
        }
    }
}
