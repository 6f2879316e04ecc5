package sundown.transfer;

import java.net.URI;
import sundown.secret.Secret;
import sundown.transfer.PhotoLibrary.AccessToken;

/** Access to a user's account at the photo library, by OAuth 2. */
public interface LibraryAccess {
    /**
     * Exchanges an authorization code (RFC 6749, with PKCE as in RFC 7636) and asks for its account.
     *
     * @throws sundown.failure.PermanentFailure when the library refuses Sundown itself, for every user
     */
    Connection connect(Consent consent);

    /** Gets an access token for a refresh token. May return a token again that is still valid. */
    Answer.AccessAnswer access(Secret refreshToken);

    /**
     * Gives a user's consent back: the library forgets the refresh token, and with it every other token of the same
     * account. Does nothing if the token is gone already.
     *
     * @throws sundown.failure.RetryableFailure when the library does not say that it has forgotten the token
     */
    void revoke(Secret refreshToken);

    /** Asks for the room that is left in the account. */
    RoomAnswer room(AccessToken access);

    /** The texts that the app received when the user consented. */
    record Consent(Secret code, Secret verifier, URI redirectUri) {}

    /** The answer to an exchange. */
    sealed interface Connection {
        /** The account is connected. */
        record Connected(Secret refreshToken, AccessToken access, LibraryAccount account) implements Connection {}

        /** The code is wrong, used, too old, or not for this verifier or redirect URI. */
        record CodeRefused() implements Connection {}

        /** The user did not allow all that is needed. */
        record ConsentIncomplete() implements Connection {}

        /** The library could not be asked now. */
        record Unavailable() implements Connection {}
    }

    /** The answer to a question about the room. */
    sealed interface RoomAnswer {
        /** The room is known. */
        record Known(Room room) implements RoomAnswer {}

        /** The library did not answer. */
        record NotKnown(Answer.Setback why) implements RoomAnswer {}
    }

    /**
     * The account of the photo library that receives the items.
     *
     * @param id the library's id; stays the same when the e-mail address changes
     * @param email shown to the user as the destination of their photos; never logged
     */
    record LibraryAccount(String id, String email) {
        public LibraryAccount {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("a library account needs an id");
            }
        }

        /** True for the same account, even if its address has changed. */
        public boolean is(LibraryAccount other) {
            return id.equals(other.id);
        }

        @Override
        public String toString() {
            return "LibraryAccount[***]";
        }
    }
}
