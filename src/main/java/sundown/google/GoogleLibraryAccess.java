package sundown.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.google.GoogleHttp.Failure;
import sundown.google.GoogleHttp.Success;
import sundown.google.Reply.Call;
import sundown.readiness.LibraryClient;
import sundown.secret.Secret;
import sundown.transfer.Answer;
import sundown.transfer.Answer.AccessAnswer;
import sundown.transfer.Answer.Setback;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.Room;

/**
 * Consent, access and room by Google's OAuth 2 and Drive. One request to Drive answers with the account and its room.
 *
 * @param revocation where refresh tokens are given back
 * @param drive the base of Drive's interface, version 3
 * @param patience how long a request to Drive may take
 * @see <a href="https://developers.google.com/workspace/drive/api/reference/rest/v3/about">Drive, about</a>
 */
public record GoogleLibraryAccess(
        OauthClient oauth,
        GoogleHttp http,
        URI revocation,
        URI drive,
        Duration patience,
        GoogleAnswers answers,
        AccessTokens tokens)
        implements LibraryAccess, LibraryClient {
    private static final Secret TOKEN_OF_NOBODY = new Secret("a-token-of-nobody");
    private static final Signal REFUSED_TOKEN = Signal.status(400);
    private static final String ABOUT = "/about?fields=user(permissionId,emailAddress),storageQuota(limit,usage)";

    @Override
    public Connection connect(Consent consent) {
        return switch (oauth.exchange(consent)) {
            case OauthClient.Granted granted -> connected(granted);
            case OauthClient.Failure failure ->
                notConnected(answers.meaning(failure.reply(), Setback.class), new Connection.CodeRefused());
        };
    }

    /** Requires a refresh token, because access ends after an hour without one: the app must ask for offline access. */
    private Connection connected(OauthClient.Granted granted) {
        return granted.refreshToken()
                .filter(refreshToken -> granted.complete())
                .map(refreshToken -> connected(refreshToken, granted.access()))
                .orElseGet(Connection.ConsentIncomplete::new);
    }

    private Connection connected(Secret refreshToken, com.google.auth.oauth2.AccessToken granted) {
        AccessToken access = kept(refreshToken, granted);
        return switch (askDrive(access)) {
            case Known known -> new Connection.Connected(refreshToken, access, known.account());
            case Unknown failure ->
                notConnected(answers.meaning(failure.reply(), Setback.class), new Connection.ConsentIncomplete());
        };
    }

    private static Connection notConnected(Setback why, Connection withoutConsent) {
        return switch (why) {
            case Answer.ConsentGone _ -> withoutConsent;
            case Answer.GiveUp giveUp -> throw new PermanentFailure("Google refuses to connect: " + giveUp.code());
            case Answer.Retry _,
                    Answer.Silent _,
                    Answer.WaitFor _,
                    Answer.WaitUntil _,
                    Answer.WaitForShare _,
                    Answer.OutOfRoom _,
                    Answer.NoLibrary _ -> new Connection.Unavailable();
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

    /** Google answers 400 for a token that it does not know any more. */
    @Override
    public void revoke(Secret refreshToken) {
        tokens.drop(refreshToken);
        String form = "token=" + URLEncoder.encode(refreshToken.reveal(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(revocation)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        if (http.call(Call.REVOKE, request, patience) instanceof GoogleHttp.Failure failure
                && !failure.reply().signal().equals(REFUSED_TOKEN)) {
            throw new RetryableFailure(
                    "Google does not give a consent back: " + failure.reply().signal());
        }
    }

    /**
     * Asks Google to refresh a token that nobody has. Google looks at the client first, so that the kind of refusal
     * tells whether it knows the client.
     */
    @Override
    public boolean isAccepted() {
        return switch (oauth.refresh(TOKEN_OF_NOBODY)) {
            case OauthClient.Granted _ -> throw new PermanentFailure("Google took a token of nobody");
            case OauthClient.Failure failure when failure.refusesClient() -> false;
            case OauthClient.Failure failure when failure.reply().signal().equals(REFUSED_TOKEN) -> true;
            case OauthClient.Failure failure -> throw new RetryableFailure("Google: " + failure.reply());
        };
    }

    @Override
    public RoomAnswer room(AccessToken access) {
        return switch (askDrive(access)) {
            case Known known -> new RoomAnswer.Known(known.room());
            case Unknown failure -> {
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

    private sealed interface AboutAnswer {}

    private record Known(LibraryAccount account, Room room) implements AboutAnswer {}

    private record Unknown(Reply reply) implements AboutAnswer {}

    private AboutAnswer askDrive(AccessToken access) {
        HttpRequest request =
                GoogleHttp.request(URI.create(drive + ABOUT), access).GET().build();
        return switch (http.call(Call.ABOUT, request, patience)) {
            case Success success -> read(success);
            case Failure failure -> new Unknown(failure.reply());
        };
    }

    private static AboutAnswer read(Success success) {
        try {
            JsonNode root = Json.read(success.body());
            JsonNode user = root.path("user");
            LibraryAccount account = new LibraryAccount(
                    user.path("permissionId").asText(),
                    user.path("emailAddress").asText());
            return new Known(account, room(root.path("storageQuota")));
        } catch (IllegalArgumentException unreadable) {
            return new Unknown(success.hollow(Call.ABOUT));
        }
    }

    /** Drive writes its 64-bit numbers as text. An account without a limit has none. */
    private static Room room(JsonNode quota) {
        return quota.hasNonNull("limit")
                ? new Room.Limited(
                        Long.parseLong(quota.path("limit").asText()),
                        Long.parseLong(quota.path("usage").asText()))
                : new Room.Unlimited();
    }
}
