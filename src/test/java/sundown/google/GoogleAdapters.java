package sundown.google;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.DefaultPKCEProvider;
import com.google.auth.oauth2.PKCEProvider;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.google.StandInAccount;
import sundown.local.google.StandInGoogle;
import sundown.local.google.StandInGoogleSettings;
import sundown.local.google.StandInGoogleSettings.AccountSettings;
import sundown.local.google.StandInGoogleSettings.Client;
import sundown.local.google.StandInGoogleSettings.GoogleRules;
import sundown.runtime.ManualClock;
import sundown.secret.Credential;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.CredentialCache;
import sundown.secret.Secret;
import sundown.transfer.LibraryAccess.Connection.Connected;
import sundown.transfer.LibraryAccess.Consent;
import sundown.transfer.Room;

/** The adapters, and the stand-in Google that they call. */
final class GoogleAdapters implements AutoCloseable {
    private static final URI REDIRECT = URI.create("https://app.example.com/done");
    private static final Client CLIENT = new Client("client-1", "secret-1", Set.of(REDIRECT.toString()));
    private static final PKCEProvider PKCE = new DefaultPKCEProvider();
    /** Longer than a busy machine takes for a call. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();
    private final ManualClock secretsClock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    private final AccessTokens tokens = new AccessTokens(clock);
    private final GoogleAnswers answers = new GoogleAnswers(clock);
    private final GoogleHttp http = new GoogleHttp(clock);
    final StandInGoogle google;
    private final ManagedChannel channel;
    private final Duration patience;

    GoogleAdapters() {
        this(GoogleRules.usual());
    }

    GoogleAdapters(GoogleRules rules) {
        this(rules, PATIENCE);
    }

    /**
     * With adapters that wait less.
     *
     * @param patience for a call
     */
    GoogleAdapters(GoogleRules rules, Duration patience) {
        this.patience = patience;
        try {
            google = StandInGoogle.start(StandInGoogleSettings.of(CLIENT).with(rules), clock);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        channel = GoogleProducers.channel(google.grpcUri());
    }

    GooglePhotoLibrary library() {
        return new GooglePhotoLibrary(
                http,
                URI.create(google.httpUri() + "/v1/uploads"),
                patience,
                new LibraryCalls(channel, patience),
                answers,
                tokens,
                clock);
    }

    GoogleLibraryAccess access() {
        return access(CLIENT.secret());
    }

    GoogleLibraryAccess access(String clientSecret) {
        return access(() -> new ClientSecret(new Secret(clientSecret)));
    }

    private OauthClient oauth(Credential.Source<ClientSecret> source) {
        CredentialCache<ClientSecret> secrets = new CredentialCache<>(source, secretsClock);
        return new OauthClient(CLIENT.id(), secrets, URI.create(google.httpUri() + "/token"), new NetHttpTransport());
    }

    GoogleLibraryAccess access(Credential.Source<ClientSecret> source) {
        return new GoogleLibraryAccess(
                oauth(source),
                http,
                URI.create(google.httpUri() + "/revoke"),
                URI.create(google.httpUri() + "/drive/v3"),
                patience,
                answers,
                tokens);
    }

    /** The secret that the stand-in Google knows. */
    ClientSecret clientSecret() {
        return new ClientSecret(new Secret(CLIENT.secret()));
    }

    /** Time passes for the cache of the client's secret. */
    void advance(Duration time) {
        secretsClock.advance(time);
    }

    Connected connect(String email, Room room) {
        return (Connected) access().connect(consent(email, room));
    }

    Consent consent(String email, Room room) {
        return consent(email, room, Set.of(Scopes.PHOTOS_APPEND, Scopes.DRIVE_APPDATA));
    }

    Consent consent(String email, Room room, Set<String> scopes) {
        account(email, room);
        String challenge = PKCE.getCodeChallenge();
        String code = google.authorize(email, CLIENT.id(), REDIRECT.toString(), scopes, Optional.of(challenge));
        return new Consent(new Secret(code), new Secret(PKCE.getCodeVerifier()), REDIRECT);
    }

    StandInAccount account(String email, Room room) {
        return google.createAccount(
                switch (room) {
                    case Room.Unlimited ignored -> new AccountSettings(email, email, OptionalLong.empty(), 0);
                    case Room.Limited(long limit, long used) ->
                        AccountSettings.of(email).withStorage(limit, used);
                });
    }

    @Override
    public void close() {
        channel.shutdownNow();
        http.close();
        google.close();
    }
}
