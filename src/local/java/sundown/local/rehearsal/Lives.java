package sundown.local.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import sundown.gallery.Item;
import sundown.local.clock.MovableClock;
import sundown.local.demo.ArchiveDemonstration;
import sundown.local.demo.ExpectedDates;
import sundown.local.demo.TransferDemonstration.TransferRun;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.app.ProgressLine;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.google.StandInGoogle;
import sundown.timeline.GroupId;

/** Lets users take their photos out, some at once, as they would with the app. */
final class Lives {
    private static final int AT_ONCE = 3;
    private static final int VOLUME_GIGABYTES = 4;
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final StandInGoogle google;
    private final LocalCloud cloud;
    private final MovableClock clock;
    private final PrintStream out;
    private final Surprises surprises;
    private final List<String> complaints;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<GroupId, Map<String, Long>> counts = new TreeMap<>(Comparator.comparing(GroupId::value));

    /** @param complaints takes what is wrong with Sundown, and not with the users' data */
    Lives(
            StandInGoogle google,
            LocalCloud cloud,
            MovableClock clock,
            PrintStream out,
            Surprises surprises,
            List<String> complaints) {
        this.google = google;
        this.cloud = cloud;
        this.clock = clock;
        this.out = out;
        this.surprises = surprises;
        this.complaints = complaints;
    }

    static String email(AdoptedUser user) {
        return user.account().user() + "@example.com";
    }

    void transfer(List<AdoptedUser> users) {
        each(users, "transfers", this::transfer);
    }

    void download(List<AdoptedUser> users) {
        each(users, "archives", this::download);
    }

    /** What became of the items of a group, by what it was. */
    Map<String, Long> of(GroupId group) {
        return counts.getOrDefault(group, Map.of());
    }

    private interface Deed {
        void of(AdoptedUser user) throws IOException, InterruptedException;
    }

    private void each(List<AdoptedUser> users, String what, Deed deed) {
        ProgressLine line = ProgressLine.onConsole(out, clock.real());
        AtomicInteger done = new AtomicInteger();
        users.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, user -> {
                    try {
                        deed.of(user);
                    } catch (IOException failed) {
                        complain(user, failed.getMessage());
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    return user;
                }))
                .forEach(_ -> {
                    int now = done.incrementAndGet();
                    line.show(
                            "%s  %d of %d %s"
                                    .formatted(ProgressLine.bar(now * 100L / users.size()), now, users.size(), what),
                            now == users.size());
                });
        line.end();
    }

    private App app(AdoptedUser user) {
        return new App(http, cloud.api(), () -> cloud.accessToken(user.account().user()));
    }

    private void transfer(AdoptedUser user) throws IOException, InterruptedException {
        App app = app(user);
        TransferRun run = new TransferRun(google, app, SILENT, clock);
        run.begin(new StandInUser(http, email(user)), user.account().region().code());
        TransferStatus end = run.await(_ -> TransferRun.BETWEEN_POLLS);
        List<ListedFailure> failures = app.failures();
        failures.forEach(failure -> surprises.add(
                "items failed in a transfer (" + failure.message() + ")",
                1,
                user.account().user() + "/" + failure.itemId()));
        count(user, "moved", end.counts().done().items());
        count(user, "duplicate", end.counts().duplicate().items());
        count(user, "failed", end.counts().failed().items());
        if (!end.state().equals("finished")) {
            complain(user, "the transfer is " + end.state() + ": " + end.message());
        }
        if (!end.counts().addUp() || end.counts().total().items() != moving(user)) {
            complain(user, "the transfer's counts do not add up: " + end.counts());
        }
        Set<String> held = google.holdings(email(user)).stream()
                .map(Holding::sha256)
                .collect(Collectors.toCollection(HashSet::new));
        if (held.size() != end.counts().done().items()) {
            complain(
                    user,
                    "Google holds " + held.size() + " photos, and "
                            + end.counts().done().items() + " are counted as done");
        }
    }

    private static long moving(AdoptedUser user) {
        return user.items().stream()
                .map(adopted -> adopted.item().marks())
                .filter(marks ->
                        marks.isPrivate().isEmpty() && marks.deletedAt().isEmpty())
                .count();
    }

    private void download(AdoptedUser user) throws IOException, InterruptedException {
        App app = app(user);
        Gallery gallery = gallery(user);
        DemonstrationResult outcome = new ArchiveDemonstration(app, SILENT, clock)
                .download(gallery, new ExpectedDates(user.account().region().code()), VOLUME_GIGABYTES, () -> true);
        long lacking = app.archive().leftOut();
        surprises.add(
                "items were left out of archives",
                lacking,
                user.account().user().value());
        outcome.complaints().stream()
                .filter(complaint -> lacking == 0 || !complaint.startsWith("The archive lacks "))
                .forEach(complaint -> complain(user, complaint));
        count(user, "downloaded", (long) outcome.figures().json().get("archiveEntriesVerified"));
        count(user, "left out", lacking);
    }

    private static Gallery gallery(AdoptedUser user) {
        List<GalleryItem> items = new ArrayList<>();
        user.items().stream()
                .filter(adopted -> adopted.item().marks().deletedAt().isEmpty())
                .forEach(adopted -> adopted.content()
                        .ifPresent(content -> items.add(new GalleryItem(
                                adopted.item().id().value(),
                                adopted.item().name(),
                                albums(adopted.item()),
                                adopted.item().takenAt(),
                                adopted.item().takenAtOffset(),
                                Optional.empty(),
                                GalleryItem.Marks.NONE,
                                content))));
        return () -> items;
    }

    /** Whatever albums an item is in, one of them is private if the item is. */
    private static Set<Album> albums(Item item) {
        return item.marks().isPrivate().isPresent() ? Set.of(new Album("", true)) : Set.of();
    }

    private void count(AdoptedUser user, String what, long number) {
        synchronized (counts) {
            user.group()
                    .ifPresent(group ->
                            counts.computeIfAbsent(group, _ -> new TreeMap<>()).merge(what, number, Long::sum));
        }
    }

    private void complain(AdoptedUser user, String what) {
        synchronized (complaints) {
            complaints.add("User " + user.account().user() + ": " + what + ".");
        }
    }
}
