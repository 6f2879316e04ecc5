package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.SecondChannel;
import sundown.mail.SecondChannel.Answer;

/** What a second channel promises. */
public abstract class SecondChannelContract {
    protected static final UserId USER = new UserId("u.4711");
    private static final MailId OPENED = new MailId("second-channel-exports-opened@2023-05-25T00:00:00Z");
    private static final MailId REMINDED = new MailId("second-channel-close-approaching-7@2023-05-25T00:00:00Z");

    protected abstract SecondChannel channel();

    /** Has the next letter answered so. */
    protected abstract void answerNext(Answer answer);

    /** How many letters it has taken. */
    protected abstract int taken();

    private static Answer send(SecondChannel channel, MailId id) {
        return channel.send(USER, id, "exports-opened", Map.of("date", "2023-06-01"));
    }

    @Test
    void takesALetterOnce() {
        SecondChannel channel = channel();
        assertThat(send(channel, OPENED)).isEqualTo(new Answer.Taken(false));
        assertThat(send(channel, OPENED)).isEqualTo(new Answer.Taken(false));
        assertThat(taken()).isEqualTo(1);
        send(channel, REMINDED);
        assertThat(taken()).isEqualTo(2);
    }

    @Test
    void saysThatTheUserHasGotIt() {
        SecondChannel channel = channel();
        answerNext(new Answer.Taken(true));
        assertThat(send(channel, OPENED)).isEqualTo(new Answer.Taken(true));
    }

    @Test
    void saysThatItIsBusyAndTakesTheLetterLater() {
        SecondChannel channel = channel();
        answerNext(new Answer.Busy());
        assertThat(send(channel, OPENED)).isEqualTo(new Answer.Busy());
        assertThat(taken()).isZero();
        assertThat(send(channel, OPENED)).isEqualTo(new Answer.Taken(false));
    }

    @Test
    void saysThatItRefusesALetter() {
        SecondChannel channel = channel();
        answerNext(new Answer.Refused("HTTP 422"));
        assertThat(send(channel, OPENED)).isEqualTo(new Answer.Refused("HTTP 422"));
    }
}
