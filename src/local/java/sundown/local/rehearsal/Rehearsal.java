package sundown.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.gallery.GalleryLayout;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.command.Stages;
import sundown.local.command.Variables;
import sundown.local.demo.RefundDemonstration.RefundTotals;
import sundown.local.demo.app.Figures;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.emulators.Usage;
import sundown.local.google.Meter.Metrics;
import sundown.local.google.StandInGoogle;
import sundown.local.http.Json;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.local.rehearsal.Forecast.Counted;
import sundown.local.rehearsal.Shares.Act;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.transfer.FailureReason;

/**
 * {@code make rehearse}: takes some users of an import into the local cloud, and each group from the opening of its
 * exports to its certificate. Users transfer, download, or do nothing, as the shares say. Tells what became of each
 * group, what is surprising, and what the whole import would take; {@code target/rehearsal.json} has it for programs.
 * The exit code is 1 when a group does not come to its certificate, or something is not as Sundown promises; surprises
 * in the data alone leave it 0.
 */
public final class Rehearsal {
    private static final Path REPORT = Path.of("target", "rehearsal.json");
    private static final Path KEYS = Path.of("target", "rehearsal-keys.txt");
    private static final Path TIMELINE = Path.of("infra", "timeline.json");

    private final RehearsalSettings settings;
    private final PrintStream out;
    private final MovableClock clock = MovableClock.system();
    private final Stages stages;
    private final Surprises surprises = new Surprises();
    private final List<String> complaints = new ArrayList<>();
    private final Figures figures = new Figures();
    private final Map<String, Object> numbers = new LinkedHashMap<>();

    private Rehearsal(RehearsalSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.stages = new Stages(out, Clock.systemUTC());
    }

    /** Takes its settings from the environment: IMPORT, USERS, ITEMS, SEED, SHARES, GALLERY, RUNTIME, CLOUD. */
    public static void main(String[] arguments) {
        Program.execute(() -> run(RehearsalSettings.of(System.getenv()), System.out));
    }

    /** Rehearses, and tells whether each group came to its certificate as it should. */
    public static boolean run(RehearsalSettings settings, PrintStream out) throws Exception {
        return new Rehearsal(settings, out).run();
    }

    private boolean run() throws Exception {
        String document = Files.readString(TIMELINE);
        ImportFiles files = ImportFiles.open(settings.imported(), document);
        Timeline published = TimelineDocument.read(document);
        Sample sample = stages.run(
                "a sample of " + settings.users() + " users",
                () -> Sample.draw(files, published, settings.users(), settings.items(), settings.seed()));
        GalleryLayout layout = files.layout();
        out.println("Keys are of the layout " + layout.write());
        noteData(files, sample, layout);
        SampleObjects objects = new SampleObjects(settings.cloud().folder(), surprises);
        List<AdoptedUser> users = new ArrayList<>();
        for (Sample.Sampled user : sample.users()) {
            users.add(objects.adopt(user));
        }
        Settings inCloud = settings.cloud()
                .withLayout(layout)
                .inStack("sundown-rehearsal-" + clock.instant().getEpochSecond());
        try (StandInGoogle google =
                        StandIn.start(clock, users.stream().map(Lives::email).toList());
                LocalCloud cloud = LocalCloud.start(
                        StandIn.side(google),
                        Artifacts.functions(inCloud.nativeRuntime()),
                        inCloud,
                        lastToOpen(published).id().value(),
                        clock,
                        stages)) {
            cloud.onLoss(Program::abort);
            stages.run(
                    users.size() + " users with " + sample.items() + " items",
                    () -> cloud.adopt(users, files.claims(sample.ids())));
            Operators operators = new Operators(cloud, clock, out);
            Timeline timeline = stages.run("the timeline", operators::publishTimeline);
            cloud.startSchedules();
            Forecast forecast = live(google, cloud, operators, users, timeline, files.totals());
            return conclude(forecast, files.totals());
        }
    }

    private static Group lastToOpen(Timeline timeline) {
        return timeline.groups().stream()
                .max(Comparator.comparing(group -> group.dates().exportsOpen()))
                .orElseThrow();
    }

