package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.mail.AddressBook;
import sundown.mail.AddressBook.Recipient;

/** What an address book promises. */
public abstract class AddressBookContract {
    private static final UserId KNOWN = new UserId("known");
    private static final UserId UNKNOWN = new UserId("unknown");
    private static final UserId MALFORMED = new UserId("malformed");

    /** One that has {@code known@example.com} in Turkish without reminders, and a malformed entry. */
    protected abstract AddressBook book();

    @Test
    void findsThoseWhoHaveAnAddress() {
        Found<Recipient> found = book().find(List.of(KNOWN, UNKNOWN));
        assertThat(found.find(UNKNOWN)).isEmpty();
        assertThat(found.find(KNOWN)).hasValueSatisfying(recipient -> {
            assertThat(recipient.address().reveal()).isEqualTo("known@example.com");
            assertThat(recipient.language()).isEqualTo("tr");
            assertThat(recipient.reminders()).isFalse();
            assertThat(recipient.unsubscribe()).hasScheme("https").hasPath("/unsubscribe/known");
        });
    }

    @Test
    void oneMalformedEntryFailsAlone() {
        Found<Recipient> found = book().find(List.of(MALFORMED, KNOWN));
        assertThat(found.find(KNOWN)).isPresent();
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> found.find(MALFORMED))
                .withMessageNotContaining("no address");
    }
}
