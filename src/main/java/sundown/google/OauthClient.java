package sundown.google;

import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.PKCEProvider;
import com.google.auth.oauth2.UserAuthorizer;
import com.google.auth.oauth2.UserAuthorizer.TokenResponseWithConfig;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import sundown.secret.Secret;
import sundown.transfer.LibraryAccess.Consent;

/** Gets tokens with Google's library. Turns its exceptions into replies for the table. */
final class OauthClient {
    private static final Logger LOG = Logger.getLogger(OauthClient.class);

    /** The smallest scopes for uploads and for asking how much room is left. */
    private static final Set<String> SCOPES = Set.of(
            "https://www.googleapis.com/auth/photoslibrary.appendonly",
            "https://www.googleapis.com/auth/drive.appdata");

    private final ClientId client;
    private final URI tokenUri;
    private final HttpTransport transport;

    OauthClient(ClientId client, URI tokenUri, HttpTransport transport) {
        this.client = client;
        this.tokenUri = tokenUri;
        this.transport = transport;
    }

    sealed interface Outcome {}

    /** Tokens; a refresh token only from an exchange. */
    record Granted(AccessToken access, Optional<Secret> refreshToken) implements Outcome {
        /** True when the user allowed everything that is needed. */
        boolean complete() {
            return access.getScopes().containsAll(SCOPES);
        }
    }

    record Failure(Reply reply) implements Outcome {}

    Outcome exchange(Consent consent) {
        UserAuthorizer authorizer = UserAuthorizer.newBuilder()
                .setClientId(client)
                .setScopes(SCOPES)
                .setCallbackUri(consent.redirectUri())
                .setTokenServerUri(tokenUri)
                .setHttpTransportFactory(() -> transport)
                .setPKCEProvider(new Verifier(consent.verifier()))
                .build();
        try {
            TokenResponseWithConfig response = authorizer.getTokenResponseFromAuthCodeExchange(
                    consent.code().reveal(), consent.redirectUri(), Map.of());
            return new Granted(response.getAccessToken(), refreshToken(response));
        } catch (IOException refused) {
            return failure(Call.EXCHANGE, refused);
        }
    }

    Outcome refresh(Secret refreshToken) {
        UserCredentials credentials = UserCredentials.newBuilder()
                .setClientId(client.getClientId())
                .setClientSecret(client.getClientSecret())
                .setRefreshToken(refreshToken.reveal())
                .setTokenServerUri(tokenUri)
                .setHttpTransportFactory(() -> transport)
                .build();
        try {
            return new Granted(credentials.refreshAccessToken(), Optional.empty());
        } catch (IOException refused) {
            return failure(Call.REFRESH, refused);
        }
    }

    private static Optional<Secret> refreshToken(TokenResponseWithConfig response) {
        return Optional.ofNullable(response.getRefreshToken())
                .filter(token -> !token.isEmpty())
                .map(Secret::new);
    }

    /**
     * The library throws an answer bare or wrapped, depending on the call. Its message has the body, so it is not
     * logged.
     */
    private static Failure failure(Call call, IOException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        if (cause instanceof HttpResponseException answer) {
            String body = Optional.ofNullable(answer.getContent()).orElse("");
            return new Failure(new Reply(call, new Signal.Http(answer.getStatusCode()), body));
        }
        LOG.infof("no answer to %s: %s", call, cause.getClass().getName());
        return new Failure(Reply.silence(call));
    }

    /** The verifier that the app made (RFC 7636). The challenge is empty: the app sent it when it asked for consent. */
    private record Verifier(Secret secret) implements PKCEProvider {
        @Override
        public String getCodeVerifier() {
            return secret.reveal();
        }

        @Override
        public String getCodeChallenge() {
            return "";
        }

        @Override
        public String getCodeChallengeMethod() {
            return "S256";
        }
    }
}