    /** What the rows alone say. */
    private void noteData(ImportFiles files, Sample sample, GalleryLayout layout) throws IOException {
        files.refused()
                .forEach((reason, count) ->
                        surprises.add("rows were refused by the import (" + reason + ")", count, ""));
        List<String> keys = new ArrayList<>();
        for (Sample.Sampled user : sample.users()) {
            user.items().forEach(item -> {
                String example = user.account().user() + "/" + item.id();
                keys.add(item.key().value());
                FailureReason.ofName(item)
                        .ifPresent(reason -> surprises.add(
                                "items of the sample are nothing that Google takes (" + Surprises.words(reason) + ")",
                                1,
                                example));
                surprises.add(
                        "items of the sample name an object outside the folder of their user",
                        user.hasInOwnFolder(layout, item) ? 0 : 1,
                        example);
            });
        }
        Files.createDirectories(KEYS.getParent());
        Files.write(KEYS, keys.stream().sorted().distinct().toList());
        surprises.add("items of the sample are more than ITEMS of a user, and were left out", sample.leftOut(), "");
        numbers.put("users", (long) sample.users().size());
        numbers.put("items", sample.items());
    }

    private Forecast live(
            StandInGoogle google,
            LocalCloud cloud,
            Operators operators,
            List<AdoptedUser> users,
            Timeline timeline,
            JsonNode totals)
            throws Exception {
        Lives lives = new Lives(google, cloud, clock, out, surprises, complaints);
        List<AdoptedUser> ending =
                users.stream().filter(user -> user.group().isPresent()).toList();
        Map<AdoptedUser, Act> acts = acts(ending);
        List<AdoptedUser> transferring = of(ending, acts, Act.TRANSFER);
        List<AdoptedUser> downloading = of(ending, acts, Act.DOWNLOAD);
        Usage begin = cloud.usage();
        Metrics googleBefore = google.metrics();
        stages.runAloud(transferring.size() + " transfers", () -> lives.transfer(transferring));
        long requests = google.metrics().since(googleBefore).libraryRequests();
        Usage transferred = cloud.usage();
        stages.runAloud(downloading.size() + " archives", () -> lives.download(downloading));
        Usage downloaded = cloud.usage();
        List<AdoptedUser> taken =
                Stream.concat(transferring.stream(), downloading.stream()).toList();
        GroupEnds ends = new GroupEnds(operators, timeline, stages, surprises, complaints);
        stages.runAloud(
                "the refunds of those who took their photos",
                () -> ends.awaitRefunds(taken, "after they had taken their photos out"));
        Map<GroupId, JsonNode> certificates = ends.run(ending);
        RefundTotals refunds = RefundTotals.read(operators);
        surprises.add("refunds need people", refunds.of("MANUAL"), "");
        numbers.put("refunds", refunds.of("SUCCEEDED"));
        numbers.put("refundsThatNeedPeople", refunds.of("MANUAL"));
        new Remains(operators, surprises, complaints).note(users, certificates);
        complaints.addAll(cloud.rights().complaints());
        table(acts, lives, certificates);
        Counted transfers = Counted.of(transferred.since(begin), transferring);
        Forecast.Counts counts = new Forecast.Counts(
                transfers,
                Counted.of(downloaded.since(transferred), downloading),
                ends.counted(),
                transfers.items() == 0 ? 1 : (double) requests / transfers.items());
        numbers.put("googleRequestsAnItem", Math.round(counts.requestsAnItem() * 1_000) / 1_000.0);
        return Forecast.of(
                Forecast.Size.of(totals, shortest(timeline)),
                settings.shares(),
                counts,
                Prices.read(),
                Deployed.read());
    }

    /** In each group by the shares. */
    private Map<AdoptedUser, Act> acts(List<AdoptedUser> users) {
        Map<AdoptedUser, Act> acts = new HashMap<>();
        byGroup(users).values().forEach(group -> {
            Iterator<Act> shares = settings.shares().assign(group.size()).iterator();
            group.forEach(user -> acts.put(user, shares.next()));
        });
        return acts;
    }

    private static SortedMap<GroupId, List<AdoptedUser>> byGroup(Collection<AdoptedUser> users) {
        return users.stream()
                .collect(Collectors.groupingBy(
                        user -> user.group().orElseThrow(),
                        () -> new TreeMap<>(Comparator.comparing(GroupId::value)),
                        Collectors.toList()));
    }

    private static List<AdoptedUser> of(List<AdoptedUser> users, Map<AdoptedUser, Act> acts, Act act) {
        return users.stream().filter(user -> acts.get(user) == act).toList();
    }

