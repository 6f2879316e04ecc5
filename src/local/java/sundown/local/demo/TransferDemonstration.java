package sundown.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.emulators.Usage;
import sundown.local.google.Meter.Metrics;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.google.StandInGoogle;
import sundown.transfer.TransferRules;

/** Transfers a gallery as its user would: the notice, the consent, the start, and waiting for the end. */
public final class TransferDemonstration {
    /** Short enough to catch a worker in the middle of a batch. */
    private static final Duration BETWEEN_POLLS_ON_THE_HUNT = Duration.ofMillis(50);

    private final StandInGoogle google;
    private final LocalCloud cloud;
    private final Settings settings;
    private final PrintStream out;
    private final MovableClock clock;
    private final Trouble trouble;

    /** @param operators move the clock on when they kill a worker */
    public TransferDemonstration(StandInGoogle google, Operators operators, Settings settings) {
        this.google = google;
        this.cloud = operators.cloud();
        this.settings = settings;
        this.out = operators.out();
        this.clock = operators.clock();
        this.trouble = new Trouble(
                () -> operators.kill("transfer-batch", TransferRules.LEASE.plus(TransferRules.CHECK_SPARE)));
    }

    /** Transfers the gallery, with trouble where the settings ask for it, and compares what Google holds. */
    public DemonstrationResult transfer(App app, StandInUser googleUser, LocalUser user, Gallery gallery)
            throws IOException, InterruptedException {
        if (settings.trouble()) {
            google.faults().set(Trouble.faults());
        }
        Usage before = cloud.usage();
        Metrics seenBefore = google.metrics();
        Instant start = clock.instant();
        TransferRun run = new TransferRun(google, app, out, clock);
        run.begin(googleUser, user.region());
        TransferStatus end = run.await(status -> settings.trouble() ? strike(status) : TransferRun.BETWEEN_POLLS);
        Duration elapsed = Duration.between(start, clock.instant());
        Usage usage = cloud.usage().since(before);
        List<ListedFailure> failures = app.failures();
        TransferFigures figures = TransferFigures.of(
                end, failures, google.metrics().since(seenBefore), usage, elapsed, settings.trouble());
        return new DemonstrationResult(figures.figures(), complaints(gallery, end, failures, figures));
    }

    private Duration strike(TransferStatus status) {
        trouble.strike(status);
        return trouble.hunting(status) ? BETWEEN_POLLS_ON_THE_HUNT : TransferRun.BETWEEN_POLLS;
    }

    private List<String> complaints(
            Gallery gallery, TransferStatus end, List<ListedFailure> failures, TransferFigures figures)
            throws IOException {
        List<String> held =
                google.holdings(StandIn.EMAIL).stream().map(Holding::sha256).toList();
        List<String> complaints =
                new ArrayList<>(new Verification(gallery, Verification::refuses).complaints(end, failures, held));
        complaints.addAll(TransferFigures.alwaysBroken(figures.google()));
        if (settings.trouble() && !trouble.killed()) {
            complaints.add("No worker was killed: none was working after half of the items.");
        }
        if (!settings.trouble() && settings.folder().isEmpty()) {
            complaints.addAll(TransferFigures.brokenOnAGoodDay(figures));
        }
        return complaints;
    }
}
