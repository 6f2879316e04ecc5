package sundown.aws.s3;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.aws.s3.GalleryRoles.Place;
import sundown.aws.s3.GalleryRoles.Right;
import sundown.purge.BucketListing.PurgedBucket;

/**
 * The buckets that have a group's objects.
 *
 * @param gallery the stack's bucket of the photos
 * @param archive the bucket of the archives
 * @param roles for other buckets of the gallery
 */
@Singleton
public record S3Buckets(
        @ConfigProperty(name = "GALLERY_BUCKET") String gallery,
        @ConfigProperty(name = "ARCHIVE_BUCKET") String archive,
        GalleryRoles roles) {
    /** Where an object is, or what lies under a prefix; the key may be the begin of one. */
    Place place(PurgedBucket bucket, String key, Right right) {
        return switch (bucket) {
            case GALLERY -> roles.place(gallery, key, right);
            case ARCHIVE -> Place.own(archive, key);
        };
    }
}
