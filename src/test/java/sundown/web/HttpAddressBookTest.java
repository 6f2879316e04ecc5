package sundown.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.contract.AddressBookContract;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.emulators.StandInAddressBook;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.mail.AddressBook;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.AddressBook.Search;
import sundown.secret.Credential;
import sundown.secret.Credential.AddressBookToken;
import sundown.secret.Secret;

class HttpAddressBookTest extends AddressBookContract {
    private static final List<UserId> USERS = List.of(new UserId("known"));
    private static final EmailAddress ADDRESS = new EmailAddress("known@example.com");

    @AutoClose
    private final StandInAddressBook standIn = StandInAddressBook.start();

    @AutoClose
    private final LoopbackServer server = LoopbackServer.bind(0);

    private static HttpAddressBook at(String uri, String token) {
        return new HttpAddressBook(
                () -> Optional.of(uri), () -> new AddressBookToken(new Secret(token)), Clock.systemUTC());
    }

    @Override
    protected AddressBook book() {
        standIn.put("known", StandInAddressBook.entry("known", "known@example.com", "tr", false));
        crowd().forEach(user -> standIn.put(user, StandInAddressBook.entry(user, "crowd@example.com", "en", true)));
        standIn.put("unknown", "");
        standIn.put("malformed", Map.of("userId", "malformed", "address", "no address"));
        return at(standIn.uri().toString(), StandInAddressBook.TOKEN);
    }

    @Override
    protected AddressBook bookWithoutSearch() {
        server.serve(request -> Reply.empty(404));
        return at(server.address().toString(), "token");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void cannotSearchWhereTheEndpointSaysSo(int status) {
        server.serve(request -> Reply.empty(status));
        try (HttpAddressBook book = at(server.address().toString(), "token")) {
            assertThat(book.search(ADDRESS)).isEqualTo(new Search.Unavailable());
        }
    }

    @Test
    void cannotSearchWhereThereIsNone() {
        Credential.Source<AddressBookToken> none = () -> {
            throw new AssertionError("there is no token");
        };
        try (HttpAddressBook book = new HttpAddressBook(Optional::empty, none, Clock.systemUTC())) {
            assertThat(book.search(ADDRESS)).isEqualTo(new Search.Unavailable());
        }
    }

    @Test
    void saysThatItsTokenIsRefused() {
        try (HttpAddressBook book = at(standIn.uri().toString(), "another")) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> book.find(USERS))
                    .withMessage("the address book answered HTTP 401");
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> book.search(ADDRESS))
                    .withMessage("the address book answered HTTP 401");
        }
    }

    @ParameterizedTest
    @CsvSource({"503,{}", "429,{}"})
    void triesAgainWhatMayPass(int status, String answer) {
        server.serve(request -> Reply.text(status, "application/json", answer));
        try (HttpAddressBook book = at(server.address().toString(), "token")) {
            assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> book.find(USERS));
            assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> book.search(ADDRESS));
        }
    }

    @ParameterizedTest
    @CsvSource({"200,{}", "200,known@example.com", "404,{}", "301,{}"})
    void leavesToPeopleWhatIsNoAnswer(int status, String answer) {
        server.serve(request -> Reply.text(status, "application/json", answer));
        try (HttpAddressBook book = at(server.address().toString(), "token")) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> book.find(USERS))
                    .withMessageNotContaining("known@example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "known@example.com",
                "{\"userIds\": \"known\"}",
                "{\"userIds\": [\"known@example.com\"]}",
                "{\"userIds\": [null]}"
            })
    void leavesToPeopleASearchWithoutUsers(String answer) {
        server.serve(request -> Reply.text(200, "application/json", answer));
        try (HttpAddressBook book = at(server.address().toString(), "token")) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> book.search(ADDRESS))
                    .withMessageNotContaining("known@example.com");
        }
    }
}