    private static Duration shortest(Timeline timeline) {
        return timeline.groups().stream()
                .map(group -> Duration.between(
                        group.dates().exportsOpen(), group.dates().close()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void table(Map<AdoptedUser, Act> acts, Lives lives, Map<GroupId, JsonNode> certificates) {
        byGroup(acts.keySet()).forEach((group, users) -> {
            long items = users.stream().mapToLong(user -> user.items().size()).sum();
            figures.line("group " + group, users.size() + " users, " + items + " items");
            for (Act act : Act.values()) {
                figures.line("  " + act, of(users, acts, act).size() + " users");
            }
            lives.of(group).forEach((what, count) -> figures.line("  items " + what, count.toString()));
            JsonNode certified = certificates.getOrDefault(group, MissingNode.getInstance());
            if (isCertified(certified)) {
                String versions = certified.at("/certificate/deleted/versions").asText();
                figures.line("  deleted", versions + " versions")
                        .line("  certificate", certified.path("key").asText());
            } else {
                figures.line("  certificate", "none");
                complaints.add("Group " + group + " is not certified: " + certified);
            }
        });
        numbers.put(
                "groupsCertified",
                certificates.values().stream().filter(Rehearsal::isCertified).count());
    }

    private static boolean isCertified(JsonNode answer) {
        return answer.path("state").asText().equals("CERTIFIED");
    }

    private boolean conclude(Forecast forecast, JsonNode totals) throws IOException {
        out.println(figures.table());
        List<Surprises.Surprise> surprising = surprises.all();
        out.println(surprising.isEmpty() ? "No surprises." : "Surprises:");
        surprising.forEach(surprise -> out.println("  " + surprise.line()));
        out.println("Forecast for " + totals.path("accounts").asLong() + " accounts with "
                + totals.path("items").asLong() + " items:");
        forecast.lines().forEach(out::println);
        forecast.warnings().forEach(warning -> out.println("  " + warning));
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        Stream<String> wrong = complaints.isEmpty()
                ? Stream.empty()
                : Stream.of(complaints.size() + " things are not as Sundown promises; what was printed names them.");
        List<String> found = Stream.of(
                        wrong, surprising.stream().map(Surprises.Surprise::sentence), forecast.warnings().stream())
                .flatMap(sentences -> sentences)
                .toList();
        numbers.put("surprises", (long) surprising.size());
        numbers.putAll(forecast.figures());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("kind", "rehearsal");
        report.put("at", clock.real().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("outcome", complaints.isEmpty() ? found.isEmpty() ? "pass" : "warn" : "fail");
        report.put("found", found);
        report.put("figures", numbers);
        Json.write(REPORT, report);
        out.println(
                complaints.isEmpty()
                        ? "Each group came to its certificate. " + REPORT + " has the report, " + KEYS
                                + " the sample's keys."
                        : "Not all is well. The functions' log is " + LocalCloud.LOG + ".");
        return complaints.isEmpty();
    }

    /**
     * What a person asked for, as environment variables. An empty variable counts as none, since make passes them so.
     *
     * @param imported the folder of a finished import ({@code IMPORT=imports/1})
     * @param users how many of it ({@code USERS=40})
     * @param items how many items of each of them at most ({@code ITEMS=50})
     * @param seed decides which users; the same seed takes the same ({@code SEED=1})
     * @param shares what users do ({@code SHARES=transfer:42,download:18,nothing:40})
     * @param cloud its settings; {@code GALLERY} is a folder with the objects of the sample, each at its key
     */
    public record RehearsalSettings(Path imported, int users, int items, long seed, Shares shares, Settings cloud) {
        private static final int MOST_USERS = 500;
        private static final int MOST_ITEMS = 10_000;

        public static RehearsalSettings of(Map<String, String> environment) {
            Variables variables = new Variables(environment);
            Settings cloud = Settings.of(environment).onAnyPort();
            cloud.requireMovableClock();
            return new RehearsalSettings(
                    Path.of(
                            variables
                                    .find("IMPORT")
                                    .orElseThrow(
                                            () -> new IllegalArgumentException(
                                                    "IMPORT must be the folder of a finished import: make rehearse IMPORT=imports/1."))),
                    variables.number("USERS", 40, 1, MOST_USERS),
                    variables.number("ITEMS", 50, 1, MOST_ITEMS),
                    variables.number("SEED", 1, 1, Integer.MAX_VALUE),
                    Shares.of(variables.find("SHARES").orElse(Shares.USUAL)),
                    cloud);
        }
    }
}
