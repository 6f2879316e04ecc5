package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.contract.LibraryAccessContract;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.CredentialCache;
import sundown.secret.InMemoryCredentialSource;
import sundown.secret.Secret;
import sundown.transfer.Answer;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.Connection;
import sundown.transfer.LibraryAccess.Consent;
import sundown.transfer.Room;

class GoogleLibraryAccessTest extends LibraryAccessContract {
    private static final String ANA = "ana@example.com";
    private static final Room ROOM = new Room.Limited(1 << 30, 0);

    @AutoClose
    private final GoogleAdapters adapters = new GoogleAdapters();

    @Override
    protected LibraryAccess access() {
        return adapters.access();
    }

    @Override
    protected Consent consent(String email, Room room) {
        return adapters.consent(email, room);
    }

    @Override
    protected Consent incompleteConsent(String email) {
        return adapters.consent(email, ROOM, Set.of(Scopes.PHOTOS_APPEND));
    }

    @Override
    protected void revoke(String email) {
        adapters.google.account(email).revokeConsent();
    }

    @Test
    void anAccessTokenThatIsStillGoodCostsNoRequest() {
        Secret refreshToken = adapters.connect(ANA, ROOM).refreshToken();
        long before = adapters.google.metrics().of(Call.TOKEN);
        adapters.access().access(refreshToken);
        assertThat(adapters.google.metrics().of(Call.TOKEN)).isEqualTo(before);
    }

    @Test
    void aConnectionCostsOneRequestToDrive() {
        adapters.connect(ANA, ROOM);
        assertThat(adapters.google.metrics().of(Call.ABOUT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void troubleAtTheExchangeMeansThatItCouldNotBeAskedNow(int status) {
        adapters.google.faults().add(Fault.next(Call.TOKEN, Effect.Answer.of(status)));
        assertThat(adapters.access().connect(adapters.consent(ANA, ROOM))).isEqualTo(new Connection.Unavailable());
    }

    @Test
    void troubleAtDriveMeansThatItCouldNotBeAskedNow() {
        adapters.google.faults().add(Fault.every(Call.ABOUT, 1, new Effect.Drop()));
        assertThat(adapters.access().connect(adapters.consent(ANA, ROOM))).isEqualTo(new Connection.Unavailable());
    }

    @Test
    void noAnswerAtTheRefreshIsASilence() {
        adapters.google.faults().add(Fault.every(Call.TOKEN, 1, new Effect.Drop()));
        assertThat(adapters.access().access(new Secret("any"))).isEqualTo(new Answer.Silent(Duration.ZERO));
    }

    @Test
    void troubleAtTheRevocationIsToBeTriedAgain() {
        Secret refreshToken = adapters.connect(ANA, ROOM).refreshToken();
        adapters.google.faults().add(Fault.every(Call.REVOKE, 1, Effect.Answer.of(503)));
        assertThatThrownBy(() -> adapters.access().revoke(refreshToken))
                .isInstanceOf(RetryableFailure.class)
                .hasMessageNotContaining(refreshToken.reveal());
    }

    @Test
    void aClientThatGoogleDoesNotKnowIsForTheOperator() {
        Consent consent = adapters.consent(ANA, ROOM);
        LibraryAccess misconfigured = adapters.access("wrong-secret");
        assertThatThrownBy(() -> misconfigured.connect(consent))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("EXCHANGE HTTP 401");
        assertThat(misconfigured.access(new Secret("any"))).isEqualTo(new Answer.GiveUp("REFRESH HTTP 401"));
    }

    @Test
    void aReplacedClientSecretIsReadWhenGoogleRefusesTheOldOne() {
        InMemoryCredentialSource<ClientSecret> source =
                InMemoryCredentialSource.of(new ClientSecret(new Secret("disabled")));
        LibraryAccess access = adapters.access(source);
        access.access(new Secret("any"));
        adapters.advance(Duration.ofSeconds(10));

        source.put(adapters.clientSecret());

        assertThat(access.connect(adapters.consent(ANA, ROOM))).isInstanceOf(Connection.Connected.class);
    }

    @Test
    void aReplacedClientSecretIsReadAtARefresh() {
        InMemoryCredentialSource<ClientSecret> source = InMemoryCredentialSource.of(adapters.clientSecret());
        LibraryAccess access = adapters.access(source);
        access.access(new Secret("any"));
        source.put(new ClientSecret(new Secret("not-yet-enabled")));

        adapters.advance(CredentialCache.LIFETIME);

        assertThat(access.access(new Secret("any"))).isEqualTo(new Answer.GiveUp("REFRESH HTTP 401"));
    }

    @Test
    void isAcceptedAsAClientWithTheSecretThatGoogleKnowsAndWithNoOther() throws IOException {
        try (GoogleAdapters adapters = new GoogleAdapters()) {
            String known = adapters.clientSecret().secret().reveal();
            assertThat(adapters.access(known).isAccepted()).isTrue();
            assertThat(adapters.access("another").isAccepted()).isFalse();
        }
    }

    @Test
    void isNeitherAcceptedNorRefusedWhileGoogleIsSilent() throws IOException {
        GoogleAdapters adapters = new GoogleAdapters();
        GoogleLibraryAccess client = adapters.access("secret-1");
        adapters.close();
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(client::isAccepted)
                .withMessageStartingWith("Google: REFRESH");
    }
}
