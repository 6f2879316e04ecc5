package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.ApiResponse;

class GetArchiveFunctionTest {
    @AutoClose
    private final Functions functions = new Functions();

    @Test
    void showsHowFarItIs() {
        Stories.ask(functions);
        functions.clock.advance(Duration.ofMinutes(1));
        functions.buildOnce();

        JsonNode progress = functions.view().path("progress");

        int volumes = progress.path("volumes").intValue();
        assertThat(progress.path("volumesDone").intValue()).isEqualTo(1);
        assertThat(volumes).isGreaterThan(1);
        assertThat(progress.path("bytesDone").longValue())
                .isPositive()
                .isLessThan(progress.path("bytes").longValue());
        assertThat(Instant.parse(progress.path("estimatedEnd").textValue())).isAfter(functions.clock.instant());
        assertThat(functions.view().path("code").textValue()).isEqualTo("building");
        assertThat(functions.view().has("download")).isFalse();
    }

    @Test
    void showsWhatIsNeededToDownloadAndOpenIt() {
        Stories.askAndBuild(functions);

        JsonNode download = functions.view().path("download");

        assertThat(download.path("password").textValue()).matches("([2-9a-hjkmnp-z]{4}-){6}[2-9a-hjkmnp-z]{4}");
        assertThat(functions.view().path("code").textValue()).isEqualTo("ready");
        assertThat(download.path("programs"))
                .extracting(program -> program.path("code").textValue())
                .containsExactly("windows", "macos", "linux", "android", "ios");
        assertThat(Instant.parse(download.path("linksEndAt").textValue()))
                .isEqualTo(functions.clock.instant().plus(Duration.ofMinutes(10)));
        JsonNode first = download.path("volumes").get(0);
        assertThat(first.path("name").textValue()).isEqualTo("photos-1-of-2.zip");
        assertThat(Stories.digest(functions, first))
                .isEqualTo(first.path("sha256").textValue());
    }

    @Test
    void forbidsCaching() {
        Stories.askAndBuild(functions);

        assertThat(functions.get(Functions.USER).headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void makesLinksThatEnd() {
        Stories.askAndBuild(functions);
        JsonNode volume = functions.view().path("download").path("volumes").get(0);

        functions.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(functions.download(volume)).isPresent();

        functions.clock.advance(Duration.ofSeconds(1));
        assertThat(functions.download(volume)).isEmpty();
    }

    @Test
    void makesNoLinkThatOutlivesTheArchive() {
        Stories.askAndBuild(functions);
        Instant end = Functions.NOW.plus(ArchiveRules.LIFE);
        functions.moveClockTo(end.minus(Duration.ofMinutes(2)));

        JsonNode download = functions.view().path("download");

        assertThat(Instant.parse(download.path("linksEndAt").textValue())).isEqualTo(end);
        functions.moveClockTo(end);
        assertThat(functions.download(download.path("volumes").get(0))).isEmpty();
    }

    @Test
    void refusesAnExpiredArchiveEvenBeforeItsRemoval() {
        Stories.askAndBuild(functions);
        functions.clock.advance(ArchiveRules.LIFE);

        ApiResponse response = functions.get(Functions.USER);

        assertThat(functions.bucket.objects()).isNotEmpty();
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(Problems.typeOf(response)).isEqualTo("archive-expired");
    }

    @Test
    void opensNothingOfAnArchiveThatExpiresWhileItsPasswordIsOpened() {
        Stories.askAndBuild(functions);
        functions.after("SecretSealer.open", () -> functions.clock.advance(ArchiveRules.LIFE));

        JsonNode view = functions.view();

        assertThat(view.path("state").textValue()).isEqualTo("expired");
        assertThat(view.has("download")).isFalse();
    }

    @Test
    void refusesAfterTheClose() {
        functions.moveClockTo(Functions.CLOSE.minus(Duration.ofDays(1)));
        Stories.askAndBuild(functions);
        functions.moveClockTo(Functions.CLOSE);

        assertThat(Problems.typeOf(functions.get(Functions.USER))).isEqualTo("exports-closed");
    }

    @Test
    void refusesADeletedArchive() {
        Stories.askAndBuild(functions);
        functions.delete(Functions.USER);

        ApiResponse response = functions.get(Functions.USER);

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(Problems.typeOf(response)).isEqualTo("archive-deleted");
    }

    @Test
    void showsNoArchiveOfAnotherUser() {
        Stories.askAndBuild(functions);
        UserId other = new UserId("u2");
        functions.register(other, "IN");

        ApiResponse response = functions.get(other);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Problems.typeOf(response)).isEqualTo("no-archive");
    }
}
