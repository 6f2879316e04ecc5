package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
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
    void endsAnArchiveWhoseTimeIsOver() throws Exception {
        UserId user = archives.ready("sweeps-expired", Photo.jpegs(1));
        archives.age(user, ArchiveRules.LIFE);
        endAt(user, LONG_AGO);

        sweep();

        assertThat(archives.of(user).state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        ended -> assertThat(ended.why()).isEqualTo(Ending.EXPIRED));
        assertThat(archives.of(user).password()).isEmpty();
    }

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
    void leavesAnEndedArchivesObjectsToWorkersThatMayBeAtThem() throws Exception {
        UserId user = archives.ready("sweeps-later", Photo.jpegs(1));
        archives.delete(user).isJson(200);

        sweep();

        assertThat(objectsOf(user)).isNotEmpty();
    }

    @Test
    void queuesAVolumeAgainWhoseMessageWasLost() throws Exception {
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

    @Test
    void hasAnArchivePlannedAgainWhosePlannerDied() throws Exception {
        UserId user = archives.requested("sweeps-unplanned", Photo.jpegs(2));
        sundown.queue("ARCHIVE").take(user);
        forgetVolumes(user);
        save(archives.of(user).in(new ArchiveState.Planning(1, LONG_AGO)));

        sweep();
        archives.buildAll(user);

        assertThat(archives.of(user).state()).isInstanceOf(ArchiveState.Ready.class);
    }

    private void sweep() throws InterruptedException {
        sundown.sweep();
    }

    private void endAt(UserId user, Instant end) {
        Archive archive = archives.of(user);
        save(archive.in(new ArchiveState.Ready(archive.createdAt(), end)));
    }

    /** As it is before an archive is planned. */
    private void forgetVolumes(UserId user) {
        sundown.rowsOf(user, "ARCHIVES_TABLE").stream()
                .filter(row -> !row.get("sort").s().equals("A"))
                .forEach(row -> sundown.clients()
                        .dynamoDb()
                        .deleteItem(request -> request.tableName(sundown.variable("ARCHIVES_TABLE"))
                                .key(Map.of("userId", row.get("userId"), "sort", row.get("sort")))));
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
