package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.secret.Secret;
import sundown.transfer.Answer;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.Connection;
import sundown.transfer.LibraryAccess.Consent;
import sundown.transfer.LibraryAccess.RoomAnswer;
import sundown.transfer.Room;

/** What every access to a library promises. */
public abstract class LibraryAccessContract {
    private static final long GIGABYTE = 1L << 30;

    private LibraryAccess access;

    /** The access; always the same in one test. */
    protected abstract LibraryAccess access();

    /** The owner of this address consents to all that is needed. Their account has this room. */
    protected abstract Consent consent(String email, Room room);

    /** The owner consents to uploads, but not to reading the room. */
    protected abstract Consent incompleteConsent(String email);

    /** The owner withdraws all consents. */
    protected abstract void revoke(String email);

    @BeforeEach
    void openTheAccess() {
        access = access();
    }

    @Test
    void connectsWithTheAccountOfTheUserWhoConsented() {
        Room room = new Room.Limited(15 * GIGABYTE, 4 * GIGABYTE);
        Connection.Connected connected = connect(consent("ana@example.com", room));
        assertThat(connected.account().email()).isEqualTo("ana@example.com");
        assertThat(access.room(connected.access())).isEqualTo(new RoomAnswer.Known(room));
    }

    @Test
    void anAccountKeepsItsIdAndHasOneOfItsOwn() {
        Room room = new Room.Unlimited();
        Connection.Connected first = connect(consent("ana@example.com", room));
        Connection.Connected again = connect(consent("ana@example.com", room));
        Connection.Connected other = connect(consent("ben@example.com", room));
        assertThat(again.account().is(first.account())).isTrue();
        assertThat(other.account().is(first.account())).isFalse();
    }

    @Test
    void anAccountMayBeWithoutLimit() {
        Connection.Connected connected = connect(consent("ana@example.com", new Room.Unlimited()));

        assertThat(access.room(connected.access())).isEqualTo(new RoomAnswer.Known(new Room.Unlimited()));
    }

    @Test
    void aCodeIsGoodOnce() {
        Consent consent = consent("ana@example.com", new Room.Unlimited());
        connect(consent);
        assertThat(access.connect(consent)).isEqualTo(new Connection.CodeRefused());
    }

    @Test
    void aCodeIsGoodForNobodyElse() {
        Consent first = consent("ana@example.com", new Room.Unlimited());
        Secret otherVerifier = new Secret("another-verifier-of-at-least-forty-three-characters");
        assertThat(access.connect(new Consent(first.code(), otherVerifier, first.redirectUri())))
                .isEqualTo(new Connection.CodeRefused());
        Consent second = consent("ana@example.com", new Room.Unlimited());
        URI elsewhere = URI.create("https://elsewhere.example.com/done");
        assertThat(access.connect(new Consent(second.code(), second.verifier(), elsewhere)))
                .isEqualTo(new Connection.CodeRefused());
        assertThat(access.connect(new Consent(new Secret("no-code"), second.verifier(), second.redirectUri())))
                .isEqualTo(new Connection.CodeRefused());
    }

    @Test
    void lessThanAllThatIsNeededIsNotEnough() {
        assertThat(access.connect(incompleteConsent("ana@example.com"))).isEqualTo(new Connection.ConsentIncomplete());
    }

    @Test
    void aRefreshTokenGivesAccess() {
        Room room = new Room.Limited(GIGABYTE, 0);
        Secret refreshToken = connect(consent("ana@example.com", room)).refreshToken();
        Answer.AccessGranted granted = (Answer.AccessGranted) access.access(refreshToken);
        assertThat(access.room(granted.token())).isEqualTo(new RoomAnswer.Known(room));
    }

    @Test
    void afterConsentIsWithdrawnARefusedTokenIsFollowedByTheNewsThatItIsGone() {
        Connection.Connected connected = connect(consent("ana@example.com", new Room.Unlimited()));
        revoke("ana@example.com");
        assertThat(access.room(connected.access())).isEqualTo(new RoomAnswer.NotKnown(new Answer.Retry()));
        assertThat(access.access(connected.refreshToken())).isEqualTo(new Answer.ConsentGone());
    }

    @Test
    void aConsentThatIsGivenBackIsGoneWithAllItsTokens() {
        Secret first = connect(consent("ana@example.com", new Room.Unlimited())).refreshToken();
        Secret second =
                connect(consent("ana@example.com", new Room.Unlimited())).refreshToken();
        Secret other = connect(consent("ben@example.com", new Room.Unlimited())).refreshToken();
        access.revoke(first);
        access.revoke(first);
        assertThat(access.access(first)).isEqualTo(new Answer.ConsentGone());
        access.revoke(second);
        assertThat(access.access(second)).isEqualTo(new Answer.ConsentGone());
        assertThat(access.access(other)).isInstanceOf(Answer.AccessGranted.class);
    }

    @Test
    void aRefreshTokenThatIsNoneGivesNothing() {
        assertThat(access.access(new Secret("no-token"))).isEqualTo(new Answer.ConsentGone());
    }

    private Connection.Connected connect(Consent consent) {
        return (Connection.Connected) access.connect(consent);
    }
}
