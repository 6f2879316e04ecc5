package sundown.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.demo.gallery.SampleMedia;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Meter.Metrics;
import sundown.local.google.StandInGoogle;

/**
 * {@code make bench-transfer}: transfers a gallery of photos as the app would, by the functions as processes on the
 * emulators, to a stand-in Google that takes as long as Google does. Holds the time against the limit that serial
 * creation sets, and compares what Google holds. A smaller gallery goes first, so that no process is measured while it
 * starts. The figures go to {@code target/bench-transfer.txt}.
 */
public final class BenchTransfer {
    private static final Path FIGURES = Path.of("target", "bench-transfer.txt");

    private static final int USUAL_PHOTOS = 3_000;
    private static final int WARM_UP = 100;
    private static final Instant FIRST_DAY = Instant.parse("2016-01-01T08:00:00Z");
    private static final Duration BETWEEN_PHOTOS = Duration.ofMinutes(97);

    /** What Google takes for an upload, and for a creation. */
    private static final Duration UPLOAD = Duration.ofMillis(700);

    private static final Duration CREATION = Duration.ofMillis(2_500);
    /** What Google takes to make an album, or to add items to one. */
    private static final Duration ALBUM = Duration.ofMillis(700);

    private static final int BATCH = 50;
    private static final double LEAST = 0.8;

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

    private static int photos(Map<String, String> environment) {
        return new Variables(environment).number("PHOTOS", USUAL_PHOTOS, 10, 99_999);
    }

    /** Tells whether the limit is met and Google holds what it should. */
    static boolean run(int photos, Settings settings, Path figures, PrintStream out) throws Exception {
        MovableClock clock = MovableClock.system();
        Stages stages = new Stages(out, Clock.systemUTC());
        Gallery gallery = gallery(photos);
        Gallery first = gallery.first(WARM_UP);
        try (StandInGoogle google = StandIn.start(clock);
                LocalCloud cloud = LocalCloud.start(
                        StandIn.side(google),
                        Artifacts.functions(settings.nativeRuntime()),
                        settings.onAnyPort()
                                .inStack("sundown-bench-" + clock.instant().getEpochSecond()),
                        Member.sample().user().group(),
                        clock,
                        stages)) {
            cloud.onLoss(Program::abort);
            google.faults().set(latencies());
            stages.run("a member with a gallery of " + photos + " photos", () -> {
                cloud.enrol(Member.other(), first);
                cloud.enrol(Member.sample(), gallery);
            });
            Operators operators = new Operators(cloud, clock, out);
            stages.run("the timeline", operators::publishTimeline);
            cloud.startSchedules();
            BenchTransfer transfers = new BenchTransfer(cloud, new TransferDemonstration(google, operators, settings));
            transfers.move(Member.other().user(), StandIn.OTHER_EMAIL, first);
            Metrics before = google.metrics();
            DemonstrationResult outcome = transfers.move(Member.sample().user(), StandIn.EMAIL, gallery);
            return conclude(
                    figures(gallery, outcome, google.metrics().since(before)), outcome.complaints(), figures, out);
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
                Fault.every(Call.UPLOAD, 1, new Effect.Delay(UPLOAD.toMillis())),
                Fault.every(Call.BATCH_CREATE, 1, new Effect.Delay(CREATION.toMillis())),
                Fault.every(Call.CREATE_ALBUM, 1, new Effect.Delay(ALBUM.toMillis())),
                Fault.every(Call.ADD_TO_ALBUM, 1, new Effect.Delay(ALBUM.toMillis())));
    }

    private static TransferBenchFigures figures(Gallery gallery, DemonstrationResult outcome, Metrics google) {
        double seconds = (double) outcome.figures().json().get("seconds");
        Map<Set<Album>, Long> albums =
                gallery.items().stream().collect(Collectors.groupingBy(GalleryItem::albums, Collectors.counting()));
        return new TransferBenchFigures(
                gallery.items().size(),
                albums.size(),
                albums.values().stream()
                        .mapToLong(items -> Math.ceilDiv(items, BATCH))
                        .sum(),
                Duration.ofMillis(Math.round(seconds * 1_000)),
                google.libraryRequests(),
                google.mostConcurrentBatchCreates());
    }

    private static boolean conclude(
            TransferBenchFigures reached, List<String> complaints, Path figures, PrintStream out) throws Exception {
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        out.println(reached.table());
        Files.writeString(figures, reached.table());
        return reached.met() && complaints.isEmpty();
    }

    /** A gallery of photos alone, no two alike, in albums of 5, 15, 25, and ever more. */
    private static Gallery gallery(int photos) {
        List<GalleryItem> items =
                IntStream.range(0, photos).mapToObj(BenchTransfer::photo).toList();
        return () -> items;
    }

    private static GalleryItem photo(int index) {
        Instant takenAt = FIRST_DAY.plus(BETWEEN_PHOTOS.multipliedBy(index));
        String name = "IMG_%06d.jpg".formatted(index + 1);
        Album album = new Album("Album %02d".formatted((int) Math.sqrt(index / 5.0)), false);
        return new GalleryItem(
                GalleryItem.idOf(index), name, Set.of(album), takenAt, SampleMedia.photo(index, takenAt));
    }

    /**
     * How long a transfer took, held against the limit that serial creation sets: Google creates 50 items of one album
     * in one call, and one call at a time for a user.
     *
     * @param creations the fewest that fill the albums
     * @param elapsed from the request that starts the transfer to its end
     * @param mostCreations how many creations Google saw at once
     */
    private record TransferBenchFigures(
            int photos, int albums, long creations, Duration elapsed, long requests, int mostCreations) {
        private Duration limit() {
            return CREATION.multipliedBy(creations);
        }

        private double reached() {
            return (double) limit().toMillis() / elapsed.toMillis();
        }

        boolean met() {
            return reached() >= LEAST && mostCreations <= 1;
        }

        String table() {
            return String.join(
                    "\n",
                    line("photos", "%,d", photos),
                    line("albums", "%d", albums),
                    line("an upload at Google, seconds", "%.1f", seconds(UPLOAD)),
                    line("a creation of 50, seconds", "%.1f", seconds(CREATION)),
                    line("limit of serial creation, seconds", "%.1f", seconds(limit())),
                    line("transfer, seconds", "%.1f", seconds(elapsed)),
                    line("requests to Google an item", "%.3f", (double) requests / photos),
                    line("creations at once", "%d", mostCreations),
                    "%-36s %10.2f  at least %.1f: %s"
                            .formatted("part of the limit's speed", reached(), LEAST, met() ? "MET" : "MISSED"));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1000.0;
        }

        private static String line(String what, String form, Object value) {
            return "%-36s %10s".formatted(what, String.format(Locale.ROOT, form, value));
        }
    }
}
