package sundown.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.contract.SecondChannelContract;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.emulators.StandInSecondChannel;
import sundown.local.http.Reply;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.SecondChannel;
import sundown.mail.SecondChannel.Answer;
import sundown.secret.Credential.SecondChannelToken;
import sundown.secret.Secret;

class HttpSecondChannelTest extends SecondChannelContract {
    private static final MailId MAIL = new MailId("second-channel-refund-sent-succeeded@0123");

    @AutoClose
    private final StandInSecondChannel standIn = StandInSecondChannel.start(false);

    private static SecondChannel at(String uri, String token) {
        return new HttpSecondChannel(() -> uri, () -> new SecondChannelToken(new Secret(token)), Clock.systemUTC());
    }

    private Answer send(String token) {
        return at(standIn.uri().toString(), token)
                .send(USER, MAIL, "refund-sent-succeeded", Map.of("amount", "12.00 EUR"));
    }

    @Override
    protected SecondChannel channel() {
        return at(standIn.uri().toString(), StandInSecondChannel.TOKEN);
    }

    @Override
    protected void answerNext(Answer answer) {
        standIn.answerNext(
                switch (answer) {
                    case Answer.Taken taken -> Reply.json(200, Map.of("delivered", taken.delivered()));
                    case Answer.Busy _ -> Reply.empty(503);
                    case Answer.Refused _ -> Reply.empty(422);
                    case Answer.Off _ -> throw new IllegalArgumentException("an endpoint that is off has no answer");
                });
    }

    @Override
    protected int taken() {
        return standIn.taken().size();
    }

    @Test
    void saysWhatIsToBeSaid() {
        assertThat(send(StandInSecondChannel.TOKEN)).isEqualTo(new Answer.Taken(false));
        assertThat(standIn.taken())
                .extracting(Json::read)
                .containsExactly(
                        Json.read(
                                "{\"userId\":\"u.4711\",\"letter\":\"refund-sent-succeeded\",\"values\":{\"amount\":\"12.00 EUR\"}}"));
    }

    @Test
    void isOffWithoutAnAddress() {
        assertThat(at("none", "token").send(USER, MAIL, "exports-opened", Map.of()))
                .isEqualTo(new Answer.Off());
    }

    @Test
    void saysThatItsTokenIsRefused() {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> send("another"))
                .withMessage("the second channel answered HTTP 401");
    }

    @Test
    void isBusyWhenItAsksToWait() {
        standIn.answerNext(Reply.empty(429));
        assertThat(send(StandInSecondChannel.TOKEN)).isEqualTo(new Answer.Busy());
    }

    @Test
    void triesAgainWhatMayPass() {
        standIn.answerNext(Reply.empty(500));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> send(StandInSecondChannel.TOKEN));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 301, 403})
    void leavesToPeopleWhatIsNoAnswer(int status) {
        standIn.answerNext(Reply.empty(status));
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> send(StandInSecondChannel.TOKEN));
    }
}
