package sundown.local.demo.cloud;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.local.demo.app.Patience;

/** Keeps what the audit bucket has for people on the disk, where it outlives the cloud. */
public record AuditDocuments(S3Client objects, String bucket, Clock clock, PrintStream out) {
    private static final Path FOLDER = Path.of("target");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);

    /**
     * Keeps a document as soon as it exists, in place of one from an earlier run, and returns its file.
     *
     * @throws IllegalStateException when it does not appear
     */
    public Path keep(String key, String name) throws IOException, InterruptedException {
        Patience patience = new Patience(clock, LONGEST_WAIT, out);
        if (!patience.await("the document " + key, () -> isThere(key), there -> there, BETWEEN_POLLS)) {
            throw new IllegalStateException(
                    "The bucket " + bucket + " has no " + key + " after " + LONGEST_WAIT.toSeconds() + " s");
        }
        byte[] document = objects.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key))
                .asByteArray();
        return Files.write(FOLDER.resolve(name), document);
    }

    /**
     * Copies manifests and certificates into a folder, in place of those from an earlier run, and returns the folder.
     */
    public Path copy() throws IOException {
        Path copy = FOLDER.resolve("audit");
        if (Files.exists(copy)) {
            MoreFiles.deleteRecursively(copy, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        for (String prefix : List.of("certificates/", "manifests/")) {
            for (S3Object object : objects.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                Path file = copy.resolve(object.key());
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        objects.getObjectAsBytes(
                                        request -> request.bucket(bucket).key(object.key()))
                                .asByteArray());
            }
        }
        return copy;
    }

    private boolean isThere(String key) {
        return objects.listObjectsV2(request -> request.bucket(bucket).prefix(key))
                .hasContents();
    }
}
