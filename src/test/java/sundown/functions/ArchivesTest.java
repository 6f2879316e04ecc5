package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.net.URI;
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
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.Contents;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveSettings;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.edge.Correlation;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Usage;
import sundown.local.unzip.UnzipProgram.SevenZip;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.sweep.SweepTask.TaskName;

/** The functions of an archive, and what they ask of the storage. */
@FunctionTest
class ArchivesTest {
    private static final int SMALL = 60;
    private static final int LARGE_BYTES = 40 << 20;
    /** Of 8 MiB each. */
    private static final int SECTIONS = 5;

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Installation sundown;

    @Inject
    Enrolment enrolment;

    @Inject
    Archives archives;

    @TempDir
    private Path folder;

    @Inject
    Emulators emulators;

    @Test
    void asksForThePlanAndAnswersAtOnce() throws Exception {
        UserId user = enrolment.user("asks", TestTimeline.OPEN, Photo.jpegs(3));

        HttpAnswer answer = archives.request(user).isJson(201).isForNobodyElse();

        assertThat(answer.json().path("state").asText()).isEqualTo("planning");
        assertThat(answer.json().path("progress").has("items")).isFalse();
        assertThat(answer.json().path("progress").has("volumes")).isFalse();
        assertThat(answer.json().has("download")).isFalse();
        Archive archive = archives.of(user);
        assertThat(archive.id().value()).isEqualTo(answer.json().path("id").asText());
        assertThat(archive.state()).isInstanceOf(ArchiveState.Planning.class);
        assertThat(sundown.queue("ARCHIVE").take(user))
                .singleElement()
                .satisfies(message -> assertThat(ArchiveMessage.read(message))
                        .returns(archive.id(), ArchiveMessage::archive)
                        .returns(ArchiveMessage.PLAN, ArchiveMessage::volume)
                        .returns("JKJaXmPLvHcESHA=", read -> read.correlation().id()));
    }

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

    @Test
    void dropsMessagesOfArchivesAndVolumesThatAreNotThere() throws Exception {
        UserId stranger = new UserId("builds-nothing");
        UserId user = archives.requested("builds-another", Photo.jpegs(1));
        Archive before = archives.of(user);
        ArchiveId unknown = new ArchiveId("0123456789abcdef01234567");

        assertThat(sundown.work(
                        "build-archive",
                        message(stranger, unknown, 1),
                        message(user, unknown, 1),
                        message(user, before.id(), 2),
                        message(user, before.id(), ArchiveMessage.PLAN)))
                .isEmpty();

        assertThat(sundown.rowsOf(stranger, "ARCHIVES_TABLE")).isEmpty();
        assertThat(archives.of(user).state()).isEqualTo(before.state());
        assertThat(sundown.archives().listVolumes(before))
                .extracting(Volume::state)
                .hasOnlyElementsOfType(VolumeState.Queued.class);
    }

    private static String message(UserId user, ArchiveId archive, int volume) {
        return new ArchiveMessage(user, archive, volume, new Correlation("correlation")).write();
    }

    /** The items lie in no folder of the user, so each is looked up by itself. */
    @Test
    void readsEachItemOnceAndSendsEachPartOnce() throws Exception {
        List<Photo> gallery = new ArrayList<>(Photo.jpegs(SMALL));
        gallery.add(Photo.large(SMALL + 1, LARGE_BYTES));
        UserId user = archives.requested("counts-requests", gallery);
        Usage before = emulators.usage();

        archives.buildAll(user);

        Map<String, Long> requests = emulators.usage().since(before).s3Requests();
        long bytes = archives.of(user).contents().map(Contents::bytes).orElseThrow();
        assertThat(requests)
                .containsOnly(
                        Map.entry("HeadObject", SMALL + 1L),
                        Map.entry("GetObject", (long) SMALL + SECTIONS),
                        Map.entry("CreateMultipartUpload", 1L),
                        Map.entry("UploadPart", Math.ceilDiv(bytes, (long) ArchiveSettings.PART_BYTES)),
                        Map.entry("CompleteMultipartUpload", 1L));
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
    void makesLinksToOneVolumeForTenMinutes() throws Exception {
        UserId owner = archives.ready("gets-their-own", Photo.jpegs(1));
        UserId other = archives.ready("gets-another", Photo.jpegs(1));
        Download download = archives.download(owner);
        URI link = download.link(1);
        URI longer = URI.create(link.toString().replace("X-Amz-Expires=600", "X-Amz-Expires=6000"));
        URI elsewhere = URI.create(link.toString().replace(pathOf(owner), pathOf(other)));

        assertThat(link.getQuery()).contains("X-Amz-Expires=600");
        assertThat(longer).isNotEqualTo(link);
        assertThat(elsewhere).isNotEqualTo(link);
        assertThat(List.of(longer, elsewhere))
                .allSatisfy(forged ->
                        assertThat(statusOf(forged, folder.resolve("forged"))).isEqualTo(403));
    }

    private String pathOf(UserId user) {
        return user + "/" + archives.of(user).id();
    }

    private static int statusOf(URI link, Path file) {
        return Download.follow(link, file).statusCode();
    }

    @Test
    void finishesTheDownloadWithTheLastVolume() throws Exception {
        UserId user = archives.ready("confirms", Photo.jpegs(1));

        JsonNode answer =
                archives.confirm(user, "1").isJson(200).isForNobodyElse().json();

        assertThat(answer.path("message").asText()).isEqualTo("You have downloaded your archive.");
        assertThat(answer.has("download")).isFalse();
        assertThat(archives.of(user).downloads().finishedAt()).isPresent();
        JsonNode download = archives.download(user).json();
        assertThat(download.at("/volumes/0/downloaded").booleanValue()).isTrue();
        assertThat(download.has("finishedAt")).isTrue();
    }

    @Test
    void hasTheFeeGivenBackOnceTheLastVolumeHasArrived() throws Exception {
        UserId user = archives.ready("confirms-as-a-member", Photo.jpegs(1));
        QueuedMessages refunds = sundown.queue("REFUND");
        archives.confirm(user, "2").isProblem(404, "unknown-volume");
        assertThat(refunds.take(user)).isEmpty();

        archives.confirm(user, "1").isJson(200);

        assertThat(refunds.take(user))
                .singleElement()
                .satisfies(message -> assertThat(RefundMessage.read(message))
                        .returns(user, RefundMessage::user)
                        .returns(Trigger.DOWNLOAD_FINISHED, RefundMessage::trigger)
                        .returns("JKJaXmPLvHcESHA=", read -> read.correlation().id()));
    }

    @Test
    void refusesARequestWithoutAVolume() throws Exception {
        UserId user = archives.ready("confirms-none", Photo.jpegs(1));
        Event request = Event.by(user, "confirm-download").without("/pathParameters");

        sundown.call("confirm-download", request).isProblem(404, "unknown-volume");
    }

    @Test
    void endsTheArchiveAndForgetsItsPassword() throws Exception {
        UserId user = archives.ready("deletes", Photo.jpegs(1));

        JsonNode answer = archives.delete(user).isJson(200).isForNobodyElse().json();

        assertThat(answer.path("state").asText()).isEqualTo("deleted");
        Archive archive = archives.of(user);
        assertThat(archive.state())
                .isInstanceOfSatisfying(
                        ArchiveState.Ended.class,
                        ended -> assertThat(ended.why()).isEqualTo(Ending.DELETED));
        assertThat(archive.password()).isEmpty();
        assertThat(archive.cleanAt()).isPresent();
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
}
