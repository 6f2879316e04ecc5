package sundown.purge;

import jakarta.inject.Singleton;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.hold.UserFolders;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.timeline.GroupId;

/** Looks for folders of users in all buckets that have folders, with one page of a listing for each bucket. */
@Singleton
public record BucketFolders(BucketListing buckets, GalleryLayout layout) implements UserFolders {
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
