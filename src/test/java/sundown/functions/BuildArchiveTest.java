package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveState;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.edge.Correlation;
import sundown.local.unzip.UnzipProgram.SevenZip;

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
        LogAudit.require(sundown.log.lines(), archives.download(user).password().reveal());
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
        assertThat(sundown.archives().listVolumes(before))
                .extracting(Volume::state)
                .hasOnlyElementsOfType(VolumeState.Queued.class);
    }

    private List<String> failures(String... bodies) throws InterruptedException {
        return BatchAnswer.failures(
                sundown.invoke("build-archive", Event.of("build-archive").withMessages(bodies)));
    }

    private static String message(UserId user, ArchiveId archive, int volume) {
        return new ArchiveMessage(user, archive, volume, new Correlation("correlation")).write();
    }
}
