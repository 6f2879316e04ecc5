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
import java.util.function.Function;
import org.jboss.logging.Logger;
import sundown.google.Reply.Call;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.CredentialCache;
import sundown.secret.Secret;
import sundown.transfer.LibraryAccess.Consent;

/** Gets tokens with Google's library. Turns its exceptions into replies for the table. */
record OauthClient(String clientId, CredentialCache<ClientSecret> secrets, URI tokenUri, HttpTransport transport) {
    private static final Logger LOG = Logger.getLogger(OauthClient.class);

    /** The smallest scopes for uploads and for asking how much room is left. */
    private static final Set<String> SCOPES = Set.of(
            "https://www.googleapis.com/auth/photoslibrary.appendonly",
            "https://www.googleapis.com/auth/drive.appdata");

    sealed interface TokenAnswer {}

    /** Tokens; a refresh token only from an exchange. */
    record Granted(AccessToken access, Optional<Secret> refreshToken) implements TokenAnswer {
        /** True when the user allowed everything that is needed. */
        boolean complete() {
            return access.getScopes().containsAll(SCOPES);
        }
    }

    record Failure(Reply reply) implements TokenAnswer {
        /** True when Google does not accept the client's secret; it looks at nothing else of the request then. */
        boolean refusesClient() {
            return reply.signal().equals(Signal.status(401));
        }
    }

    TokenAnswer exchange(Consent consent) {
        return asClient(secret -> exchange(consent, secret));
    }

    TokenAnswer refresh(Secret refreshToken) {
        return asClient(secret -> refresh(refreshToken, secret));
    }

    /** Asks with the secret in use, and once more if it was replaced. */
    private TokenAnswer asClient(Function<ClientSecret, TokenAnswer> question) {
        ClientSecret secret = secrets.current();
        TokenAnswer outcome = question.apply(secret);
        return outcome instanceof Failure failure && failure.refusesClient()
                ? secrets.replacement(secret).map(question).orElse(outcome)
                : outcome;
    }

    private TokenAnswer exchange(Consent consent, ClientSecret secret) {
        UserAuthorizer authorizer = UserAuthorizer.newBuilder()
                .setClientId(ClientId.of(clientId, secret.secret().reveal()))
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

    private TokenAnswer refresh(Secret refreshToken, ClientSecret secret) {
        UserCredentials credentials = UserCredentials.newBuilder()
                .setClientId(clientId)
                .setClientSecret(secret.secret().reveal())
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
