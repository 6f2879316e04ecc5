package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.account.UserId;
import sundown.sweep.SweepTask.TaskName;

/** What a sweep does for archives. */
@FunctionTest
class ArchiveSweepTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Installation sundown;

    @Inject
    Archives archives;

    @TempDir
    private Path folder;

    @Test
    void removesWhatAnEndedArchiveLeft() throws Exception {
        UserId user = archives.ready("sweeps-clean", Photo.jpegs(1));
        UserId other = archives.ready("sweeps-nothing-of", Photo.jpegs(1));
        Download download = archives.download(user);
        archives.delete(user).isJson(200);
        assertThat(objectsOf(user)).isNotEmpty();
        assertThat(sundown.archives().save(archives.of(user).cleanedAt(Optional.of(LONG_AGO))))
                .isPresent();

        sundown.sweep(TaskName.ARCHIVES);

        assertThat(objectsOf(user)).isEmpty();
        assertThat(objectsOf(other)).isNotEmpty();
        assertThat(archives.of(user).cleanAt()).isEmpty();
        assertThat(Download.follow(download.link(1), folder.resolve("gone")).statusCode())
                .isEqualTo(404);
    }

    private List<String> objectsOf(UserId user) {
        return sundown
                .clients()
                .s3()
                .listObjectsV2(request ->
                        request.bucket(sundown.variable("ARCHIVE_BUCKET")).prefix("1/" + user + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }
}
