package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.refund.RefundLedger.Refund.Trigger;

/** Support looks a user up, gives them time, and sends for their fee. */
@FunctionTest
class LookUpUserTest {
    @Inject
    Installation sundown;

    @Inject
    Members members;

    @Test
    void tellsWhereAMemberStands() throws Exception {
        UserId user = members.member("looked-up");
        members.issue(user, Trigger.TRANSFER_FINISHED);
        assertThat(sundown.transfers().save(SampleTransfers.halfWay(user))).isPresent();
        assertThat(sundown.archives().save(SampleArchives.ready(user))).isPresent();

        JsonNode found = lookUp(user).json();

        assertThat(found.at("/notice/group").asText()).isEqualTo("1");
        assertThat(found.at("/transfer/state").asText()).isEqualTo("running");
        assertThat(found.at("/archive/state").asText()).isEqualTo("ready");
        assertThat(found.has("membership")).isTrue();
        assertThat(found.at("/ledger/state").asText()).isEqualTo("SUCCEEDED");
        assertThat(found.toString()).doesNotContain("@");
        lookUp(new UserId("nobody")).isProblem(404, "unknown-user");
    }

    @Test
    void showsAHoldThatIsListed() throws Exception {
        UserId user = members.member("looked-up-held");
        sundown.operate("hold-account", Event.of("hold-account").with("/userId", user.value()))
                .json();

        assertThat(lookUp(user).json().at("/hold/held").booleanValue()).isTrue();
        assertThat(sundown.operate("list-holds", Event.of("list-holds"))
                        .json()
                        .path("holds")
                        .findValuesAsText("userId"))
                .contains(user.value());
    }

    @Test
    void sendsForAFeeOnce() throws Exception {
        UserId user = members.member("resent");
        Event resend = Event.of("resend-refund").with("/userId", user.value());

        assertThat(sundown.operate("resend-refund", resend).json().path("sent").booleanValue())
                .isTrue();
        assertThat(sundown.queue("REFUND").take(user)).hasSize(1);

        members.issue(user, Trigger.TRANSFER_FINISHED);
        sundown.operate("resend-refund", resend).isProblem(409, "nothing-to-resend");
    }

    private OperatorAnswer lookUp(UserId user) throws InterruptedException {
        return sundown.operate("look-up-user", Event.of("look-up-user").with("/userId", user.value()));
    }
}
