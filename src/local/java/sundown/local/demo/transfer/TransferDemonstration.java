package sundown.local.demo.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.AuthorizationCode;
import sundown.local.demo.app.ListedFailure;
import sundown.local.demo.app.Outcome;
import sundown.local.demo.app.Patience;
import sundown.local.demo.app.ProgressLine;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.emulators.Usage;
import sundown.local.google.Holding;
import sundown.local.google.StandInGoogle;
import sundown.local.google.gate.Metrics;
import sundown.transfer.TransferRules;

/** Transfers a gallery as its user would: the notice, the consent, the start, and waiting for the end. */
public final class TransferDemonstration {
    /** Longer than any wait of a transfer here, and than a large video takes. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
    /** Short enough to catch a worker in the middle of a batch. */
    private static final Duration BETWEEN_POLLS_ON_THE_HUNT = Duration.ofMillis(50);

    /** The app's own address, at which nobody listens: the stand-in's user reads the code from the redirection. */
    private static final URI REDIRECT = URI.create("http://127.0.0.1/consent");

    private final StandInGoogle google;
    private final LocalCloud cloud;
    private final Settings settings;
    private final PrintStream out;
    private final MovableClock clock;
    private final Trouble trouble;

    /** @param operators whose clock moves on when a worker is killed */
    public TransferDemonstration(StandInGoogle google, Operators operators, Settings settings) {
        this.google = google;
        this.cloud = operators.cloud();
        this.settings = settings;
        this.out = operators.out();
        this.clock = operators.clock();
        this.trouble =
                new Trouble(() -> operators.kill("transfer-batch", TransferRules.LEASE.plus(TransferRules.SPARE)));
    }

    /** Transfers the gallery, with trouble where the settings ask for it, and compares what Google holds. */
    public Outcome transfer(App app, StandInUser googleUser, LocalUser user, Gallery gallery)
            throws IOException, InterruptedException {
        if (settings.trouble()) {
            google.faults().set(Trouble.faults());
        }
        Usage before = cloud.usage();
        Metrics seenBefore = google.metrics();
        Instant start = clock.instant();
        begin(app, googleUser, user);
        TransferStatus end = await(app);
        Duration elapsed = Duration.between(start, clock.instant());
        Usage usage = cloud.usage().since(before);
        List<ListedFailure> failures = app.failures();
        TransferFigures figures = TransferFigures.of(
                end, failures, google.metrics().since(seenBefore), usage, elapsed, settings.trouble());
        return new Outcome(figures.figures(), complaints(gallery, end, failures, figures));
    }

    private void begin(App app, StandInUser googleUser, LocalUser user) throws IOException, InterruptedException {
        JsonNode notice = app.notice(user.region());
        out.println("Notice for " + user.region() + ": "
                + notice.required("message").asText());
        AuthorizationCode code = googleUser.agree(StandIn.side(google).askConsent(REDIRECT));
        JsonNode transfer = app.start(code);
        out.println("Consent given by " + transfer.required("googleAccount").asText() + ": "
                + transfer.required("message").asText());
    }

    /** Waits for the last state: the end, or where the transfer made no progress for too long. */
    private TransferStatus await(App app) throws IOException, InterruptedException {
        ProgressLine line = ProgressLine.onConsole(out, clock);
        TransferStatus end = new Patience(clock.real(), LONGEST_STANDSTILL)
                .awaitEnd(app::status, TransferStatus::atWork, TransferStatus::counts, status -> {
                    line.show(status.line(clock.instant()), !status.atWork());
                    return settings.trouble() ? strike(status) : BETWEEN_POLLS;
                });
        line.end();
        return end;
    }

    private Duration strike(TransferStatus status) {
        trouble.strike(status);
        return trouble.hunting(status) ? BETWEEN_POLLS_ON_THE_HUNT : BETWEEN_POLLS;
    }

    private List<String> complaints(
            Gallery gallery, TransferStatus end, List<ListedFailure> failures, TransferFigures figures)
            throws IOException {
        List<String> held =
                google.holdings(StandIn.EMAIL).stream().map(Holding::sha256).toList();
        List<String> complaints =
                new ArrayList<>(new Verification(gallery, Acceptance::refuses).complaints(end, failures, held));
        complaints.addAll(Limits.alwaysBroken(figures.google()));
        if (settings.trouble() && !trouble.killed()) {
            complaints.add("No worker was killed: none was working after half of the items.");
        }
        if (!settings.trouble() && settings.folder().isEmpty()) {
            complaints.addAll(Limits.brokenOnAGoodDay(figures));
        }
        return complaints;
    }
}
