package sundown.local.emulators;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the operation of an S3 request with the bucket in its path (source: the Amazon S3 API reference). */
public final class S3Operation {
    private static final Map<String, String> OF_BUCKETS =
            Map.of("uploads", "ListMultipartUploads", "versions", "ListObjectVersions", "policy", "GetBucketPolicy");

    private S3Operation() {}

    static String of(RequestHead head) {
        return of(head.method(), URI.create(head.target()), head.headers().containsKey("x-amz-copy-source"));
    }

    public static String of(String method, URI target, boolean copies) {
        Set<String> query = parameters(target);
        return switch (depth(target)) {
            case 0 -> "ListBuckets";
            case 1 -> ofBucket(method, query);
            default -> ofObject(method, query, copies);
        };
    }

    private static String ofBucket(String method, Set<String> query) {
        return switch (method) {
            case "GET" ->
                OF_BUCKETS.entrySet().stream()
                        .filter(named -> query.contains(named.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("ListObjects");
            case "PUT" -> query.contains("versioning") ? "PutBucketVersioning" : "CreateBucket";
            case "POST" -> "DeleteObjects";
            case "DELETE" -> "DeleteBucket";
            default -> "HeadBucket";
        };
    }

    private static String ofObject(String method, Set<String> query, boolean copies) {
        boolean ofUpload = query.contains("uploadId");
        return switch (method) {
            case "GET" -> ofUpload ? "ListParts" : "GetObject";
            case "PUT" -> ofUpload ? "UploadPart" : copies ? "CopyObject" : "PutObject";
            case "POST" -> ofUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
            case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
            default -> "HeadObject";
        };
    }

    /** 0 for the service, 1 for a bucket, 2 for an object, however many slashes its key has. */
    private static int depth(URI target) {
        return (int) Arrays.stream(target.getRawPath().split("/", 3))
                .filter(part -> !part.isEmpty())
                .count();
    }

    public static Set<String> parameters(URI target) {
        String query = target.getRawQuery() == null ? "" : target.getRawQuery();
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.split("=", 2)[0])
                .collect(Collectors.toSet());
    }
}
