package sundown.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.Membership;
import sundown.gallery.GalleryLayout;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.command.Stages;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Patience;
import sundown.local.demo.cloud.AdoptedUser;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.purge.BucketCensus;
import sundown.local.demo.purge.GroupPurge;
import sundown.local.demo.refund.RefundTotals;
import sundown.local.emulators.Usage;
import sundown.local.google.StandInGoogle;
import sundown.local.google.gate.Metrics;
import sundown.local.identity.Staff;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.transfer.MediaType;

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
    private static final Duration JUST_PAST = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
    private static final List<String> JOBS = List.of(
            "memberships", "refunds", "closing", "plan", "folders", "canary", "deletion", "verification", "leftovers");

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
        GalleryLayout layout = KeyRules.layout(sample);
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
        try (StandInGoogle google = StandIn.start(clock, users.stream().map(Lives::email).toList());
                LocalCloud cloud = LocalCloud.start(
                        StandIn.side(google), Artifacts.functions(inCloud.nativeRuntime()), inCloud, clock, stages)) {
            cloud.onLoss(Program::abort);
            Timeline timeline = stages.run(
                    users.size() + " users with " + sample.items() + " items",
                    () -> cloud.adopt(users, lastToOpen(published).id()));
            cloud.startSchedules();
            Forecast forecast = live(google, cloud, sample, users, timeline, files.totals());
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
                .forEach((reason, count) -> surprises.add("rows were refused by the import (" + reason + ")", count, ""));
        List<String> keys = new ArrayList<>();
        for (Sample.Sampled user : sample.users()) {
            user.items().forEach(item -> {
                String example = user.account().user() + "/" + item.id();
                keys.add(item.key().value());
                MediaType.refusal(item.name(), item.bytes())
                        .ifPresent(reason -> surprises.add(
                                "items of the sample are nothing that Google takes (" + Surprises.words(reason) + ")", 1, example));
                surprises.add(
                        "items of the sample name an object outside the folder of their user",
                        KeyRules.isInOwnFolder(layout, user, item) ? 0 : 1,
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
            Sample sample,
            List<AdoptedUser> users,
            Timeline timeline,
            JsonNode totals)
            throws Exception {
        Lives lives = new Lives(google, cloud, clock, out, surprises, complaints);
        Operators operators = new Operators(cloud, clock, out);
        List<AdoptedUser> ending = users.stream().filter(user -> user.group().isPresent()).toList();
        List<Act> acts = acts(ending);
        List<AdoptedUser> transferring = of(ending, acts, Act.TRANSFER);
        List<AdoptedUser> downloading = of(ending, acts, Act.DOWNLOAD);
        Usage begin = cloud.usage();
        Metrics googleBefore = google.metrics();
        stages.runAloud(transferring.size() + " transfers", () -> lives.transfer(transferring));
        long requests = google.metrics().since(googleBefore).libraryRequests();
        Usage transferred = cloud.usage();
        stages.runAloud(downloading.size() + " archives", () -> lives.download(downloading));
        Usage downloaded = cloud.usage();
        List<AdoptedUser> taken = Stream.concat(transferring.stream(), downloading.stream()).toList();
        stages.runAloud(
                "the refunds of those who took their photos",
                () -> awaitRefunds(operators, taken, "after they had taken their photos out"));
        List<Counted> ends = new ArrayList<>();
        Map<GroupId, JsonNode> certificates = endGroups(operators, ending, timeline, ends);
        noteEnd(operators, sample, users);
        complaints.addAll(cloud.rights().complaints());
        table(ending, acts, lives, certificates);
        long items = items(transferring);
        Forecast.Counts counts = new Forecast.Counts(
                new Counted(transferred.since(begin), transferring.size(), items),
                new Counted(downloaded.since(transferred), downloading.size(), items(downloading)),
                ends,
                items == 0 ? 1 : (double) requests / items);
        numbers.put("googleRequestsAnItem", Math.round(counts.requestsAnItem() * 1_000) / 1_000.0);
        return Forecast.of(
                Forecast.Size.of(totals, shortest(timeline)),
                settings.shares(),
                counts,
                Prices.read(),
                Deployed.read());
    }

    /** In each group by the shares. */
    private List<Act> acts(List<AdoptedUser> users) {
        Map<GroupId, Iterator<Act>> acts = new HashMap<>();
        users.stream()
                .collect(Collectors.groupingBy(user -> user.group().orElseThrow(), Collectors.counting()))
                .forEach((group, number) -> acts.put(
                        group, settings.shares().assign(number.intValue()).iterator()));
        return users.stream()
                .map(user -> acts.get(user.group().orElseThrow()).next())
                .toList();
    }

    private static List<AdoptedUser> of(List<AdoptedUser> users, List<Act> acts, Act act) {
        return IntStream.range(0, users.size())
                .filter(index -> acts.get(index) == act)
                .mapToObj(users::get)
                .toList();
    }

    private static long items(List<AdoptedUser> users) {
        return users.stream().mapToLong(user -> user.items().size()).sum();
    }

    private static Duration shortest(Timeline timeline) {
        return timeline.groups().stream()
                .map(group ->
                        Duration.between(group.dates().exportsOpen(), group.dates().close()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void awaitRefunds(Operators operators, List<AdoptedUser> users, String when)
            throws IOException, InterruptedException {
        List<Membership> paid = users.stream()
                .flatMap(user -> user.account().membership().stream())
                .toList();
        List<Membership> missing = new Patience(clock.real(), LONGEST_WAIT)
                .await(
                        () -> paid.stream()
                                .filter(member -> operators.cloud()
                                        .stripe()
                                        .refunded(member.charge().value())
                                        .isEmpty())
                                .toList(),
                        List::isEmpty,
                        BETWEEN_POLLS);
        out.println(paid.size() - missing.size() + " of " + paid.size() + " fees went back");
        surprises.add("members did not get their last fee back " + when, missing.size(), "");
    }

    /** Groups close, and refund dates come, in the order of time. */
    private Map<GroupId, JsonNode> endGroups(Operators operators, List<AdoptedUser> users, Timeline timeline, List<Counted> ends)
            throws Exception {
        Map<GroupId, JsonNode> certificates = new TreeMap<>(Comparator.comparing(GroupId::value));
        for (Group group : timeline.groups().stream()
                .sorted(Comparator.comparing(group -> group.dates().close()))
                .toList()) {
            List<AdoptedUser> members = users.stream()
                    .filter(user -> user.group().filter(group.id()::equals).isPresent())
                    .toList();
            if (members.isEmpty()) {
                out.println("The import has no user of group " + group.id());
                continue;
            }
            Usage before = operators.cloud().usage();
            moveClock(operators, group.dates().close(), "just past the close of group " + group.id());
            try {
                stages.runAloud("the end of group " + group.id(), () -> certificates.put(group.id(), end(operators, group)));
            } catch (IllegalStateException stuck) {
                complaints.add("Group " + group.id() + " did not come to its end: " + stuck.getMessage());
            }
            ends.add(new Counted(operators.cloud().usage().since(before), members.size(), items(members)));
        }
        Instant last = timeline.groups().stream()
                .map(group -> group.dates().refundBy())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        moveClock(operators, last, "just past the last refund date");
        stages.runAloud(
                "the refunds at the refund date", () -> awaitRefunds(operators, users, "by the refund date"));
        return certificates;
    }

    private void moveClock(Operators operators, Instant time, String where) {
        Instant past = time.plus(JUST_PAST);
        if (past.isAfter(clock.instant())) {
            operators.moveClock(past, where);
        }
    }

    private static JsonNode end(Operators operators, Group group) throws IOException, InterruptedException {
        GroupPurge purge = new GroupPurge(operators, group.id().value());
        purge.drain();
        purge.delete();
        return purge.certify();
    }

    /** Who was set aside, which refunds need people, and what is left in the gallery. */
    private void noteEnd(Operators operators, Sample sample, List<AdoptedUser> users)
            throws IOException, InterruptedException {
        for (GroupId group : sample.groups()) {
            for (String job : JOBS) {
                noteSetAside(operators, job + "-" + group);
            }
        }
        RefundTotals refunds = RefundTotals.read(operators);
        surprises.add("refunds need people", refunds.of("MANUAL"), "");
        numbers.put("refunds", refunds.of("SUCCEEDED"));
        numbers.put("refundsThatNeedPeople", refunds.of("MANUAL"));
        noteLeftovers(operators.cloud(), users);
        noteExempt(operators.cloud(), users);
    }

    private void noteSetAside(Operators operators, String job) throws IOException, InterruptedException {
        JsonNode view;
        try {
            view = operators.call(Staff.MARY, "steer-job", Map.of("job", job));
        } catch (IllegalStateException neverBegun) {
            return;
        }
        view.path("setAside")
                .forEach(user -> surprises.add(
                        "users were set aside by " + job.replaceFirst("-.*", "") + " (" + user.path("why").asText() + ")",
                        1,
                        user.path("name").asText()));
    }

    /** What exempt users have stays; what nobody of the sample has a folder for, too. */
    private void noteLeftovers(LocalCloud cloud, List<AdoptedUser> users) {
        Map<String, Optional<GroupId>> groups = new TreeMap<>();
        users.forEach(user -> groups.put(user.account().user().value(), user.group()));
        List<String> prefixes = users.stream()
                .flatMap(user -> user.group().stream())
                .map(group -> cloud.layout().prefix(group))
                .distinct()
                .toList();
        BucketCensus census = new BucketCensus(cloud.clients().s3());
        for (String prefix : prefixes) {
            census.of(Map.of(cloud.variable("GALLERY_BUCKET"), prefix)).forEach((folder, count) -> {
                Optional<GroupId> group = groups.getOrDefault(folder, Optional.empty());
                if (group.isPresent()) {
                    complaints.add(count + " objects of user " + folder + " are left after their group has ended.");
                } else if (!groups.containsKey(folder)) {
                    surprises.add("objects are left in folders of nobody in the sample", count, prefix + folder);
                }
            });
        }
    }

    /** Nothing happens to users of exempt regions. */
    private void noteExempt(LocalCloud cloud, List<AdoptedUser> users) {
        users.stream()
                .filter(user -> user.group().isEmpty())
                .forEach(user -> user.items().stream()
                        .filter(adopted -> adopted.content().isPresent())
                        .filter(adopted -> !cloud.clients()
                                .s3()
                                .listObjectsV2(request -> request.bucket(cloud.variable("GALLERY_BUCKET"))
                                        .prefix(adopted.item().key().value()))
                                .hasContents())
                        .forEach(adopted -> surprises.add(
                                "items of users in exempt regions lost their object with another user's account",
                                1,
                                user.account().user() + "/" + adopted.item().id())));
    }

    private void table(
            List<AdoptedUser> users, List<Act> acts, Lives lives, Map<GroupId, JsonNode> certificates) {
        users.stream()
                .map(user -> user.group().orElseThrow())
                .distinct()
                .sorted(Comparator.comparing(GroupId::value))
                .forEach(group -> {
                    List<Integer> its = IntStream.range(0, users.size())
                            .filter(index -> users.get(index).group().orElseThrow().equals(group))
                            .boxed()
                            .toList();
                    figures.line(
                            "group " + group,
                            its.size() + " users, "
                                    + its.stream().mapToLong(index -> users.get(index).items().size()).sum() + " items");
                    for (Act act : Act.values()) {
                        figures.line("  " + act, its.stream().filter(index -> acts.get(index) == act).count() + " users");
                    }
                    lives.of(group).forEach((what, count) -> figures.line("  items " + what, count.toString()));
                    JsonNode certified = certificates.getOrDefault(group, MissingNode.getInstance());
                    if (certified.path("state").asText().equals("CERTIFIED")) {
                        figures.line("  deleted", certified.at("/certificate/deleted/versions").asText() + " versions")
                                .line("  certificate", certified.path("key").asText());
                    } else {
                        figures.line("  certificate", "none");
                        complaints.add("Group " + group + " is not certified: " + certified);
                    }
                });
        numbers.put("groupsCertified", certificates.values().stream()
                .filter(certified -> certified.path("state").asText().equals("CERTIFIED"))
                .count());
    }

    private boolean conclude(Forecast forecast, JsonNode totals) throws IOException {
        out.println(figures.table());
        List<Surprises.Surprise> surprising = surprises.all();
        out.println(surprising.isEmpty() ? "No surprises." : "Surprises:");
        surprising.forEach(surprise -> out.println("  " + surprise.sentence()));
        out.println("Forecast for " + totals.path("accounts").asLong() + " accounts with "
                + totals.path("items").asLong() + " items:");
        forecast.lines().forEach(out::println);
        forecast.warnings().forEach(warning -> out.println("  " + warning));
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        List<String> found = Stream.of(
                        complaints.stream(),
                        surprising.stream().map(Surprises.Surprise::sentence),
                        forecast.warnings().stream())
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
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(REPORT.toFile(), report);
        out.println(complaints.isEmpty()
                ? "Each group came to its certificate. " + REPORT + " has the report, " + KEYS + " the sample's keys."
                : "Not all is well. The functions' log is " + LocalCloud.LOG + ".");
        return complaints.isEmpty();
    }
}
