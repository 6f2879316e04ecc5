package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleArchives;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.Json;

class GetStatusFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void showsRegionGroupPhaseAndDates() {
        JsonNode notice = status().path("notice");

        assertThat(notice.path("region").textValue()).isEqualTo("IN");
        assertThat(notice.path("group").textValue()).isEqualTo("1");
        assertThat(notice.path("phase").textValue()).isEqualTo("EXPORTS_OPEN");
        assertThat(notice.path("dates").path("close").textValue()).isEqualTo("2023-06-01T00:00:00Z");
    }

    @Test
    void saysThatATransferIsOpen() {
        assertThat(transferDoor().path("open").booleanValue()).isTrue();
        assertThat(transferDoor().has("why")).isFalse();
        assertThat(transferDoor().has("code")).isFalse();
    }

    @Test
    void saysWhyATransferIsNotOpen() {
        functions.moveClockTo(Instant.parse("2022-11-01T00:00:00Z"));
        assertClosed("exports-not-open", "Exports open at 2022-12-01T00:00:00Z.");

        functions.moveClockTo(Given.CLOSE);
        assertClosed("exports-closed", "Exports ended at 2023-06-01T00:00:00Z.");

        functions.register(Given.USER, "CN");
        assertClosed("nothing-ends", "Nothing ends in your region.");

        functions.register(Given.USER, "CU");
        functions.moveClockTo(Instant.parse("2023-02-01T00:00:00Z"));
        assertClosed("not-offered-in-region", "Google's service is not offered in your region.");
    }

    @Test
    void showsTheTransferOnceThereIsOne() {
        assertThat(status().has("transfer")).isFalse();
        functions.addPhotos(3);
        functions.addText(2);
        functions.start(Given.ACCOUNT);
        functions.workAll();

        JsonNode transfer = status().path("transfer");

        assertThat(transfer.path("state").textValue()).isEqualTo("finished");
        assertThat(transfer.path("items").path("done").path("items").intValue()).isEqualTo(2);
        assertThat(transfer.path("items").path("failed").path("items").intValue())
                .isEqualTo(1);
        assertThat(transfer.path("googleAccount").textValue()).isEqualTo("someone@example.com");
    }

    @Test
    void showsThatAnArchiveHasEndedBeforeTheSweepNotesIt() {
        assertThat(functions.archives.save(SampleArchives.ready(Given.USER))).isPresent();
        assertThat(status().at("/archive/state").textValue()).isEqualTo("ready");

        functions.moveClockTo(Given.CLOSE);

        assertThat(status().at("/archive/state").textValue()).isEqualTo("closed");
    }

    @Test
    void sendsNothingToAClientThatHasItAll() {
        functions.startWith(3);
        ApiResponse first = functions.status(Given.USER);
        functions.clock.advance(Duration.ofSeconds(1));

        ApiResponse second = status(first.headers().get("etag"));

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void sendsWhatIsNew() {
        functions.startWith(3);
        ApiResponse first = functions.status(Given.USER);
        functions.workAll();

        ApiResponse second = status(first.headers().get("etag"));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().get("etag")).isNotEqualTo(first.headers().get("etag"));
    }

    /** The rate falls with every second in which nothing is counted. */
    @Test
    void sendsNoEstimateAlone() {
        functions.startWith(60);
        functions.clock.advance(Duration.ofSeconds(10));
        functions.workOnce();
        ApiResponse first = functions.status(Given.USER);
        functions.clock.advance(Duration.ofSeconds(10));

        assertThat(functions.status(Given.USER).body()).isNotEqualTo(first.body());
        assertThat(status(first.headers().get("etag")).statusCode()).isEqualTo(304);
    }

    @Test
    void saysWhenToLookAgain() {
        assertThat(status().path("lookAgainInSeconds").intValue()).isEqualTo(3600);
        functions.startWith(3);

        ApiResponse running = functions.status(Given.USER);

        assertThat(Json.read(running.body()).path("lookAgainInSeconds").intValue())
                .isEqualTo(5);
        assertThat(running.headers()).containsEntry("retry-after", "5");
    }

    @Test
    void looksAgainWhenTheNextPhaseBegins() {
        functions.moveClockTo(Given.CLOSE.minusSeconds(100));

        assertThat(status().path("lookAgainInSeconds").intValue()).isEqualTo(100);
    }

    @Test
    void tellsClientsOfTheEndWhereThereIsOne() {
        assertThat(functions.status(Given.USER).headers())
                .containsEntry("sunset", "Thu, 01 Jun 2023 00:00:00 GMT")
                .containsEntry("deprecation", "@1666656000");

        functions.register(Given.USER, "CN");

        assertThat(functions.status(Given.USER).headers()).doesNotContainKeys("sunset", "deprecation");
    }

    @Test
    void knowsOnlyAccountsOfThePhotoCloud() {
        assertThat(functions.status(new UserId("nobody")).statusCode()).isEqualTo(404);
    }

    private void assertClosed(String code, String why) {
        assertThat(transferDoor().path("open").booleanValue()).isFalse();
        assertThat(transferDoor().path("why").textValue()).isEqualTo(why);
        assertThat(transferDoor().path("code").textValue()).isEqualTo(code);
    }

    private JsonNode transferDoor() {
        return status().path("open").path("transfer");
    }

    private ApiResponse status(String known) {
        return functions.status(ApiRequests.from(Given.USER, Map.of("if-none-match", known), Map.of(), null));
    }

    private JsonNode status() {
        return Json.read(functions.status(Given.USER).body());
    }
}
