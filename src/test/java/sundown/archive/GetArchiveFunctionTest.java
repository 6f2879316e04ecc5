package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive.Contents;
import sundown.archive.ArchiveState.Ending;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.WrittenFile;
import sundown.contract.SampleArchives;
import sundown.contract.SampleItems;
import sundown.digest.Sha256;
import sundown.edge.ApiResponse.NextLook;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.runtime.Records;

class GetArchiveFunctionTest extends Functions {
    private static final Instant NOW = SampleArchives.NOW;
    private static final Instant FAR = NOW.plus(Duration.ofDays(365));
    private static final Archive BUILDING = SampleArchives.fresh(new UserId("u1"))
            .with(Tally.one(7), new Contents(SampleArchives.plan(1), 2, 1_000))
            .withState(new ArchiveState.Building(NOW, NOW));

    @Test
    void showsHowFarItIs() {
        ask();
        clock.advance(Duration.ofMinutes(1));
        buildOnce();

        JsonNode progress = view().path("progress");

        int volumes = progress.path("volumes").intValue();
        assertThat(progress.path("volumesDone").intValue()).isEqualTo(1);
        assertThat(volumes).isGreaterThan(1);
        assertThat(progress.path("bytesDone").longValue())
                .isPositive()
                .isLessThan(progress.path("bytes").longValue());
        assertThat(Instant.parse(progress.path("estimatedEnd").textValue())).isAfter(clock.instant());
        assertThat(view().path("code").textValue()).isEqualTo("building");
        assertThat(view().has("download")).isFalse();
    }

    @Test
    void showsWhatIsNeededToDownloadAndOpenIt() {
        askAndBuild();

        JsonNode download = view().path("download");

        assertThat(download.path("password").textValue()).matches("([2-9a-hjkmnp-z]{4}-){6}[2-9a-hjkmnp-z]{4}");
        assertThat(view().path("code").textValue()).isEqualTo("ready");
        assertThat(download.path("programs"))
                .extracting(program -> program.path("code").textValue())
                .containsExactly("windows", "macos", "linux", "android", "ios");
        assertThat(Instant.parse(download.path("linksEndAt").textValue()))
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        JsonNode first = download.path("volumes").get(0);
        assertThat(first.path("name").textValue()).isEqualTo("photos-1-of-2.zip");
        assertThat(digest(first)).isEqualTo(first.path("sha256").textValue());
    }

    @Test
    void forbidsCaching() {
        askAndBuild();

        assertThat(get(USER).headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void makesLinksThatEnd() {
        askAndBuild();
        JsonNode volume = view().path("download").path("volumes").get(0);

        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(download(volume)).isPresent();

        clock.advance(Duration.ofSeconds(1));
        assertThat(download(volume)).isEmpty();
    }

    @Test
    void makesNoLinkThatOutlivesTheArchive() {
        askAndBuild();
        Instant end = Functions.NOW.plus(ArchiveRules.LIFE);
        clock.moveTo(end.minus(Duration.ofMinutes(2)));

        JsonNode download = view().path("download");

        assertThat(Instant.parse(download.path("linksEndAt").textValue())).isEqualTo(end);
        clock.moveTo(end);
        assertThat(download(download.path("volumes").get(0))).isEmpty();
    }

    @Test
    void opensNothingOfAnArchiveThatExpiresWhileItsPasswordIsOpened() {
        askAndBuild();
        after("SecretSealer.open", () -> clock.advance(ArchiveRules.LIFE));

        JsonNode view = view();

        assertThat(view.path("state").textValue()).isEqualTo("expired");
        assertThat(view.has("download")).isFalse();
    }

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

    /** One volume has been planned again, without an item. */
    @Test
    void estimatesTheEndFromTheTimeThatTheBytesSoFarHaveTaken() {
        Instant now = NOW.plusSeconds(60);

        ArchiveView.ProgressView progress = view(BUILDING, List.of(volume(1, 400, 300), volume(2, 500, 0)), now)
                .progress();

        assertThat(progress.bytes()).contains(900L);
        assertThat(progress.bytesDone()).isEqualTo(300);
        assertThat(progress.estimatedEnd()).contains(now.plusSeconds(120));
    }

    @Test
    void showsThePlannedSizeUntilAllVolumesAreQueued() {
        ArchiveView.ProgressView progress =
                view(BUILDING, List.of(volume(1, 400, 0)), NOW).progress();

        assertThat(progress.bytes()).contains(1_000L);
        assertThat(progress.estimatedEnd()).isEmpty();
    }

    @Test
    void saysWhenToLookAgain() {
        Archive ready = BUILDING.withState(new ArchiveState.Ready(NOW, FAR));

        assertThat(view(BUILDING, List.of(), NOW).lookAgainInSeconds()).isEqualTo(NextLook.WORKING_SECONDS);
        assertThat(view(ready, List.of(), NOW.plus(ArchiveRules.LIFE).minusSeconds(90))
                        .lookAgainInSeconds())
                .isEqualTo(90);
        assertThat(view(ArchiveRules.ended(ready, Ending.DELETED, NOW), List.of(), NOW)
                        .lookAgainInSeconds())
                .isEqualTo(NextLook.IDLE_SECONDS);
    }

    private static ArchiveView view(Archive archive, List<Volume> volumes, Instant now) {
        return ArchiveView.of(archive, volumes, FAR, now);
    }

    private static Volume volume(int number, long bytes, long uploaded) {
        return Records.with(SampleArchives.volume(BUILDING, number), "bytes", bytes)
                .uploaded(uploaded);
    }
}
