package sundown.aws.s3;

import sundown.purge.PurgedBucket;

/**
 * The names of the buckets that a group's objects go from.
 *
 * @param gallery where the photos are
 * @param archive where the archives are
 */
public record S3Buckets(String gallery, String archive) {
    String name(PurgedBucket bucket) {
        return switch (bucket) {
            case GALLERY -> gallery;
            case ARCHIVE -> archive;
        };
    }
}
