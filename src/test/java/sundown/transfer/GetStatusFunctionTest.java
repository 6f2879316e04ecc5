package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleArchives;
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

    private JsonNode status() {
        return Json.read(functions.status(Given.USER).body());
    }
}
