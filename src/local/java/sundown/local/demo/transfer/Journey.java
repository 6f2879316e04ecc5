package sundown.local.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import sundown.local.demo.app.App;
import sundown.local.demo.app.AuthorizationCode;
import sundown.local.demo.app.Patience;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.cloud.GoogleSide;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.StandInUser;

/** A transfer from the user's point of view: the notice, the consent, the start, and waiting for the end. */
public final class Journey {
    /** Longer than any wait that a transfer has to make here, and than a large video takes. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

    /** The app's own address, at which nobody listens: the stand-in's user reads the code from the redirection. */
    private static final URI REDIRECT = URI.create("http://127.0.0.1/consent");

    private final App app;
    private final StandInUser googleUser;
    private final PrintStream out;
    private final Clock clock;

    public Journey(App app, StandInUser googleUser, PrintStream out, Clock clock) {
        this.app = app;
        this.googleUser = googleUser;
        this.out = out;
        this.clock = clock;
    }

    /** Reads the notice, agrees on Google's page, and starts the transfer. */
    public void begin(LocalUser user, GoogleSide google) throws IOException, InterruptedException {
        JsonNode notice = app.notice(user.region());
        out.println("Notice for " + user.region() + ": "
                + notice.required("message").asText());
        AuthorizationCode code = googleUser.agree(google.askConsent(REDIRECT));
        JsonNode transfer = app.start(code);
        out.println("Consent given by " + transfer.required("googleAccount").asText() + ": "
                + transfer.required("message").asText());
    }

    /**
     * Waits for the end.
     *
     * @param observer sees each state that is read, the last one too, and says how long to wait for the next
     * @return the last state: the end, or where the transfer stood still for too long
     */
    public TransferStatus await(Function<TransferStatus, Duration> observer) throws IOException, InterruptedException {
        return new Patience(clock, LONGEST_STANDSTILL)
                .awaitEnd(app::status, TransferStatus::atWork, TransferStatus::counts, observer);
    }
}
