package sundown.google;

import java.time.Instant;
import sundown.failure.PermanentFailure;
import sundown.secret.Secret;
import sundown.transfer.AccessToken;
import sundown.transfer.Answer;
import sundown.transfer.Answer.AccessAnswer;
import sundown.transfer.Answer.Setback;
import sundown.transfer.LibraryAccess;

/** Consent, access and room by Google's OAuth 2 and Drive. */
public final class GoogleLibraryAccess implements LibraryAccess {
    private final OauthClient oauth;
    private final DriveAbout about;
    private final GoogleAnswers answers;
    private final AccessTokens tokens;

    GoogleLibraryAccess(OauthClient oauth, DriveAbout about, GoogleAnswers answers, AccessTokens tokens) {
        this.oauth = oauth;
        this.about = about;
        this.answers = answers;
        this.tokens = tokens;
    }

    @Override
    public Connection connect(Consent consent) {
        return switch (oauth.exchange(consent)) {
            case OauthClient.Granted granted -> connected(granted);
            case OauthClient.Failure failure ->
                notConnected(answers.meaning(failure.reply(), Setback.class), new Connection.CodeRefused());
        };
    }

    /** Without a refresh token the transfer could not outlive the hour: the app has not asked for offline access. */
    private Connection connected(OauthClient.Granted granted) {
        return granted.refreshToken()
                .filter(refreshToken -> granted.complete())
                .map(refreshToken -> connected(refreshToken, granted.access()))
                .orElseGet(Connection.ConsentIncomplete::new);
    }

    private Connection connected(Secret refreshToken, com.google.auth.oauth2.AccessToken granted) {
        AccessToken access = kept(refreshToken, granted);
        return switch (about.ask(access)) {
            case DriveAbout.Known known ->
                new Connection.Connected(refreshToken, access, known.account(), known.room());
            case DriveAbout.Failure failure ->
                notConnected(answers.meaning(failure.reply(), Setback.class), new Connection.ConsentIncomplete());
        };
    }

    private static Connection notConnected(Setback why, Connection withoutConsent) {
        return switch (why) {
            case Answer.ConsentGone ignored -> withoutConsent;
            case Answer.GiveUp giveUp ->
                throw new PermanentFailure("Google refuses to connect: " + giveUp.code(), null);
            case Answer.Retry ignored -> new Connection.Unavailable();
            case Answer.WaitFor ignored -> new Connection.Unavailable();
            case Answer.WaitUntil ignored -> new Connection.Unavailable();
            case Answer.OutOfRoom ignored -> new Connection.Unavailable();
        };
    }

    @Override
    public AccessAnswer access(Secret refreshToken) {
        return tokens.find(refreshToken)
                .<AccessAnswer>map(Answer.AccessGranted::new)
                .orElseGet(() -> refreshed(refreshToken));
    }

    private AccessAnswer refreshed(Secret refreshToken) {
        return switch (oauth.refresh(refreshToken)) {
            case OauthClient.Granted granted -> new Answer.AccessGranted(kept(refreshToken, granted.access()));
            case OauthClient.Failure failure -> answers.meaning(failure.reply(), AccessAnswer.class);
        };
    }

    @Override
    public RoomAnswer room(AccessToken access) {
        return switch (about.ask(access)) {
            case DriveAbout.Known known -> new RoomAnswer.Known(known.room());
            case DriveAbout.Failure failure -> {
                tokens.dropIfRefused(access, failure.reply());
                yield new RoomAnswer.NotKnown(answers.meaning(failure.reply(), Setback.class));
            }
        };
    }

    private AccessToken kept(Secret refreshToken, com.google.auth.oauth2.AccessToken granted) {
        AccessToken access = new AccessToken(granted.getTokenValue());
        Instant end = granted.getExpirationTime().toInstant();
        tokens.keep(refreshToken, access, end);
        return access;
    }
}
