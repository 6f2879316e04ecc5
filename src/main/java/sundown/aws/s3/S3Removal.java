package sundown.aws.s3;

import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsFailures;

/**
 * Removes objects of a bucket, 1,000 in a call, and aborts its unfinished uploads. A repeated call removes the rest.
 */
record S3Removal(S3Client client, String bucket) {
    /** S3 takes no more in one call. */
    private static final int OBJECTS_PER_CALL = 1_000;

    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;

    /**
     * Removes everything under a prefix, except for some objects. Uploads are aborted first: an upload that completes
     * meanwhile is then listed as an object.
     *
     * @param prefix not empty
     */
    void remove(String prefix, Set<String> kept) {
        S3Listing listing = new S3Listing(client, bucket);
        listing.uploads(prefix)
                .forEach(upload ->
                        S3Calls.abort(client, GalleryRoles.Place.own(bucket, upload.key()), upload.uploadId()));
        listing.objects(prefix)
                .map(S3Object::key)
                .filter(key -> !kept.contains(key))
                .gather(Gatherers.windowFixed(OBJECTS_PER_CALL))
                .forEach(this::deleteTogether);
    }

    private void deleteTogether(List<String> keys) {
        List<ObjectIdentifier> identifiers =
                keys.stream().map(S3Removal::identifier).toList();
        DeleteObjectsResponse response = AwsFailures.sorting(() -> client.deleteObjects(request ->
                request.bucket(bucket).delete(delete -> delete.quiet(true).objects(identifiers))));
        response.errors().stream().findFirst().ifPresent(error -> {
            throw AwsFailures.sorted(failure(error));
        });
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    /** The response lists each key that S3 refused or failed to delete. */
    private static S3Exception failure(S3Error error) {
        boolean forbidden = "AccessDenied".equals(error.code());
        return (S3Exception) S3Exception.builder()
                .statusCode(forbidden ? FORBIDDEN : INTERNAL_ERROR)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("S3")
                        .errorCode(error.code())
                        .build())
                .build();
    }
}
