package sundown.local.demo;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Counts what buckets keep of a group, by user: versions, delete markers, and unfinished uploads. Uses only the SDK and
 * no code of Sundown.
 */
public record BucketCensus(S3Client objects) {

    /**
     * Counts for each user.
     *
     * @param prefixes by bucket, what the keys begin with before the user
     */
    public Map<String, Long> of(Map<String, String> prefixes) {
        Map<String, Long> counts = new TreeMap<>();
        prefixes.forEach((bucket, prefix) -> keys(bucket, prefix)
                .map(key -> key.substring(prefix.length()).split("/", -1)[0])
                .forEach(user -> counts.merge(user, 1L, Long::sum)));
        return counts;
    }

    private Stream<String> keys(String bucket, String prefix) {
        Stream<String> kept =
                objects
                        .listObjectVersionsPaginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .stream()
                        .flatMap(page -> Stream.concat(
                                page.versions().stream().map(version -> version.key()),
                                page.deleteMarkers().stream().map(marker -> marker.key())));
        Stream<String> uploads =
                objects
                        .listMultipartUploadsPaginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .uploads()
                        .stream()
                        .map(upload -> upload.key());
        return Stream.concat(kept, uploads);
    }
}
