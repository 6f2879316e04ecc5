package sundown.local.demo.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.local.demo.app.Patience;

/** Keeps pages for people from the audit bucket on the disk, where they outlive the cloud. */
public record AuditPages(S3Client objects, String bucket, Clock clock) {
    private static final Path FOLDER = Path.of("target");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);

    /**
     * Keeps a page as soon as it exists, in place of one from an earlier run, and returns its file.
     *
     * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException when the page does not appear
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
