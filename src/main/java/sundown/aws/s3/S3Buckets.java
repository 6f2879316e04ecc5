package sundown.aws.s3;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.purge.plan.PurgedBucket;

/**
 * The names of the buckets that have a group's objects.
 *
 * @param gallery the bucket of the photos
 * @param archive the bucket of the archives
 */
@Singleton
public record S3Buckets(String gallery, String archive) {
    /** Annotations of a component would make its accessor a producer. */
    public S3Buckets(
            @ConfigProperty(name = "GALLERY_BUCKET") String gallery,
            @ConfigProperty(name = "ARCHIVE_BUCKET") String archive) {
        this.gallery = gallery;
        this.archive = archive;
    }

    String name(PurgedBucket bucket) {
        return switch (bucket) {
            case GALLERY -> gallery;
            case ARCHIVE -> archive;
        };
    }
}
