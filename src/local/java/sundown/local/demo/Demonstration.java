package sundown.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.FiguresTable;
import sundown.local.demo.app.ListedFailure;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.archive.ArchiveDemonstration;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Member;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.purge.PurgeDemonstration;
import sundown.local.demo.refund.RefundDemonstration;
import sundown.local.demo.transfer.Acceptance;
import sundown.local.demo.transfer.Effort;
import sundown.local.demo.transfer.Figures;
import sundown.local.demo.transfer.Journey;
import sundown.local.demo.transfer.Limits;
import sundown.local.demo.transfer.ProgressDisplay;
import sundown.local.demo.transfer.Trouble;
import sundown.local.demo.transfer.Verification;
import sundown.local.emulators.Usage;
import sundown.local.google.Holding;
import sundown.local.google.StandInGoogle;

/**
 * Takes a gallery out of a running cloud by transfer and as archives, follows the refunds and the purge of the group,
 * and reports the results and the effort.
 */
final class Demonstration {
    private static final Path FIGURES = Path.of("target", "demo.json");
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
    /** Short enough to find a worker in the middle of a batch. */
    private static final Duration BETWEEN_POLLS_ON_THE_HUNT = Duration.ofMillis(50);

    private final StandInGoogle google;
    private final LocalCloud cloud;
    private final Settings settings;
    private final PrintStream out;
    private final MovableClock clock;
    private final Trouble trouble;

    Demonstration(StandInGoogle google, LocalCloud cloud, Settings settings, PrintStream out, MovableClock clock) {
        this.google = google;
        this.cloud = cloud;
        this.settings = settings;
        this.out = out;
        this.clock = clock;
        this.trouble = new Trouble(cloud::killWorker);
    }

    /**
     * Transfers the gallery, waits for its owner's refund, downloads the gallery, moves the clock to the other member's
     * refund, and purges the group; true if everything is as it should be.
     *
     * @param other a member who does nothing, and is put under hold
     * @param kept the gallery of the other member
     */
    boolean takeOut(Member owner, Gallery gallery, Member other, Gallery kept)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        App app = new App(http, cloud.api(), () -> cloud.accessToken(owner.user()));
        Transferred transferred = move(app, new StandInUser(http, StandIn.EMAIL), owner.user(), gallery);
        RefundDemonstration refunds = new RefundDemonstration(http, cloud, out, clock);
        refunds.afterTheTransfer(owner);
        ArchiveDemonstration.Outcome archived =
                new ArchiveDemonstration(app, out, onTerminal(), clock).download(gallery, this::strikeBuilder);
        PurgeDemonstration purge =
                new PurgeDemonstration(cloud, out, clock, owner.user().group());
        purge.report();
        purge.hold(other.user());
        refunds.atTheRefundDate(other);
        RefundDemonstration.Outcome refunded = refunds.conclude(List.of(owner, other));
        return conclude(transferred, refunded, archived, purge.end(other.user(), kept));
    }

    /** The results of the transfer. */
    private record Transferred(Figures figures, List<String> complaints) {}

    private Transferred move(App app, StandInUser googleUser, LocalUser user, Gallery gallery)
            throws IOException, InterruptedException {
        if (settings.trouble()) {
            google.faults().set(Trouble.faults());
        }
        Usage before = cloud.usage();
        Instant start = clock.instant();
        Journey journey = new Journey(app, googleUser, out, clock);
        journey.begin(user, StandIn.side(google));
        TransferStatus end = await(journey);
        Duration elapsed = Duration.between(start, clock.instant());
        Effort effort = new Effort(google.metrics(), cloud.usage().since(before), elapsed);
        List<ListedFailure> failures = app.failures();
        Figures figures = Figures.of(end, failures, effort, settings.trouble());
        return new Transferred(figures, complaints(gallery, end, failures, figures, effort));
    }

    /** With TROUBLE=1 one builder dies during its work; nothing reacts before its lease ends. */
    private boolean strikeBuilder() {
        return !settings.trouble() || cloud.killBuilder();
    }

    private TransferStatus await(Journey journey) throws IOException, InterruptedException {
        ProgressDisplay display = new ProgressDisplay(out, onTerminal(), clock);
        TransferStatus end = journey.await(status -> {
            display.show(status);
            return settings.trouble() ? strike(status) : BETWEEN_POLLS;
        });
        display.end();
        return end;
    }

    private Duration strike(TransferStatus status) {
        trouble.strike(status);
        return trouble.hunting(status) ? BETWEEN_POLLS_ON_THE_HUNT : BETWEEN_POLLS;
    }

    /** The output is not a terminal, but a file or a pipe, when there is no console. */
    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private boolean conclude(
            Transferred transferred,
            RefundDemonstration.Outcome refunded,
            ArchiveDemonstration.Outcome archived,
            PurgeDemonstration.Outcome purged)
            throws IOException {
        out.println(FiguresTable.of(transferred.figures()));
        out.println(refunded.figures().table());
        out.println(archived.figures().table());
        out.println(purged.figures().table());
        Map<String, Object> json = new LinkedHashMap<>(transferred.figures().json());
        json.putAll(refunded.figures().json());
        json.putAll(archived.figures().json());
        json.putAll(purged.figures().json());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(FIGURES.toFile(), json);
        List<String> complaints = new ArrayList<>(transferred.complaints());
        complaints.addAll(refunded.complaints());
        complaints.addAll(archived.complaints());
        complaints.addAll(purged.complaints());
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        out.println(
                complaints.isEmpty()
                        ? "All is well: every item is accounted for, every last fee went back once, Google and the"
                                + " archives hold the right bytes, and only what is under hold is left."
                        : "Not all is well. The functions' log is " + LocalCloud.LOG + ".");
        return complaints.isEmpty();
    }

    private List<String> complaints(
            Gallery gallery, TransferStatus end, List<ListedFailure> failures, Figures figures, Effort effort)
            throws IOException {
        List<String> held =
                google.holdings(StandIn.EMAIL).stream().map(Holding::sha256).toList();
        List<String> complaints =
                new ArrayList<>(new Verification(gallery, Acceptance::refuses).complaints(end, failures, held));
        complaints.addAll(Limits.alwaysBroken(effort.google()));
        if (settings.trouble() && !trouble.killed()) {
            complaints.add("No worker was killed: none was working after half of the items.");
        }
        if (!settings.trouble() && settings.folder().isEmpty()) {
            complaints.addAll(Limits.brokenOnAGoodDay(figures));
        }
        return complaints;
    }
}
