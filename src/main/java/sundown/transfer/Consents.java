package sundown.transfer;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.failure.UntilSaved;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.transfer.LibraryAccess.Connection;
import sundown.transfer.LibraryAccess.Consent;
import sundown.transfer.LibraryAccess.RoomAnswer;

/** The consent that a user gave at Google: read from a request, and exchanged for a connection. */
@Singleton
record Consents(LibraryAccess access, TransferStore transfers, SecretSealer sealer) {
    static final String NOTHING_STARTED = "Nothing was started. Please try again in a few minutes, with a new consent.";

    private static final int SECRET_CHARACTERS_MAX = 4_096;
    private static final Logger LOG = Logger.getLogger(Consents.class);

    /**
     * Reads a consent from the parts of a call, all of which are required.
     *
     * @throws WrongPart if a part is missing or not valid
     */
    static Consent read(
            Optional<String> authorizationCode, Optional<String> codeVerifier, Optional<String> redirectUri) {
        return new Consent(
                secret("authorizationCode", authorizationCode),
                secret("codeVerifier", codeVerifier),
                uri(redirectUri.orElseThrow(() -> WrongPart.missing("redirectUri"))));
    }

    private static Secret secret(String part, Optional<String> text) {
        String given = text.filter(known -> !known.isBlank()).orElseThrow(() -> WrongPart.missing(part));
        WrongPart.require(
                given.length() <= SECRET_CHARACTERS_MAX,
                part,
                "is longer than " + SECRET_CHARACTERS_MAX + " characters");
        return new Secret(given);
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            WrongPart.require(uri.isAbsolute(), "redirectUri", "is not an absolute URI");
            return uri;
        } catch (IllegalArgumentException notUri) {
            throw notUri instanceof WrongPart relative ? relative : new WrongPart("redirectUri", "is not a URI");
        }
    }

    /**
     * Exchanges a consent for a connection.
     *
     * @throws Problem when Google does not accept the consent, or cannot be asked
     */
    Connection.Connected exchange(Consent consent) {
        return switch (access.connect(consent)) {
            case Connection.Connected connected -> connected;
            case Connection.CodeRefused _ ->
                throw Problem.of(
                        ProblemType.CODE_REFUSED,
                        "It is wrong, used, too old, or not for this codeVerifier or redirectUri. Ask the user for"
                                + " consent again.");
            case Connection.ConsentIncomplete _ ->
                throw Problem.of(
                        ProblemType.CONSENT_INCOMPLETE,
                        "Ask for consent again, with access_type=offline; both adding to Google Photos and seeing the"
                                + " free space must be allowed.");
            case Connection.Unavailable _ -> throw googleUnavailable(NOTHING_STARTED);
        };
    }

    /** Asks for access with the consent of a transfer. */
    Answer.AccessAnswer access(Transfer transfer) {
        return transfer.grant()
                .map(grant -> access.access(opened(transfer, grant)))
                .orElseGet(Answer.ConsentGone::new);
    }

    /** Asks for the room in the account, if there is access to it. */
    RoomAnswer room(Answer.AccessAnswer answer) {
        return switch (answer) {
            case Answer.AccessGranted granted -> access.room(granted.token());
            case Answer.Setback setback -> new RoomAnswer.NotKnown(setback);
        };
    }

    /** Seals what a new consent gives. */
    SealedSecret seal(UserId user, Connection.Connected connected) {
        return sealer.seal(user, SecretPurpose.REFRESH_TOKEN, connected.refreshToken());
    }

    /**
     * Replaces the consent that the user's transfer keeps for the same account by a new one: to give it back would end
     * both, and the user may have withdrawn the other at Google. Gives it back where there is no such transfer: an
     * unused token is a risk without a use.
     */
    void keepOrGiveBack(UserId user, Connection.Connected connected) {
        Optional<Transfer> keeper = UntilSaved.save(
                () -> transfers
                        .find(user)
                        .filter(transfer -> transfer.grant().isPresent()
                                && transfer.account().is(connected.account()))
                        .map(transfer -> transfer.granted(Optional.of(seal(user, connected)))),
                transfers::save);
        if (keeper.isEmpty()) {
            tolerating(user, () -> access.revoke(connected.refreshToken()));
        }
    }

    /** Gives the consent back that a transfer no longer has. */
    void giveBack(Transfer before) {
        before.grant().ifPresent(grant -> tolerating(before.user(), () -> access.revoke(opened(before, grant))));
    }

    /**
     * Revokes the consent of a transfer at its user's wish.
     *
     * @throws Problem when Google does not say that the consent is gone
     */
    void revoke(Transfer transfer) {
        transfer.grant().map(grant -> opened(transfer, grant)).ifPresent(token -> {
            try {
                access.revoke(token);
            } catch (RetryableFailure unanswered) {
                LOG.warnf("user %s: a consent could not be revoked: %s", transfer.user(), unanswered.getMessage());
                throw googleUnavailable("The transfer is stopped, but Google has not confirmed that your consent is"
                        + " revoked. Please try again in a few minutes.");
            }
        });
    }

    private Secret opened(Transfer transfer, SealedSecret grant) {
        return sealer.open(transfer.user(), SecretPurpose.REFRESH_TOKEN, grant);
    }

    /** A token that Google does not forget stops nothing: the user can withdraw the consent at Google. */
    private static void tolerating(UserId user, Runnable revocation) {
        try {
            revocation.run();
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.warnf("user %s: a consent could not be given back: %s", user, failed.getMessage());
        }
    }

    static Problem googleUnavailable(String detail) {
        return Problem.of(ProblemType.GOOGLE_UNAVAILABLE, detail);
    }
}
