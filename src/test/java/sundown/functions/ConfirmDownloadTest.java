package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;

@FunctionTest
class ConfirmDownloadTest {
    @Inject
    Installation sundown;

    @Inject
    Archives archives;

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
}
