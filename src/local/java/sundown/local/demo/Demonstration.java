package sundown.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sundown.local.emulators.Usage;
import sundown.local.google.Holding;
import sundown.local.google.StandInGoogle;

/** Moves a gallery through a cloud that is up, and tells how it went and what it took. */
final class Demonstration {
    private static final Path FIGURES = Path.of("target", "demo.json");
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
    /** Short enough to find a worker at work, and to kill it. */
    private static final Duration BETWEEN_POLLS_IN_TROUBLE = Duration.ofMillis(200);

    private final StandInGoogle google;
    private final LocalCloud cloud;
    private final Settings settings;
    private final PrintStream out;
    private final Clock clock;
    private final Trouble trouble;

    Demonstration(StandInGoogle google, LocalCloud cloud, Settings settings, PrintStream out, Clock clock) {
        this.google = google;
        this.cloud = cloud;
        this.settings = settings;
        this.out = out;
        this.clock = clock;
        this.trouble = new Trouble(cloud::killWorker);
    }

    /** Moves the gallery; true if all is as it should be. */
    boolean move(LocalUser user, Gallery gallery) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        App app = new App(http, cloud.api(), () -> cloud.accessToken(user));
        StandInUser googleUser = new StandInUser(http, StandIn.EMAIL);
        if (settings.trouble()) {
            google.faults().set(Trouble.faults());
        }
        Usage before = cloud.usage();
        Instant start = clock.instant();
        Journey journey = new Journey(app, googleUser, out, clock);
        journey.begin(user, StandIn.side(google));
        TransferStatus end = await(journey);
        Duration elapsed = Duration.between(start, clock.instant());
        Usage usage = cloud.usage().since(before);
        return conclude(gallery, end, app.failures(), new Effort(google.metrics(), usage, elapsed));
    }

    private TransferStatus await(Journey journey) throws IOException, InterruptedException {
        ProgressDisplay display = new ProgressDisplay(out, onTerminal(), clock);
        Consumer<TransferStatus> meanwhile = settings.trouble() ? trouble::strike : status -> {};
        return journey.await(settings.trouble() ? BETWEEN_POLLS_IN_TROUBLE : BETWEEN_POLLS, status -> {
            display.show(status);
            meanwhile.accept(status);
        });
    }

    /** There is no console at all where the output goes to a file or a pipe. */
    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private boolean conclude(Gallery gallery, TransferStatus end, List<ListedFailure> failures, Effort effort)
            throws IOException {
        Figures figures = Figures.of(end, failures, effort, settings.trouble());
        out.println(FiguresTable.of(figures));
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(FIGURES.toFile(), figures.json());
        List<String> complaints = complaints(gallery, end, failures, figures, effort);
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        out.println(
                complaints.isEmpty()
                        ? "All is well: every item is accounted for, and Google holds what it should, byte for byte."
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
            complaints.add("No worker was killed: none was found at work after half of the items.");
        }
        if (!settings.trouble() && settings.folder().isEmpty()) {
            complaints.addAll(Limits.brokenOnAGoodDay(figures));
        }
        return complaints;
    }
}
