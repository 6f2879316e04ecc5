package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.PostOffice;
import sundown.mail.PostOffice.Letter;
import sundown.mail.PostOffice.Posted;

/** What a post office promises. */
public abstract class PostOfficeContract {
    protected static final EmailAddress TO = new EmailAddress("someone@example.com");
    protected static final UserId USER = new UserId("u.4711");
    protected static final MailId MAIL = new MailId("close-approaching-7@2023-05-25T00:00:00Z");
    protected static final Letter LETTER = new Letter(
            "Subject",
            "Text",
            "<p>Text</p>",
            Optional.of("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
            Optional.of(URI.create("https://example.com/unsubscribe")));

    protected abstract PostOffice post();

    /** Has the next letter answered so. */
    protected abstract void answerNext(Posted posted);

    protected Posted posted() {
        return post().post(TO, LETTER, USER, MAIL);
    }

    @Test
    void givesEachLetterAnIdOfItsOwn() {
        Posted first = posted();
        assertThat(first).isInstanceOf(Posted.Taken.class);
        assertThat(posted()).isInstanceOf(Posted.Taken.class).isNotEqualTo(first);
    }

    @Test
    void saysThatItIsBusy() {
        answerNext(new Posted.Busy());
        assertThat(posted()).isInstanceOf(Posted.Busy.class);
        assertThat(posted()).isInstanceOf(Posted.Taken.class);
    }

    @Test
    void saysThatItRefusesALetter() {
        answerNext(new Posted.Refused("MessageRejected"));
        assertThat(posted()).isEqualTo(new Posted.Refused("MessageRejected"));
    }
}
