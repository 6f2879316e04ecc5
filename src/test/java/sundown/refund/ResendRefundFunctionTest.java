package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.refund.Functions.CHARGE;
import static sundown.refund.Functions.REFUND_BY;
import static sundown.refund.Functions.USER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Account;
import sundown.account.Membership.ChargeId;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.timeline.GroupId;

/** Support sends for the fee of a member who was passed over, and decides nothing about money. */
class ResendRefundFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void sendsTheMessageOfTheRefundDate() {
        assertThat(resend("u1").path("sent").booleanValue()).isTrue();
        assertThat(functions.queue.bodies())
                .map(RefundMessage::read)
                .singleElement()
                .returns(USER, RefundMessage::user)
                .returns(Trigger.REFUNDS_BEGIN, RefundMessage::trigger);
    }

    /** The fee goes back when it is due, and once, however often somebody sends for it. */
    @Test
    void makesNoRefundEarlierNorTwice() {
        assertThat(resend("u1").path("sent").booleanValue()).isTrue();
        issueAll();
        assertThat(state()).isEqualTo("INTENT");
        assertThat(detail(resend("u1"))).contains("INTENT", "goes on by itself at " + REFUND_BY);

        functions.clock.advance(Duration.between(Functions.NOW, REFUND_BY));
        assertThat(resend("u1").path("sent").booleanValue()).isTrue();
        issueAll();
        assertThat(state()).isEqualTo("SUCCEEDED");
        assertThat(detail(resend("u1"))).contains("SUCCEEDED", "no message changes it");
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void leavesToPeopleWhatPeopleHaveToResolve() {
        functions.member(USER, "IN", new ChargeId("ch_unknown"), Functions.FEE);
        functions.ledger.open(new Refund(
                new ChargeId("ch_unknown"),
                USER,
                new GroupId("1"),
                Functions.FEE,
                PaidThrough.STRIPE,
                Optional.empty(),
                new RefundState.Manual(ManualReason.REFUSED, Optional.empty(), Functions.NOW),
                Functions.NOW,
                0));
        assertThat(detail(resend("u1"))).contains("MANUAL", "no message changes it");
    }

    @Test
    void sendsForNobodyBeforeExportsOpenOrWithoutAFee() {
        functions.member(new UserId("later"), "ZA", new ChargeId("ch_3"), Functions.FEE);
        assertThat(type(resend("later"))).isEqualTo("nothing-to-resend");
        functions.accounts.put(new Account(new UserId("free"), new Region("IN")));
        assertThat(type(resend("free"))).isEqualTo("nothing-to-resend");
        functions.member(new UserId("exempt"), "CN", new ChargeId("ch_2"), Functions.FEE);
        assertThat(type(resend("exempt"))).isEqualTo("nothing-to-resend");
        assertThat(functions.queue.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"nobody, unknown-user", "*, invalid-request"})
    void knowsNobodyElse(String user, String problem) {
        assertThat(type(resend(user))).isEqualTo(problem);
    }

    @Test
    void asksForAReason() {
        assertThat(type(functions.resend(Map.of("userId", "u1", "by", "Sam")))).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @CsvSource({"undelivered, true", "after, evt_1"})
    void refusesPartsOfACallOfEventsWithAUser(String part, Object value) {
        Map<String, Object> call = Map.of("userId", "u1", part, value, "reason", "they were passed over", "by", "Sam");
        assertThat(type(functions.resend(call))).isEqualTo("invalid-request");
    }

    private JsonNode resend(String user) {
        return functions.resend(Map.of("userId", user, "reason", "they were passed over", "by", "Sam"));
    }

    private void issueAll() {
        assertThat(functions.queue.takeAll().stream().map(RefundMessage::read))
                .allSatisfy(message -> assertThat(functions
                                .issue(message.user(), message.trigger())
                                .batchItemFailures())
                        .isEmpty());
    }

    private String state() {
        return functions.ledger.find(CHARGE).orElseThrow().state().name().name();
    }

    private static String detail(JsonNode answer) {
        assertThat(type(answer)).isEqualTo("nothing-to-resend");
        return answer.path("detail").asText();
    }

    private static String type(JsonNode answer) {
        return answer.path("type").asText().replaceFirst(".*:", "");
    }
}
