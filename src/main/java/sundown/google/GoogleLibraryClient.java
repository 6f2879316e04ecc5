package sundown.google;

import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.google.OauthClient.Failure;
import sundown.google.OauthClient.Granted;
import sundown.readiness.LibraryClient;
import sundown.secret.Secret;

/**
 * Asks Google to refresh a token that nobody has. Google looks at the client first, so that the kind of refusal tells
 * whether it knows the client.
 */
final class GoogleLibraryClient implements LibraryClient {
    private static final Secret OF_NOBODY = new Secret("a-token-of-nobody");
    private static final Signal REFUSED_TOKEN = Signal.status(400);

    private final OauthClient client;

    GoogleLibraryClient(OauthClient client) {
        this.client = client;
    }

    @Override
    public boolean isAccepted() {
        return switch (client.refresh(OF_NOBODY)) {
            case Granted _ -> throw new PermanentFailure("Google took a token of nobody");
            case Failure failure when failure.refusesClient() -> false;
            case Failure failure when failure.reply().signal().equals(REFUSED_TOKEN) -> true;
            case Failure failure -> throw new RetryableFailure("Google: " + failure.reply());
        };
    }
}
