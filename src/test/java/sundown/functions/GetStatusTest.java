package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;

@FunctionTest
class GetStatusTest {
    @Inject
    Installation sundown;

    @Inject
    Enrolment enrolment;

    @Test
    void hasTheGalleryCountedAndTellsWhatItHolds() throws Exception {
        UserId user = enrolment.user(
                "status-of-a-gallery", TestTimeline.OPEN, List.of(Photo.jpeg(1), Photo.empty(2), Photo.jpeg(3)));

        JsonNode first = status(user).isJson(200).json().path("gallery");
        String message = sundown.queue("INVENTORY").take(user).getFirst();
        sundown.invoke("count-gallery", Event.of("count-gallery").withMessages(message));
        JsonNode counted = status(user).isJson(200).json().path("gallery");

        assertThat(first.path("state").asText()).isEqualTo("counting");
        assertThat(counted.path("state").asText()).isEqualTo("counted");
        assertThat(counted.path("items").intValue()).isEqualTo(3);
        assertThat(counted.at("/unsupported/0/reason").asText()).isEqualTo("EMPTY");
        assertThat(sundown.queue("INVENTORY").take(user)).isEmpty();
    }

    @Test
    void tellsAMemberWhatGoesBackAndAFreeUserThatNothingDoes() throws Exception {
        Members members = new Members(sundown);
        UserId member = members.member("status-of-a-member");
        UserId free = enrolment.user("status-of-a-free-user", TestTimeline.OPEN, Photo.jpegs(1));
        UserId exempt = members.member("status-of-an-exempt-member", TestTimeline.EXEMPT, Members.FEE);

        JsonNode planned = members.viewOf(member);

        assertThat(planned.path("state").asText()).isEqualTo("planned");
        assertThat(planned.path("code").asText()).isEqualTo("planned");
        assertThat(planned.path("amountMinorUnits").longValue()).isEqualTo(1_250);
        assertThat(planned.path("currency").asText()).isEqualTo("EUR");
        assertThat(planned.has("date")).isTrue();
        assertThat(status(member).text())
                .doesNotContain(Members.chargeOf(member).value());
        assertThat(members.viewOf(free).path("state").asText()).isEqualTo("none");
        assertThat(members.viewOf(free).path("code").asText()).isEqualTo("nothing-paid");
        assertThat(members.viewOf(exempt).isMissingNode()).isTrue();
    }

    @Test
    void givesAReceiptThatNamesNobody() throws Exception {
        Archives archives = new Archives(sundown);
        UserId user = archives.ready("receipt-of-an-archive", Photo.jpegs(2));

        HttpAnswer receipt = receipt(user).isJson(200).isForNobodyElse();

        assertThat(receipt.json().at("/downloaded/state").asText()).isEqualTo("ready");
        assertThat(receipt.json().at("/downloaded/volumes").intValue()).isEqualTo(1);
        assertThat(receipt.json().at("/recipients/ownDevice").booleanValue()).isFalse();
        assertThat(receipt.text())
                .doesNotContain(archives.download(user).password().reveal())
                .doesNotContain("@", ".jpg");
    }

    private HttpAnswer receipt(UserId user) throws InterruptedException {
        return sundown.call("get-status", Event.by(user, "get-receipt"));
    }

    private HttpAnswer status(UserId user) throws InterruptedException {
        return sundown.call("get-status", Event.by(user, "get-status"));
    }
}
