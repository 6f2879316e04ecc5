package sundown.archive;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.WrittenFile;
import sundown.contract.SampleArchives;
import sundown.contract.SampleItems;
import sundown.digest.Sha256;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;

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
        Item item = SampleItems.bare(new ItemId("i1"), new ObjectKey("1/u1/i1"), "Grandmother.jpg", 1);
        ArchiveItem planned = new ArchiveItem(item, "Grandmother/Grandmother.jpg", Optional.empty());
        LeftOut leftOut = LeftOut.of(item, LeftOut.Reason.GONE);
        WrittenFile file = new WrittenFile("items-1.csv", "Grandmother.jpg");

        assertThat(planned.toString()).doesNotContain("Grandmother");
        assertThat(leftOut.toString()).doesNotContain("Grandmother");
        assertThat(file.toString()).doesNotContain("Grandmother");
    }

    @Test
    void whatIsNeededToDownloadShowsNothing() {
        ArchiveView.DownloadView.VolumeView volume = new ArchiveView.DownloadView.VolumeView(
                1,
                "photos-1-of-1.zip",
                1,
                Sha256.over("photos"),
                URI.create("https://secret.example.com"),
                false,
                0,
                List.of());
        ArchiveView.DownloadView view = new ArchiveView.DownloadView(
                "the-password", Instant.EPOCH, List.of(volume), ArchiveView.DownloadView.PROGRAMS, Optional.empty());

        ArchiveView.DownloadView.LeftOutView leftOut = ArchiveView.DownloadView.LeftOutView.of(
                new LeftOut(new ItemId("i1"), "Grandmother.jpg", Optional.empty(), LeftOut.Reason.GONE));

        assertThat(leftOut.toString()).contains("i1").doesNotContain("Grandmother");
        assertThat(volume.toString()).doesNotContain("secret");
        assertThat(view.toString()).doesNotContain("the-password").doesNotContain("secret");
    }
}
