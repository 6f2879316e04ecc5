package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.mail.AddressBook;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.AddressBook.Search;

/** What an address book promises. */
public abstract class AddressBookContract {
    private static final UserId KNOWN = new UserId("known");
    private static final UserId UNKNOWN = new UserId("unknown");
    private static final UserId MALFORMED = new UserId("malformed");

    /**
     * One that has {@code known@example.com} in Turkish without reminders, a malformed entry, and
     * {@code crowd@example.com} for each user of {@link #crowd()}.
     */
    protected abstract AddressBook book();

    /** One that cannot search. */
    protected abstract AddressBook bookWithoutSearch();

    /** More users than a search finds. */
    protected static Stream<String> crowd() {
        return IntStream.rangeClosed(0, AddressBook.USERS_PER_SEARCH).mapToObj(number -> "crowd-" + number);
    }

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

    @Test
    void searchesForThoseWhoHaveAnAddress() {
        AddressBook book = book();
        assertThat(book.search(new EmailAddress("known@example.com"))).isEqualTo(new Search.Users(List.of(KNOWN)));
        assertThat(book.search(new EmailAddress("nobody@example.com"))).isEqualTo(new Search.Users(List.of()));
    }

    @Test
    void findsSoManyAndNoMore() {
        assertThat(book().search(new EmailAddress("crowd@example.com")))
                .isInstanceOfSatisfying(
                        Search.Users.class,
                        found -> assertThat(found.users())
                                .hasSize(AddressBook.USERS_PER_SEARCH)
                                .doesNotHaveDuplicates()
                                .allMatch(user -> user.value().startsWith("crowd-")));
    }

    @Test
    void saysThatItCannotSearch() {
        assertThat(bookWithoutSearch().search(new EmailAddress("known@example.com")))
                .isEqualTo(new Search.Unavailable());
    }
}
