package sundown.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.command.Stages;
import sundown.local.command.Variables;
import sundown.local.demo.TransferDemonstration;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.PhotoGallery;
import sundown.local.fault.Fault;
import sundown.local.google.Call;
import sundown.local.google.Effect;
import sundown.local.google.Meter.Metrics;
import sundown.local.google.StandInGoogle;
import sundown.local.http.Json;

/**
 * {@code make bench-transfer}: transfers a gallery of photos as the app would, by the functions as processes on the
 * emulators, to a stand-in Google that takes as long as Google does. Holds the time against the limit that serial
 * creation sets, and compares what Google holds. A smaller gallery goes first, so that no process is measured while it
 * starts. The figures go to {@code target/bench-transfer.json}.
 */
public final class BenchTransfer {
    private static final Path FIGURES = Path.of("target", "bench-transfer.json");

    private static final int USUAL_PHOTOS = 3_000;
    private static final int WARM_UP = 100;

    private final LocalCloud cloud;
    private final TransferDemonstration demonstration;
    private final HttpClient http = HttpClient.newHttpClient();

    private BenchTransfer(LocalCloud cloud, TransferDemonstration demonstration) {
        this.cloud = cloud;
        this.demonstration = demonstration;
    }

    /** Takes its settings from the environment: PHOTOS, RUNTIME, CLOUD. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Program.execute(() -> run(photos(environment), Settings.of(environment), FIGURES, System.out));
    }

    /** How many photos the gallery has. */
    private static int photos(Map<String, String> environment) {
        return new Variables(environment).number("PHOTOS", USUAL_PHOTOS, 10, 99_999);
    }

    /** Tells whether the limit is met and Google holds what it should. */
    static boolean run(int photos, Settings settings, Path figures, PrintStream out) throws Exception {
        MovableClock clock = MovableClock.system();
        Stages stages = new Stages(out, Clock.systemUTC());
        PhotoGallery gallery = PhotoGallery.of(photos);
        Gallery first = gallery.first(WARM_UP);
        try (StandInGoogle google = StandIn.start(clock);
                LocalCloud cloud = LocalCloud.start(
                        StandIn.side(google),
                        Artifacts.functions(settings.nativeRuntime()),
                        settings.onAnyPort()
                                .inStack("sundown-bench-" + clock.instant().getEpochSecond()),
                        clock,
                        stages)) {
            cloud.onLoss(Program::abort);
            google.faults().set(latencies());
            stages.run("a member with a gallery of " + photos + " photos", () -> {
                cloud.enrol(Member.other(), first);
                cloud.enrol(Member.sample(), gallery);
            });
            Operators operators = new Operators(cloud, clock, out);
            stages.run(
                    "the timeline",
                    () -> operators.publishTimeline(Member.sample().user().group()));
            cloud.startSchedules();
            BenchTransfer transfers = new BenchTransfer(cloud, new TransferDemonstration(google, operators, settings));
            transfers.move(Member.other().user(), StandIn.OTHER_EMAIL, first);
            Metrics before = google.metrics();
            DemonstrationResult outcome = transfers.move(Member.sample().user(), StandIn.EMAIL, gallery);
            return conclude(
                    figures(photos, outcome, google.metrics().since(before)), outcome.complaints(), figures, out);
        }
    }

    private DemonstrationResult move(LocalUser user, String email, Gallery gallery)
            throws IOException, InterruptedException {
        App app = new App(http, cloud.api(), () -> cloud.accessToken(user));
        return demonstration.transfer(app, new StandInUser(http, email), user, gallery);
    }

    /** Every call takes as long as at Google. */
    private static List<Fault<Call, Effect>> latencies() {
        return List.of(
                Fault.every(Call.UPLOAD, 1, new Effect.Delay(TransferBenchFigures.UPLOAD.toMillis())),
                Fault.every(Call.BATCH_CREATE, 1, new Effect.Delay(TransferBenchFigures.CREATION.toMillis())));
    }

    private static TransferBenchFigures figures(int photos, DemonstrationResult outcome, Metrics google) {
        double seconds = (double) outcome.figures().json().get("seconds");
        return new TransferBenchFigures(
                photos,
                Duration.ofMillis(Math.round(seconds * 1_000)),
                google.libraryRequests(),
                google.mostConcurrentBatchCreates());
    }

    private static boolean conclude(
            TransferBenchFigures reached, List<String> complaints, Path figures, PrintStream out) throws Exception {
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        out.println(reached.table());
        Json.write(figures, reached.json());
        return reached.met() && complaints.isEmpty();
    }
}
