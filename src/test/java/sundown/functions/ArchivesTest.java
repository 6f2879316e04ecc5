package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.ArchiveRules;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Usage;
import sundown.local.unzip.UnzipProgram.SevenZip;
import sundown.sweep.SweepTask.TaskName;

/** The functions of an archive, and what they ask of the storage. */
@FunctionTest
class ArchivesTest {
    private static final int SMALL = 60;

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Installation sundown;

    @Inject
    Enrolment enrolment;

    @Inject
    Archives archives;

    @Inject
    Users users;

    @TempDir
    private Path folder;

    @Inject
    Emulators emulators;

    @Test
    void buildsTheLastVolumeAndMakesTheArchiveReady() throws Exception {
        List<Photo> gallery = new ArrayList<>(Photo.jpegs(30));
        gallery.add(Photo.jpeg(31).named("../../Cafe\u0301 \uD83D\uDE00.jpg", "CON"));
        UserId user = archives.requested("builds", gallery);

        assertThat(sundown.work("build-archive", sundown.queue("ARCHIVE").take(user)))
                .isEmpty();

        assertThat(archives.of(user).state()).isInstanceOf(ArchiveState.Ready.class);
        UnpackedArchive unpacked = UnpackedArchive.of(new SevenZip(), archives.download(user), folder);
        assertThat(unpacked.digests()).containsExactlyInAnyOrderElementsOf(UnpackedArchive.digestsOf(gallery));
        assertThat(unpacked.photos()).containsKey("_CON/_._Caf\u00E9 \uD83D\uDE00.jpg");
        LogAudit.require(sundown.log.lines(), archives.download(user).password().reveal());
    }

    /** The library for metadata makes parts of Exif by reflection, which the native executable must have registered. */
    @Test
    void addsADateToWhatHasNone() throws Exception {
        List<Photo> gallery = Photo.dated(
                "none.jpg", "zeros.jpg", "make.jpg", "pictures.jpg", "dated.jpg", "texts.jpg", "begin.mp4", "end.mov");
        UserId user = archives.ready("gets-dates", gallery);

        UnpackedArchive unpacked = UnpackedArchive.of(new SevenZip(), archives.download(user), folder);

        List<Photo> expected = gallery.stream().map(Photo::withDate).toList();
        assertThat(unpacked.digests()).containsExactlyInAnyOrderElementsOf(UnpackedArchive.digestsOf(expected));
    }

    @Test
    void putsPrivatePhotosIntoVolumesWithAPasswordOfTheirOwn() throws Exception {
        List<Photo> gallery = Photo.jpegs(3);
        UserId user = enrolment.user("hides", TestTimeline.OPEN, gallery);
        enrolment.hide(user, gallery.getFirst());
        archives.plan(user);
        archives.buildAll(user);

        Download download = archives.download(user);

        assertThat(download.password(2)).isNotEqualTo(download.password(1));
        assertThat(UnpackedArchive.of(new SevenZip(), download, folder).digests())
                .containsExactlyInAnyOrderElementsOf(UnpackedArchive.digestsOf(gallery));
        LogAudit.require(sundown.log.lines(), download.password(2).reveal());
    }

    @Test
    void packsJustWhatATransferCouldNotMove() throws Exception {
        Photo refused = Photo.text(3);
        List<Photo> gallery = new ArrayList<>(Photo.jpegs(2));
        gallery.add(refused);
        UserId user = users.started("packs-failures", gallery);
        List<String> batches = sundown.queue("TRANSFER").take(user);
        while (!batches.isEmpty()) {
            assertThat(sundown.work("transfer-batch", batches)).isEmpty();
            batches = sundown.queue("TRANSFER").take(user);
        }

        sundown.call("request-archive", Event.by(user, "request-archive").body("{\"onlyFailed\": true}"))
                .isJson(201);
        archives.buildAll(user);

        assertThat(UnpackedArchive.of(new SevenZip(), archives.download(user), folder)
                        .digests())
                .containsExactlyElementsOf(UnpackedArchive.digestsOf(List.of(refused)));
        assertThat(archives.get(user).isJson(200).json().path("onlyFailed").asBoolean())
                .isTrue();
    }

    @Test
    void plansWithoutLookingAtItemsOneByOne() throws Exception {
        UserId user = enrolment.userWithFolder("counts-plans", TestTimeline.OPEN, Photo.jpegs(SMALL));
        Usage before = emulators.usage();

        archives.plan(user);

        Map<String, Long> requests = emulators.usage().since(before).s3Requests();
        assertThat(requests).containsOnlyKeys("ListObjects");
        assertThat(requests.get("ListObjects")).isLessThanOrEqualTo(2);
    }

    @Test
    void tellsWhatAReadyArchiveIsDownloadedAndOpenedWith() throws Exception {
        UserId user = archives.ready("gets-ready", Photo.jpegs(2));

        JsonNode archive = archives.get(user).isJson(200).isForNobodyElse().json();

        assertThat(archive.path("state").asText()).isEqualTo("ready");
        assertThat(Instant.parse(archive.path("endsAt").asText()))
                .isEqualTo(archives.of(user).createdAt().plus(ArchiveRules.LIFE));
        JsonNode volume = archive.at("/download/volumes/0");
        Path file = folder.resolve(volume.path("name").asText());
        HttpResponse<Path> response = Download.follow(new Download(archive.path("download")).link(1), file);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"photos-1-of-1.zip\"");
        assertThat(Files.size(file)).isEqualTo(volume.path("bytes").longValue());
        assertThat(file).hasDigest("SHA-256", volume.path("sha256").asText());
        assertThat(archive.at("/download/programs/0/names").toString()).contains("7-Zip");
        LogAudit.require(sundown.log.lines(), archive.at("/download/password").asText());
    }

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

    @Test
    void givesAReceiptThatNamesNobody() throws Exception {
        UserId user = archives.ready("receipt-of-an-archive", Photo.jpegs(2));

        HttpAnswer receipt = receipt(user).isJson(200).isForNobodyElse();

        assertThat(receipt.json().at("/downloaded/state").asText()).isEqualTo("ready");
        assertThat(receipt.json().at("/downloaded/volumes").intValue()).isEqualTo(1);
        assertThat(receipt.json().at("/recipients/ownDevice").booleanValue()).isFalse();
        assertThat(receipt.text())
                .doesNotContain(archives.download(user).password().reveal())
                .doesNotContain("@", ".jpg");
    }

    private HttpAnswer receipt(UserId user) throws InterruptedException {
        return sundown.call("get-status", Event.by(user, "get-receipt"));
    }
}
