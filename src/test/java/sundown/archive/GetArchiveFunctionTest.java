package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GetArchiveFunctionTest {
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
        functions.clock.moveTo(end.minus(Duration.ofMinutes(2)));

        JsonNode download = functions.view().path("download");

        assertThat(Instant.parse(download.path("linksEndAt").textValue())).isEqualTo(end);
        functions.clock.moveTo(end);
        assertThat(functions.download(download.path("volumes").get(0))).isEmpty();
    }

    @Test
    void opensNothingOfAnArchiveThatExpiresWhileItsPasswordIsOpened() {
        Stories.askAndBuild(functions);
        functions.after("SecretSealer.open", () -> functions.clock.advance(ArchiveRules.LIFE));

        JsonNode view = functions.view();

        assertThat(view.path("state").textValue()).isEqualTo("expired");
        assertThat(view.has("download")).isFalse();
    }
}
