package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveId;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveState;
import sundown.archive.Volume;
import sundown.archive.VolumeState;
import sundown.edge.Correlation;
import sundown.local.lambda.Invocation;
import sundown.local.unzip.SevenZip;

@FunctionTest
class BuildArchiveTest {
    @Inject
    Installation sundown;

    @Inject
    Archives archives;

    @TempDir
    private Path folder;

    @Test
    void buildsTheLastVolumeAndMakesTheArchiveReady() throws Exception {
        List<Photo> gallery = Photo.jpegs(30);
        UserId user = archives.requested("builds", gallery);

        assertThat(failures(sundown.queue("ARCHIVE").take(user).getFirst())).isEmpty();

        assertThat(archives.of(user).state()).isInstanceOf(ArchiveState.Ready.class);
        assertThat(UnpackedArchive.of(new SevenZip(), archives.download(user), folder)
                        .digests())
                .containsExactlyInAnyOrderElementsOf(UnpackedArchive.digestsOf(gallery));
        LogAudit.require(
                sundown.log().lines(), archives.download(user).password().reveal());
    }

    @Test
    void buildsAVolumeOfWhichTwoMessagesComeOnce() throws Exception {
        UserId user = archives.requested("builds-once", Photo.jpegs(1));
        String message = sundown.queue("ARCHIVE").take(user).getFirst();

        assertThat(failures(message, message)).isEmpty();

        Archive archive = archives.of(user);
        assertThat(archive.state()).isInstanceOf(ArchiveState.Ready.class);
        assertThat(failures(message)).isEmpty();
        assertThat(archives.of(user)).isEqualTo(archive);
    }

    @Test
    void leavesOutAnItemWhoseBytesHaveChangedAndSaysSo() throws Exception {
        Photo changed = Photo.large(1, 1000);
        List<Photo> gallery = List.of(changed, Photo.jpeg(2));
        UserId user = archives.requested("builds-without", gallery);
        new Enrolment(sundown).replaceBytes(changed, new byte[1001]);

        assertThat(failures(sundown.queue("ARCHIVE").take(user).getFirst())).isEmpty();

        assertThat(archives.get(user).isJson(200).json().path("leftOut").intValue())
                .isEqualTo(1);
        Download download = archives.download(user);
        assertThat(download.volume(1).at("/examples/0/itemId").asText())
                .isEqualTo(changed.id().value());
        assertThat(download.volume(1).at("/examples/0/reason").asText()).isEqualTo("CHANGED");
        UnpackedArchive unpacked = UnpackedArchive.of(new SevenZip(), download, folder);
        assertThat(unpacked.digests()).containsExactly(Photo.jpeg(2).digest("SHA-256"));
        assertThat(unpacked.ownFiles()).contains("left-out-1.csv");
    }

    @Test
    void leavesOutAnItemThatIsListedAndNotThere() throws Exception {
        Enrolment enrolment = new Enrolment(sundown);
        UserId user = enrolment.user("builds-without-one", TestTimeline.OPEN, Photo.jpegs(1));
        enrolment.addWithoutBytes(user, Photo.jpeg(2));
        archives.request(user).isJson(201);

        archives.buildAll(user);

        assertThat(archives.get(user).isJson(200).json().path("leftOut").intValue())
                .isEqualTo(1);
    }

    @Test
    void dropsMessagesOfArchivesAndVolumesThatAreNotThere() throws Exception {
        UserId stranger = new UserId("builds-nothing");
        UserId user = archives.requested("builds-another", Photo.jpegs(1));
        Archive before = archives.of(user);
        ArchiveId unknown = new ArchiveId("0123456789abcdef01234567");

        assertThat(failures(
                        message(stranger, unknown, 1),
                        message(user, unknown, 1),
                        message(user, before.id(), 2),
                        message(user, before.id(), ArchiveMessage.PLAN)))
                .isEmpty();

        assertThat(sundown.rowsOf(stranger, "ARCHIVES_TABLE")).isEmpty();
        assertThat(archives.of(user).state()).isEqualTo(before.state());
        assertThat(sundown.archives().volumes(before))
                .extracting(Volume::state)
                .hasOnlyElementsOfType(VolumeState.Queued.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{}",
                "{\"userId\":\"u\",\"archiveId\":\"0123456789abcdef01234567\"}",
                "{\"userId\":\"u\",\"archiveId\":\"0123456789abcdef01234567\",\"volume\":-1}",
                "{\"userId\":\"u\",\"archiveId\":\"0123456789abcdef01234567\",\"volume\":\"1\"}",
                "{\"userId\":\"../u\",\"archiveId\":\"0123456789abcdef01234567\",\"volume\":1}",
                "{\"userId\":\"u\",\"archiveId\":\"../0123456789abcdef01234\",\"volume\":1}",
                "{\"userId\":7,\"archiveId\":\"0123456789abcdef01234567\",\"volume\":1}"
            })
    void givesBackAMessageThatCannotBeRead(String body) throws Exception {
        assertThat(failures(body)).containsExactly("message-1");
    }

    @Test
    void givesBackTheMessageThatFailedAlone() throws Exception {
        UserId user = archives.requested("builds-before-the-unreadable", Photo.jpegs(1));
        String message = sundown.queue("ARCHIVE").take(user).getFirst();

        assertThat(failures(message, "unreadable", message)).containsExactly("message-2");

        assertThat(archives.of(user).state()).isInstanceOf(ArchiveState.Ready.class);
    }

    @Test
    void failsOnAnEventOfAnotherShapeAndServesTheNext() throws Exception {
        Event misshapen = Event.of("build-archive").with("/Records", "none");

        assertThat(sundown.invoke("build-archive", misshapen)).isInstanceOf(Invocation.Failed.class);
        assertThat(failures()).isEmpty();
    }

    private List<String> failures(String... bodies) throws InterruptedException {
        return BatchAnswer.failures(
                sundown.invoke("build-archive", Event.of("build-archive").withMessages(bodies)));
    }

    private static String message(UserId user, ArchiveId archive, int volume) {
        return new ArchiveMessage(user, archive, volume, new Correlation("correlation")).write();
    }
}
