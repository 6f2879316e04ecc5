package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveRules;
import sundown.refund.RefundMessage;
import sundown.refund.Trigger;

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
    void refusesAVolumeThatWasConfirmedBefore() throws Exception {
        UserId user = archives.ready("confirms-twice", Photo.jpegs(1));
        archives.confirm(user, "1").isJson(200);
        Archive before = archives.of(user);

        archives.confirm(user, "1").isProblem(409, "already-confirmed");

        assertThat(archives.of(user)).isEqualTo(before);
    }

    @Test
    void refusesAVolumeThatIsNotThere() throws Exception {
        UserId user = archives.ready("confirms-unknown", Photo.jpegs(1));
        Archive before = archives.of(user);

        for (String volume : List.of("0", "2", "-1", "one", "", " 1", "1.0", "99999999999", "../1")) {
            archives.confirm(user, volume).isProblem(404, "unknown-volume");
        }

        assertThat(archives.of(user)).isEqualTo(before);
    }

    @Test
    void refusesARequestWithoutAVolume() throws Exception {
        UserId user = archives.ready("confirms-none", Photo.jpegs(1));
        Event request = Event.by(user, "confirm-download").without("/pathParameters");

        sundown.call("confirm-download", request).isProblem(404, "unknown-volume");
    }

    @Test
    void refusesAnArchiveThatIsNotReady() throws Exception {
        UserId user = archives.requested("confirms-early", Photo.jpegs(1));

        archives.confirm(user, "1").isProblem(409, "archive-not-ready");
    }

    @Test
    void refusesAnArchiveThatIsNoMoreOrAnothers() throws Exception {
        UserId expired = archives.ready("confirms-expired", Photo.jpegs(1));
        UserId deleted = archives.ready("confirms-deleted", Photo.jpegs(1));
        UserId closed = archives.ready("confirms-closed", Photo.jpegs(1));
        UserId other = new Enrolment(sundown).user("confirms-nothing", TestTimeline.OPEN, Photo.jpegs(1));
        archives.age(expired, ArchiveRules.LIFE);
        archives.delete(deleted).isJson(200);
        archives.move(closed, TestTimeline.CLOSED);

        archives.confirm(expired, "1").isProblem(410, "archive-expired");
        archives.confirm(deleted, "1").isProblem(410, "archive-deleted");
        archives.confirm(closed, "1").isProblem(409, "exports-closed");
        archives.confirm(other, "1").isProblem(404, "no-archive");
    }
}
