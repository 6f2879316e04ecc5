package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import sundown.archive.VolumeRules;
import sundown.local.clock.MovableClock;
import sundown.local.command.Stages;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.google.StandInGoogle;
import sundown.local.http.Json;
import sundown.local.identity.Staff;
import sundown.local.rights.RightsReport;

/**
 * Takes a gallery out of a running cloud by transfer and as archives, follows the refunds and the purge of the group,
 * and reports the results and the effort.
 */
record Demonstration(
        StandInGoogle google, LocalCloud cloud, Settings settings, PrintStream out, MovableClock clock, Stages stages) {
    private static final Path FIGURES = Path.of("target", "demo.json");
    private static final Path RIGHTS = Path.of("target", "rights.txt");

    /**
     * Transfers the gallery, waits for its owner's refund and reminder, downloads the gallery, moves the clock to the
     * other members' refunds, and purges the group; true if everything is as it should be. Prints the time of each of
     * these stages.
     *
     * @param other a member who does nothing, and gets a hold
     * @param kept the gallery of the other member
     */
    boolean takeOut(Member owner, Gallery gallery, Member other, Gallery kept) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        Operators operators = new Operators(cloud, clock, out);
        App app = new App(http, cloud.api(), () -> cloud.accessToken(owner.user()));
        TransferDemonstration transfer = new TransferDemonstration(google, operators, settings);
        RefundDemonstration refunds = new RefundDemonstration(http, operators);
        ArchiveDemonstration archive = new ArchiveDemonstration(app, out, clock);
        ExpectedDates expected = new ExpectedDates(owner.user().region());
        DatesTable dates = new DatesTable();
        PurgeDemonstration purge =
                new PurgeDemonstration(operators, owner.user().group());
        StandInUser googleUser = new StandInUser(http, StandIn.EMAIL);
        DemonstrationResult transferred =
                stages.runAloud("the transfer", () -> transfer.transfer(app, googleUser, owner.user(), gallery, dates));
        stages.runAloud("the refund after the transfer", () -> refunds.afterTheTransfer(owner));
        DemonstrationResult reminded = stages.runAloud(
                "the reminder", () -> new ReminderDemonstration(http, operators).ofWhoIsPartlySafe(app, owner));
        stages.runAloud("the checks of the readiness", () -> checkReadiness(operators));
        DemonstrationResult reached =
                stages.runAloud("the second channel", () -> reachWithoutAddress(operators, other.user()));
        DemonstrationResult archived = stages.runAloud(
                "the archive",
                () -> archive.download(gallery, expected, settings.volumeGigabytes(), strikes(operators), dates));
        stages.runAloud("the report and the hold", () -> purge.prepare(other.user()));
        stages.runAloud("a fee that was paid elsewhere", () -> refunds.elsewhere(Member.atApple()));
        stages.runAloud("a refund before its time ends", () -> refunds.inTheirWindow(Member.early()));
        stages.runAloud(
                "the refunds before the refund date",
                () -> refunds.byTheRefundDate(List.of(other, Member.onPlay()), settings.trouble()));
        DemonstrationResult refunded = refunds.conclude(List.of(owner, other, Member.early(), Member.onPlay()));
        DemonstrationResult purged =
                stages.runAloud("the purge", () -> purge.end(app, owner.user(), other.user(), kept));
        return conclude(List.of(transferred, reminded, refunded, reached, archived, purged, dates.result()));
    }

    private void checkReadiness(Operators operators) throws IOException, InterruptedException {
        JsonNode checks =
                operators.call(Staff.GUEST, "check-readiness", Map.of()).path("checks");
        List<String> failed = checks.valueStream()
                .filter(check -> check.path("result").asText().equals("fail"))
                .map(check ->
                        check.path("name").asText() + ": " + check.path("found").asText())
                .toList();
        out.println(checks.size() + " checks of the readiness, of which fail: " + failed);
    }

    /** One of the members has no address. A cloud that others started mails nobody. */
    private DemonstrationResult reachWithoutAddress(Operators operators, LocalUser user)
            throws IOException, InterruptedException {
        if (settings.cloud().isPresent()) {
            return new DemonstrationResult(new Figures(), List.of());
        }
        operators.await(
                "the letter on the second channel",
                Staff.MARY,
                "look-up-user",
                Map.of("userId", user.userId()),
                view -> view.path("mails").toString().contains("second-channel-exports-opened"));
        List<String> letters = cloud.lettersOnSecondChannel().stream()
                .filter(letter -> letter.contains(user.userId()))
                .toList();
        out.println(user.userId() + " has no address, and is told on the second channel: " + letters);
        return new DemonstrationResult(
                new Figures()
                        .put("secondChannelLetters", letters.size())
                        .line("second channel", letters.size() + " letters to a member without an address"),
                letters.isEmpty() ? List.of("The second channel got no letter for " + user.userId() + ".") : List.of());
    }

    /** With TROUBLE=1 two builders die during their work, one after the other. */
    private BooleanSupplier strikes(Operators operators) {
        AtomicInteger due = new AtomicInteger(settings.trouble() ? 2 : 0);
        return () ->
                due.get() == 0 || (operators.kill("build-archive", VolumeRules.LEASE) && due.decrementAndGet() == 0);
    }

    private boolean conclude(List<DemonstrationResult> outcomes) throws IOException {
        Figures figures = new Figures();
        outcomes.forEach(outcome -> figures.addAll(outcome.figures()));
        out.println(figures.table());
        Json.write(FIGURES, figures.json());
        List<String> complaints = Stream.concat(
                        outcomes.stream().flatMap(outcome -> outcome.complaints().stream()), rights())
                .toList();
        complaints.forEach(complaint -> out.println("WRONG: " + complaint));
        out.println(
                complaints.isEmpty()
                        ? "All is well: every item is accounted for, every last fee went back once, Google and the"
                                + " archives hold the right bytes, each photo is in its albums and nothing private is"
                                + " shown, only what is under hold is left, and no function lacked a right."
                        : "Not all is well. The functions' log is " + LocalCloud.LOG + ".");
        return complaints.isEmpty();
    }

    /** What AWS would have denied to the functions. Without any call, nothing was looked at. */
    private Stream<String> rights() throws IOException {
        RightsReport report = cloud.rights();
        report.write(RIGHTS);
        out.println(report.summary() + " (" + RIGHTS + ")");
        return report.calls().isEmpty()
                ? Stream.of("no call of a function was held against the policies")
                : report.complaints().stream();
    }
}
