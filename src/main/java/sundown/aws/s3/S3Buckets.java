package sundown.aws.s3;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import sundown.gallery.ObjectKey;
import sundown.purge.plan.PurgedBucket;

/** The buckets that have users' objects: those of the stack, and others of the gallery, each by a role. */
@Singleton
public final class S3Buckets {
    private final String gallery;
    private final String archive;
    private final GalleryRoles roles;

    /**
     * Names the stack's buckets.
     *
     * @param gallery the bucket of the photos
     * @param archive the bucket of the archives
     * @param roles for other buckets of the gallery
     */
    @Inject
    public S3Buckets(
            @ConfigProperty(name = "GALLERY_BUCKET") String gallery,
            @ConfigProperty(name = "ARCHIVE_BUCKET") String archive,
            GalleryRoles roles) {
        this.gallery = gallery;
        this.archive = archive;
        this.roles = roles;
    }

    /**
     * Where something is.
     *
     * @param bucket the name of the bucket
     * @param key in the bucket, or what keys begin with
     * @param root what its {@link ObjectKey} has before the key: nothing, or that it is elsewhere
     * @param caller who asks: the function, or a role
     */
    record Place(String bucket, String key, String root, AwsRequestOverrideConfiguration caller) {
        ObjectKey of(String keyInBucket) {
            return new ObjectKey(root + keyInBucket);
        }
    }

    /**
     * Where an object is, or what lies under a prefix.
     *
     * @param key an {@link ObjectKey}, or the begin of one
     */
    Place place(PurgedBucket bucket, String key, GalleryRoles.Right right) {
        if (!key.startsWith(ObjectKey.ELSEWHERE)) {
            return new Place(name(bucket), key, "", AwsRequestOverrideConfiguration.builder().build());
        }
        String name = ObjectKey.bucket(key);
        return new Place(name, ObjectKey.key(key), ObjectKey.root(name), roles.caller(name, right));
    }

    private String name(PurgedBucket bucket) {
        return switch (bucket) {
            case GALLERY -> gallery;
            case ARCHIVE -> archive;
        };
    }
}
