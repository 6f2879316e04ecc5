package sundown.local.demo.purge;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Counts what buckets keep of a group, by user: versions, delete markers, and unfinished uploads. Uses only the SDK and
 * no code of Sundown.
 */
record BucketCensus(S3Client objects) {

    /** Counts for each user. */
    Map<String, Long> of(String group, Stream<String> buckets) {
        Map<String, Long> counts = new TreeMap<>();
        buckets.flatMap(bucket -> keys(bucket, group + "/"))
                .forEach(key -> counts.merge(key.split("/", -1)[1], 1L, Long::sum));
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
