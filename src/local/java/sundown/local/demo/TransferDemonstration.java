package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.app.Patience;
import sundown.local.demo.app.ProgressLine;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.AlbumCounts;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.emulators.Usage;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Gate.Effect.Answer;
import sundown.local.google.Meter.Metrics;
import sundown.local.google.StandInAccount.AlbumHolding;
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
        return transfer(app, googleUser, user, gallery, new DatesTable());
    }

    /** @param dates takes what Google holds of the dates */
    DemonstrationResult transfer(App app, StandInUser googleUser, LocalUser user, Gallery gallery, DatesTable dates)
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
        List<AlbumHolding> albums = google.albums(StandIn.EMAIL);
        TransferFigures figures = TransferFigures.of(
                end,
                failures,
                AlbumFigures.of(gallery, albums, end),
                google.metrics().since(seenBefore),
                usage,
                elapsed,
                settings.trouble());
        Verification verification =
                new Verification(gallery, Verification::refuses, new ExpectedDates(user.region()), dates);
        List<String> complaints =
                new ArrayList<>(verification.complaints(end, failures, google.holdings(StandIn.EMAIL)));
        complaints.addAll(verification.complaintsOfTools());
        complaints.addAll(new AlbumVerification(
                        gallery, verification.arrived(), albums, end.albums().orElse(AlbumCounts.NONE))
                .complaints());
        complaints.addAll(new ListVerification(verification.arrived(), end.counts())
                .complaints(app.items(), app.receipt().required("moved")));
        complaints.addAll(complaints(figures));
        return new DemonstrationResult(figures.figures(), complaints);
    }

    private Duration strike(TransferStatus status) {
        trouble.strike(status);
        return trouble.hunting(status) ? BETWEEN_POLLS_ON_THE_HUNT : TransferRun.BETWEEN_POLLS;
    }

    private List<String> complaints(TransferFigures figures) {
        List<String> complaints = new ArrayList<>(TransferFigures.alwaysBroken(figures.google()));
        if (settings.trouble() && !trouble.killed()) {
            complaints.add("No worker was killed: none was working after half of the items.");
        }
        if (!settings.trouble() && settings.folder().isEmpty()) {
            complaints.addAll(TransferFigures.brokenOnAGoodDay(figures));
        }
        return complaints;
    }

    /** A transfer as its user sees it: the notice, the consent, the start, and waiting for the end. */
    public record TransferRun(StandInGoogle google, App app, PrintStream out, MovableClock clock) {
        /** How long the app waits before it looks again. */
        public static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

        /** Longer than any wait of a transfer here, and than a large video takes. */
        private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

        /** The app's own address. Nothing listens there: the stand-in's user reads the code from the redirection. */
        private static final URI REDIRECT = URI.create("http://127.0.0.1/consent");

        public void begin(StandInUser googleUser, String region) throws IOException, InterruptedException {
            JsonNode notice = app.notice(region);
            out.println(
                    "Notice for " + region + ": " + notice.required("message").asText());
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

    /**
     * All that can go wrong in one transfer: Google throttles, fails, times out after it has created, leaves results
     * out and drops connections, also when albums are created and filled, and the worker is killed half way.
     */
    public static final class Trouble {
        private static final long SECONDS_TO_WAIT = 2;

        private final BooleanSupplier killWorker;
        private boolean killed;

        public Trouble(BooleanSupplier killWorker) {
            this.killWorker = killWorker;
        }

        /** The faults of Google; the first of them strike a small gallery, too. */
        public static List<Fault<Call, Effect>> faults() {
            return List.of(
                    Fault.nth(Call.UPLOAD, 3, Answer.of(503)),
                    Fault.nth(Call.UPLOAD, 6, new Effect.Drop()),
                    Fault.nth(Call.UPLOAD, 9, new Effect.BreakOff(1000)),
                    Fault.nth(Call.UPLOAD, 12, new Effect.ActThenDrop()),
                    Fault.every(Call.UPLOAD, 120, Answer.of(500)),
                    Fault.nth(Call.UPLOAD, 250, Answer.of(429, SECONDS_TO_WAIT)),
                    Fault.nth(Call.UPLOAD_CHUNK, 1, new Effect.BreakOff(20 << 20)),
                    Fault.nth(Call.BATCH_CREATE, 1, new Effect.ActThenDrop()),
                    Fault.nth(Call.BATCH_CREATE, 3, Answer.of(429, SECONDS_TO_WAIT)),
                    Fault.nth(Call.BATCH_CREATE, 5, new Effect.ActThenSilence()),
                    Fault.nth(Call.BATCH_CREATE, 7, Answer.of(503)),
                    Fault.nth(Call.ELEMENT, 2, new Effect.OmitElement()),
                    Fault.nth(Call.CREATE_ALBUM, 2, new Effect.ActThenDrop()),
                    Fault.nth(Call.ADD_TO_ALBUM, 1, Answer.of(503)),
                    Fault.nth(Call.ADD_TO_ALBUM, 3, new Effect.ActThenDrop()),
                    Fault.nth(Call.TOKEN, 3, Answer.of(503)));
        }

        /** Kills the worker once, at the first moment after half of the items at which one is at work. */
        public void strike(TransferStatus status) {
            if (hunting(status)) {
                killed = killWorker.getAsBoolean();
            }
        }

        public boolean killed() {
            return killed;
        }

        /** True while the kill is due and no worker was found working. */
        public boolean hunting(TransferStatus status) {
            return halfWay(status) && !killed;
        }

        private static boolean halfWay(TransferStatus status) {
            return !status.counting()
                    && status.counts().settled().items() * 2
                            >= status.counts().total().items();
        }
    }
}
