package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.plan.ArchivePlan;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.plan.WrittenFile;
import sundown.archive.zip.ZipEntry;
import sundown.archive.zip.ZipEntry.Salt;
import sundown.contract.SampleArchives;
import sundown.gallery.ItemId;
import sundown.gallery.Tally;

/** Values that are logged by accident show no password, no link and no file name. */
class MaskingTest {
    @Test
    void anArchiveShowsNoPassword() {
        assertThat(SampleArchives.ready(new UserId("u1")).toString()).doesNotContain("ssss");
    }

    @Test
    void aVolumeShowsNoNames() {
        assertThat(SampleArchives.volume(SampleArchives.ready(new UserId("u1")), 1)
                        .toString())
                .doesNotContain("été")
                .doesNotContain("Ferien");
    }

    @Test
    void aPlanShowsNoNames() {
        PlannedEntry entry = new PlannedEntry(
                new ZipEntry("Grandmother.jpg", 1, Instant.EPOCH, new Salt(1, 2)), new Source.Written("README.txt"));
        LeftOut leftOut =
                new LeftOut(new ItemId("i1"), "Grandmother.jpg", Optional.of("Grandmother"), LeftOut.Reason.GONE);

        assertThat(entry.toString()).doesNotContain("Grandmother");
        assertThat(leftOut.toString()).doesNotContain("Grandmother");
        VolumePlan volume = new VolumePlan(1, List.of(entry), List.of(leftOut));
        WrittenFile file = new WrittenFile("items.csv", "Grandmother.jpg");
        assertThat(new ArchivePlan(Tally.NONE, List.of(volume), List.of(file)).toString())
                .doesNotContain("Grandmother");
    }

    @Test
    void whatIsNeededToDownloadShowsNothing() {
        ArchiveView.DownloadView.VolumeView volume = new ArchiveView.DownloadView.VolumeView(
                1, "photos-1-of-1.zip", 1, "00", "https://secret.example.com", false, 0, List.of());
        ArchiveView.DownloadView view = new ArchiveView.DownloadView(
                "the-password", "", List.of(volume), ArchiveView.DownloadView.PROGRAMS, Optional.empty());

        ArchiveView.DownloadView.LeftOutView leftOut = ArchiveView.DownloadView.LeftOutView.of(
                new LeftOut(new ItemId("i1"), "Grandmother.jpg", Optional.empty(), LeftOut.Reason.GONE));

        assertThat(leftOut.toString()).contains("i1").doesNotContain("Grandmother");
        assertThat(volume.toString()).doesNotContain("secret");
        assertThat(view.toString()).doesNotContain("the-password").doesNotContain("secret");
    }
}
