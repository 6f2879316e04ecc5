package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.timeline.GroupId;

class UserEntriesTest {
    /** A version, a delete marker, and an unfinished upload each make a folder. */
    @ParameterizedTest
    @CsvSource({
        "group-first/, GALLERY, 1/ann/a, true",
        "group-first/, GALLERY, 2/ann/a, false",
        "group-first/, GALLERY, 1/Ann/a, false",
        "group-first/, GALLERY, 1/anna/a, false",
        "group-first/, ARCHIVE, 1/ann/a, true",
        "user-first/photos/, GALLERY, photos/ann/a, true",
        "user-first/photos/, GALLERY, photos/ben/a, false",
        "by-rows/, ARCHIVE, 1/ann/a, true",
        "by-rows/, GALLERY, 1/ann/a, false"
    })
    void findAFolderInWhichABucketKeepsSomething(String layout, PurgedBucket bucket, String key, boolean has) {
        GalleryLayout gallery = GalleryLayout.of(layout);
        for (BucketEntry.Kind kind : BucketEntry.Kind.values()) {
            InMemoryBuckets buckets = new InMemoryBuckets(gallery);
            put(buckets, kind, bucket, new ObjectKey(key));
            UserEntries entries = new UserEntries(buckets, gallery, new InMemoryGalleryIndex(), new InMemoryClaims());
            assertThat(entries.has(new GroupId("1"), new UserId("ann")))
                    .as(kind.toString())
                    .isEqualTo(has);
        }
    }

    private static void put(InMemoryBuckets buckets, BucketEntry.Kind kind, PurgedBucket bucket, ObjectKey key) {
        switch (kind) {
            case VERSION -> buckets.put(bucket, key, new byte[1]);
            case MARKER -> buckets.mark(bucket, key);
            case UPLOAD -> buckets.begin(bucket, key);
        }
    }
}
