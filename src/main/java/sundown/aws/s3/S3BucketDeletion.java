package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import sundown.aws.AwsFailures;
import sundown.aws.s3.GalleryRoles.Place;
import sundown.aws.s3.S3Calls.S3Patience;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketEntry;

/** Deletes versions in S3. Needs {@code s3:DeleteObjectVersion} and {@code s3:AbortMultipartUpload}. */
@Singleton
public record S3BucketDeletion(S3Client client, S3Buckets buckets) implements BucketDeletion {
    /** S3 answers with these codes for an id that does not exist any more. */
    private static final String GONE = "NoSuchVersion";

    /** S3 answers with these codes about one version; all others say something of the caller, the bucket, or S3. */
    private static final Set<String> OF_ONE_VERSION =
            Set.of(GONE, "AccessDenied", "InvalidArgument", "KeyTooLongError", "MethodNotAllowed");

    /** How many calls that delete one version each are made at the same time. */
    private static final int CONCURRENT_CALLS = 16;

    @Override
    public List<String> delete(List<BucketEntry> entries) {
        requireOneCall(entries);
        return entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.key().root()))
                .values()
                .stream()
                .flatMap(this::ofOneBucket)
                .toList();
    }

    private Place place(BucketEntry entry) {
        return buckets.place(entry.bucket(), entry.key().value(), GalleryRoles.Right.DELETE);
    }

    private Stream<String> ofOneBucket(List<BucketEntry> entries) {
        Map<Boolean, List<BucketEntry>> fitting = entries.stream()
                .collect(Collectors.partitioningBy(entry -> entry.key().fitsXml()));
        return Stream.concat(together(fitting.get(true)), eachAlone(fitting.get(false)));
    }

    /** S3 may be too busy for a few versions of many: each of them is deleted once more, alone. */
    private Stream<String> together(List<BucketEntry> entries) {
        if (entries.isEmpty()) {
            return Stream.empty();
        }
        Map<ObjectIdentifier, BucketEntry> named =
                entries.stream().collect(Collectors.toMap(S3BucketDeletion::identifier, Function.identity()));
        DeleteObjectsResponse response =
                AwsFailures.sorting(() -> client.deleteObjects(request(place(entries.getFirst()), named.keySet())));
        Map<Boolean, List<S3Error>> errors = response.errors().stream()
                .collect(Collectors.partitioningBy(error -> OF_ONE_VERSION.contains(error.code())));
        return Stream.concat(
                errors.get(true).stream().map(S3Error::code).filter(code -> !GONE.equals(code)),
                eachAlone(errors.get(false).stream()
                        .map(error -> named.get(identifier(error)))
                        .toList()));
    }

    private Stream<String> eachAlone(List<BucketEntry> entries) {
        return entries.stream()
                .gather(Gatherers.mapConcurrent(CONCURRENT_CALLS, this::alone))
                .flatMap(Optional::stream);
    }

    /** S3 reads the keys of a call that deletes several from XML, and that of this call from its URL. */
    private Optional<String> alone(BucketEntry entry) {
        Place place = place(entry);
        Function<S3Exception, Optional<String>> refused = answer -> {
            String code = AwsFailures.code(answer);
            if (!OF_ONE_VERSION.contains(code)) {
                throw AwsFailures.sorted(answer);
            }
            return GONE.equals(code) ? Optional.empty() : Optional.of(code);
        };
        return S3Calls.found(
                        () -> {
                            client.deleteObject(request -> request.bucket(place.bucket())
                                    .key(place.key())
                                    .versionId(entry.version().value())
                                    .overrideConfiguration(place.caller()));
                            return Optional.<String>empty();
                        },
                        refused)
                .flatMap(Function.identity());
    }

    private static void requireOneCall(List<BucketEntry> entries) {
        if (entries.isEmpty() || entries.size() > BATCH_ENTRIES) {
            throw new IllegalArgumentException("one call deletes 1 to " + BATCH_ENTRIES + " entries");
        }
        if (entries.stream().anyMatch(entry -> entry.kind() == BucketEntry.Kind.UPLOAD)) {
            throw new IllegalArgumentException("an upload is aborted");
        }
        if (entries.stream().map(BucketEntry::bucket).distinct().count() > 1) {
            throw new IllegalArgumentException("one call deletes from one bucket");
        }
    }

    private static DeleteObjectsRequest request(Place place, Collection<ObjectIdentifier> identifiers) {
        return DeleteObjectsRequest.builder()
                .bucket(place.bucket())
                .delete(delete -> delete.quiet(true).objects(identifiers))
                .overrideConfiguration(S3Patience.large(place.caller()))
                .build();
    }

    private static ObjectIdentifier identifier(BucketEntry entry) {
        return identifier(entry.key().inBucket(), entry.version().value());
    }

    private static ObjectIdentifier identifier(S3Error error) {
        return identifier(error.key(), error.versionId());
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    @Override
    public void abort(BucketEntry upload) {
        S3Calls.abort(client, place(upload), upload.version().value());
    }
}
