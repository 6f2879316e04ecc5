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
import sundown.archive.Archive;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveState;
import sundown.archive.Volume;
import sundown.archive.VolumeState;

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
        save(archives.of(user).cleanedAt(Optional.of(LONG_AGO)));

        sweep();

        assertThat(objectsOf(user)).isEmpty();
        assertThat(objectsOf(other)).isNotEmpty();
        assertThat(archives.of(user).cleanAt()).isEmpty();
        assertThat(Download.follow(download.link(1), folder.resolve("gone")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void queuesAVolumeAgainWhenItsMessageWasLost() throws Exception {
        UserId user = archives.requested("sweeps-lost", Photo.jpegs(1));
        sundown.queue("ARCHIVE").take(user);
        Archive archive = archives.of(user);
        for (Volume volume : sundown.archives().volumes(archive)) {
            assertThat(sundown.archives().save(volume.in(new VolumeState.Queued(0, LONG_AGO))))
                    .isPresent();
        }
        save(archive.in(new ArchiveState.Building(archive.createdAt(), LONG_AGO)));

        sweep();

        assertThat(sundown.queue("ARCHIVE").take(user))
                .singleElement()
                .satisfies(message -> assertThat(ArchiveMessage.read(message))
                        .returns(archive.id(), ArchiveMessage::archive)
                        .returns(1, ArchiveMessage::volume)
                        .returns(
                                "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
                                read -> read.correlation().id()));
    }

    private void sweep() throws InterruptedException {
        sundown.sweep();
    }

    private void save(Archive archive) {
        assertThat(sundown.archives().save(archive)).isPresent();
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
