package sundown.local.demo.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.local.demo.app.Patience;

/** The pages for people that lie in the audit bucket, kept on the disk when the cloud has ended. */
public record AuditPages(S3Client objects, String bucket, Clock clock) {
    private static final Path FOLDER = Path.of("target");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);

    /**
     * Keeps a page as soon as it is there, in place of one that an earlier run has left, and tells where it is.
     *
     * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException when it does not come
     */
    public Path keep(String key, String name) throws IOException, InterruptedException {
        new Patience(clock, LONGEST_WAIT).await(() -> isThere(key), there -> there, BETWEEN_POLLS);
        byte[] page = objects.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
        return Files.write(FOLDER.resolve(name), page);
    }

    private boolean isThere(String key) {
        return objects.listObjectsV2(request -> request.bucket(bucket).prefix(key))
                .hasContents();
    }
}
