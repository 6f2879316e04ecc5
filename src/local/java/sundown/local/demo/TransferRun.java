package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.demo.app.Patience;
import sundown.local.demo.app.ProgressLine;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.google.StandInGoogle;

/** A transfer as its user sees it: the notice, the consent, the start, and waiting for the end. */
public record TransferRun(StandInGoogle google, App app, PrintStream out, MovableClock clock) {
    /** How long the app waits before it looks again. */
    public static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

    /** Longer than any wait of a transfer here, and than a large video takes. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

    /** The app's own address. Nothing listens there: the stand-in's user reads the code from the redirection. */
    private static final URI REDIRECT = URI.create("http://127.0.0.1/consent");

    /** Reads the notice, consents, and starts. */
    public void begin(StandInUser googleUser, String region) throws IOException, InterruptedException {
        JsonNode notice = app.notice(region);
        out.println("Notice for " + region + ": " + notice.required("message").asText());
        AuthorizationCode code = googleUser.agree(StandIn.side(google).askConsent(REDIRECT));
        JsonNode transfer = app.start(code);
        out.println("Consent given by " + transfer.required("googleAccount").asText() + ": "
                + transfer.required("message").asText());
    }

    /**
     * Waits for the last state: the end, or where the transfer made no progress for too long.
     *
     * @param each sees each state, and says how long to wait for the next
     */
    public TransferStatus await(Function<TransferStatus, Duration> each) throws IOException, InterruptedException {
        ProgressLine line = ProgressLine.onConsole(out, clock);
        TransferStatus end = new Patience(clock.real(), LONGEST_STANDSTILL, out)
                .awaitEnd(app::status, TransferStatus::atWork, TransferStatus::counts, status -> {
                    line.show(status.line(clock.instant()), !status.atWork());
                    return each.apply(status);
                });
        line.end();
        return end;
    }
}
