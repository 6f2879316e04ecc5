package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.ArchiveSettings;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;
import sundown.local.gateway.Gateway;
import sundown.local.identity.LocalIdentity;
import sundown.local.unzip.UnzipProgram.SevenZip;

/** An archive from the first call to the last file, through HTTP, the queue and the schedule. */
@ExtendWith(EmulatorsExtension.class)
class ArchiveEndToEndIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PHOTOS = 10;
    private static final int PHOTO_BYTES = 4 << 20;
    private static final int VOLUMES = 2;
    private static final long VOLUME_BYTES = 6 * PHOTO_BYTES;

    /** A builder that has sent a part still waits for photos, so that it dies in the middle of its volume. */
    private static final Duration DISTANCE = Duration.ofMillis(400);

    private final Emulators emulators;
    private final SlowLink storage;
    private final TestGoogle google;
    private final Installation sundown;
    private final LocalIdentity identity;
    private final Gateway gateway;

    @TempDir
    private Path folder;

    ArchiveEndToEndIT(Emulators emulators) throws IOException {
        this.emulators = emulators;
        storage = SlowLink.to(emulators.endpoints().address(), DISTANCE);
        google = TestGoogle.start();
        sundown = Installation.create(
                emulators,
                google,
                Setup.of("archive-end-to-end").withVolumes(VOLUME_BYTES).withStorage(storage.address()));
        identity = new LocalIdentity(Installation.APP, "sundown/export", Clock.systemUTC());
        Past.end(sundown);
        gateway = sundown.open(identity.issuer(), 1);
        gateway.startSchedules();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        identity.close();
        sundown.close();
        google.close();
        storage.close();
    }

    @Test
    void downloadsAGalleryThoughABuilderDiesInTheMiddleOfAVolume() throws Exception {
        List<Photo> gallery = IntStream.rangeClosed(1, PHOTOS)
                .mapToObj(number -> Photo.large(number, PHOTO_BYTES))
                .toList();
        UserId user = new Enrolment(sundown).user("downloads-all", TestTimeline.OPEN, gallery);
        new Members(sundown).join(user, TestTimeline.OPEN, Members.FEE);
        AppClient app = new AppClient(gateway.address(), identity.accessToken(user.value()));
        Usage before = emulators.usage();

        AppClient.Answer asked = app.post("/archives");
        killABuilderAfterAPart(user, before);
        replaceTheDead(user);
        Download download = new Download(ready(app).required("download"));

        assertThat(asked.status()).isEqualTo(201);
        UnpackedArchive unpacked = UnpackedArchive.of(new SevenZip(), download, folder);
        assertThat(unpacked.digests()).containsExactlyInAnyOrderElementsOf(UnpackedArchive.digestsOf(gallery));
        assertThat(partsSent(before)).isBetween(partsOf(user), 2 * partsOf(user));
        confirmAll(app);
        Patience.until(
                LONGEST,
                "the fee has gone back",
                () -> app.get("/me").json().at("/refund/state").asText().equals("refunded"));
        deleteAndAskAgain(app, asked.json());
        LogAudit.require(sundown.log.lines(), download.password().reveal());
    }

    /** A builder that dies before it takes a lease leaves its message to the next one at once. */
    private void killABuilderAfterAPart(UserId user, Usage before) {
        Patience.until(
                LONGEST,
                "a builder has sent a part and was killed",
                () -> partsSent(before) > 0
                        && volumes(user, VolumeState.Queued.class) == 0
                        && gateway.kill("build-archive"));
    }

    /**
     * When all other volumes are done, the lease of the dead builder is made to end, which would take three minutes.
     */
    private void replaceTheDead(UserId user) {
        Patience.until(
                LONGEST, "all volumes but one are done", () -> volumes(user, VolumeState.Done.class) == VOLUMES - 1);
        Volume left = sundown.archives().listVolumes(archive(user)).stream()
                .filter(volume -> volume.state() instanceof VolumeState.Building)
                .findFirst()
                .orElseThrow();
        assertThat(sundown.archives().save(left.withState(new VolumeState.Building(LONG_AGO))))
                .isPresent();
        Archive archive = archive(user);
        assertThat(sundown.archives().save(archive.withState(new ArchiveState.Building(archive.createdAt(), LONG_AGO))))
                .isPresent();
    }

    private Archive archive(UserId user) {
        return sundown.archives().find(user).orElseThrow();
    }

    private long volumes(UserId user, Class<? extends VolumeState> state) {
        return sundown.archives().listVolumes(archive(user)).stream()
                .filter(volume -> state.isInstance(volume.state()))
                .count();
    }

    private static JsonNode ready(AppClient app) {
        Patience.until(
                LONGEST,
                "the archive is ready",
                () -> app.get("/me").json().at("/archive/state").asText().equals("ready"));
        return app.get("/archives/current").json();
    }

    private long partsSent(Usage before) {
        return emulators.usage().since(before).s3Requests().getOrDefault("UploadPart", 0L);
    }

    private long partsOf(UserId user) {
        return sundown.archives().listVolumes(archive(user)).stream()
                .mapToLong(volume -> Math.ceilDiv(volume.bytes(), (long) ArchiveSettings.PART_BYTES))
                .sum();
    }

    private static void confirmAll(AppClient app) {
        for (int number = 1; number <= VOLUMES; number++) {
            assertThat(app.post("/archives/current/volumes/" + number + "/downloaded")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(app.get("/me").json().at("/archive/message").asText())
                .isEqualTo("You have downloaded your archive.");
    }

    private static void deleteAndAskAgain(AppClient app, JsonNode first) {
        assertThat(app.delete("/archives/current").status()).isEqualTo(200);
        assertThat(app.get("/archives/current").status()).isEqualTo(410);
        AppClient.Answer again = app.post("/archives");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isNotEqualTo(first.path("id"));
    }
}
