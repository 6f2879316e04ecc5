package sundown.transfer;

import java.net.URI;
import sundown.secret.Secret;

/** How Sundown comes to act for a user at the photo library: OAuth 2, and the account behind it. */
public interface LibraryAccess {
    /**
     * Exchanges an authorization code (RFC 6749, with PKCE as in RFC 7636) and asks which account it is for.
     *
     * @throws sundown.failure.PermanentFailure when the library refuses Sundown itself, whoever the user is
     */
    Connection connect(Consent consent);

    /** Gets an access token for a refresh token; one that is still good may be given again. */
    Answer.AccessAnswer access(Secret refreshToken);

    /** Asks for the room left in the account. */
    RoomAnswer room(AccessToken access);

    /** What the app got when the user consented. */
    record Consent(Secret code, Secret verifier, URI redirectUri) {}

    /** What an exchange came to. */
    sealed interface Connection {
        /** Connected with an account. */
        record Connected(Secret refreshToken, AccessToken access, LibraryAccount account, Room room)
                implements Connection {}

        /** The code is wrong, used, too old, or not for this verifier or redirect URI. */
        record CodeRefused() implements Connection {}

        /** The user did not allow all that is needed. */
        record ConsentIncomplete() implements Connection {}

        /** The library could not be asked now. */
        record Unavailable() implements Connection {}
    }

    /** What the question for room came to. */
    sealed interface RoomAnswer {
        /** The room. */
        record Known(Room room) implements RoomAnswer {}

        /** It could not be asked. */
        record NotKnown(Answer.Setback why) implements RoomAnswer {}
    }
}
