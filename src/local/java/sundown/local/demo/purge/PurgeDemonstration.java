package sundown.local.demo.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.aws.s3.S3AuditFiles;
import sundown.gallery.GroupFirst;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Outcome;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.GalleryItem;
import sundown.local.identity.Staff;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.Inclusion;
import sundown.purge.plan.ManifestHash;
import sundown.purge.plan.ManifestTree;
import sundown.purge.plan.PlanId;
import sundown.timeline.GroupId;

/**
 * Ends a group that has closed: operators plan the purge, two people approve it, and after the pause the objects are
 * deleted and certified. Then lists the buckets without any code of Sundown: only what is under hold is left.
 */
public final class PurgeDemonstration {
    /** The most by which clocks may differ; after it the pause is over for all of them. */
    private static final Duration SKEW = Duration.ofHours(24);

    private static final Set<String> GIVEN_UP = Set.of("ABORTED", "VOIDED", "DIFFERS");

    private static final Duration SHORT_WAIT = Duration.ofSeconds(20);
    private static final int MOST_MOVES = 4;

    private final LocalCloud cloud;
    private final Operators operators;
    private final PrintStream out;
    private final Clock clock;
    private final String group;
    private final Set<String> seen = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();

    public PurgeDemonstration(Operators operators, String group) {
        this.cloud = operators.cloud();
        this.operators = operators;
        this.out = operators.out();
        this.clock = operators.clock();
        this.group = group;
    }

    /** Makes a progress report, and places a hold on a user. */
    public void prepare(LocalUser user) throws IOException, InterruptedException {
        report();
        operators.call(
                Staff.MARY,
                "hold-account",
                Map.of("userId", user.userId(), "group", group, "reason", "Order 12 of the court"));
        out.println("Mary placed a hold on " + user.userId());
    }

    /** Makes a report on how far every group has come. */
    private void report() throws IOException, InterruptedException {
        String figures = operators
                .call(Staff.ADA, "report-progress", Map.of())
                .path("figures")
                .asText();
        out.println(
                "Ada made a report on the progress: " + cloud.auditDocuments().keep(figures, "progress.json"));
    }

    /**
     * Ends the group, of which one user is under hold, and one took photos out.
     *
     * @param taker the app of the user who took photos out, and is gone then
     */
    public Outcome end(App taker, LocalUser gone, LocalUser held, Gallery kept)
            throws IOException, InterruptedException {
        awaitDrain();
        JsonNode receipt = taker.receipt();
        long before = counts().values().stream().mapToLong(Long::longValue).sum();
        String hash = plan();
        approve(hash, Staff.GRACE);
        out.println("Grace approved it; a second person must approve it, too");
        Instant until =
                Instant.parse(approve(hash, Staff.LINUS).path("pausesUntil").asText());
        out.println("Linus approved it, too; until " + until.truncatedTo(ChronoUnit.SECONDS) + " anyone can object");
        operators.moveClock(
                until.plus(SKEW).plus(Duration.ofMinutes(1)), "past the pause, and a day more for clocks that differ");
        operators.await(Staff.GUEST, "get-purge", named(), this::isDeleted);
        check(receipt, taker.receipt());
        return certify(before, gone, held, kept);
    }

    /** What became of a gallery is known after its rows are removed, too. */
    private void check(JsonNode before, JsonNode after) {
        boolean same = Stream.of("moved", "downloaded")
                .allMatch(part -> after.has(part) && after.path(part).equals(before.path(part)));
        if (!same || !after.has("deletedAt")) {
            complaints.add("The receipt after the purge is " + after + ", and was " + before + ".");
        }
        out.println("A receipt outlives the rows: items moved: " + after.at("/moved/items/done/items")
                + ", volumes downloaded: " + after.at("/downloaded/volumesDownloaded") + ", the rest deleted at "
                + after.path("deletedAt").asText());
    }

    /**
     * Sundown cleans up what has ended a quarter of an hour later, and waits half an hour for that. So the clock is
     * moved as soon as the first count has found something running.
     */
    private void awaitDrain() throws IOException, InterruptedException {
        boolean drained =
                drained(soon(status -> drained(status) || status.path("running").asLong() > 0));
        for (int moves = 0; moves < MOST_MOVES && !drained; moves++) {
            operators.moveClock(clock.instant().plus(Duration.ofMinutes(50)), "fifty minutes on");
            drained = drained(soon(PurgeDemonstration::drained));
        }
        operators.await(Staff.GUEST, "get-purge", named(), PurgeDemonstration::drained);
        out.println("Group " + group + " is closed, and nothing of it runs any longer");
    }

    private JsonNode soon(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        return operators.within(SHORT_WAIT, Staff.GUEST, "get-purge", named(), wanted);
    }

    private static boolean drained(JsonNode status) {
        return status.has("drainedAt");
    }

    private String plan() throws IOException, InterruptedException {
        JsonNode plan = operators
                .await(
                        Staff.ADA,
                        "plan-purge",
                        named(),
                        answer -> answer.path("state").asText().equals("PLANNED"))
                .path("planned");
        out.println("Ada planned what to delete: " + plan.path("versions").asLong() + " versions; accounts: "
                + plan.path("users").asLong() + ", and under hold: "
                + plan.path("held").asLong());
        out.println("The manifest's hash is " + plan.path("hash").asText());
        return plan.path("hash").asText();
    }

    private JsonNode approve(String hash, Staff by) throws IOException, InterruptedException {
        return operators.call(by, "approve-purge", Map.of("group", group, "manifestHash", hash));
    }

    /** Prints each state when it is first seen; true when everything is deleted. */
    private boolean isDeleted(JsonNode status) {
        String state = status.at("/purge/state").asText();
        requireGoingOn(state, status);
        requireNothingGivenUp(
                cloud.deadLetters("PURGE_QUEUE_URL")
                        + status.at("/purge/accounts/setAside").asLong(),
                status);
        if (seen.add(state)) {
            switch (state) {
                case "CANARY" -> out.println("The canary goes first");
                case "WAVES" -> out.println("The canary is as it should be; the other accounts follow");
                case "PURGED" -> out.println("Everything that the manifest names is deleted");
                default -> {}
            }
        }
        return state.equals("PURGED");
    }

    /** Nobody deletes anything any more after such a state, however long one waits. */
    static void requireGoingOn(String state, JsonNode status) {
        if (GIVEN_UP.contains(state)) {
            throw new IllegalStateException("The purge does not go on, for it is " + state + ": " + status);
        }
    }

    /** A purge waits for people where an account cannot be deleted, or a chunk failed as often as it is tried. */
    static void requireNothingGivenUp(long failed, JsonNode status) {
        if (failed > 0) {
            throw new IllegalStateException("The purge does not go on: purge-account cannot delete what it should. "
                    + "Its log lines in " + LocalCloud.LOG + " tell why: " + status);
        }
    }

    private Outcome certify(long before, LocalUser gone, LocalUser held, Gallery kept)
            throws IOException, InterruptedException {
        JsonNode certified = operators.await(
                Staff.ADA,
                "certify-purge",
                named(),
                answer -> !answer.path("state").asText().equals("VERIFYING"));
        if (!certified.path("state").asText().equals("CERTIFIED")) {
            complaints.add("The purge is not certified: " + certified + ".");
        }
        JsonNode certificate = certified.path("certificate");
        if (certificate.isObject()) {
            tell(certificate, certified.path("key").asText());
            prove(certificate, gone);
        }
        Map<String, Long> counts = counts();
        out.println("An independent listing finds these objects by user: " + counts);
        long heldObjects = counts.getOrDefault(held.userId(), 0L);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        check(certificate, before - all);
        check(all - heldObjects, held, kept);
        return new Outcome(figures(certified, before - all, heldObjects, all - heldObjects), List.copyOf(complaints));
    }

    /**
     * The figures of a group's end.
     *
     * @param purged objects that are gone: versions, delete markers, and unfinished uploads
     * @param held objects of those under hold
     * @param remaining of all others
     */
    private static Figures figures(JsonNode certified, long purged, long held, long remaining) {
        String certificate = certified.path("key").asText();
        return new Figures()
                .put("purgedObjects", purged)
                .put("heldObjects", held)
                .put("remainingObjects", remaining)
                .put("certificate", certificate)
                .line("purged", purged + " objects")
                .line("", held + " under hold, " + remaining + " remaining")
                .line("certificate", certificate)
                .line("", "SHA-256 " + certified.at("/certificate/sha256").asText());
    }

    private void tell(JsonNode certificate, String key) throws IOException, InterruptedException {
        out.println("Ada certified it, as no. " + certificate.path("number") + ": versions deleted: "
                + certificate.at("/deleted/versions") + ", kept under hold: " + certificate.at("/held/versions")
                + ": " + cloud.auditDocuments().keep(key, "certificate.json"));
    }

    /** A user is in the approved manifest: shown with nothing but their line and hashes. */
    private void prove(JsonNode certificate, LocalUser gone) throws IOException {
        AuditFiles files = new S3AuditFiles(cloud.clients().s3(), cloud.variable("AUDIT_BUCKET"));
        String plan = certificate.path("planId").asText();
        ManifestHash approved =
                new ManifestHash(certificate.path("manifestHash").asText());
        Optional<Inclusion> proof = new ManifestTree(files, new GroupFirst())
                .find(new GroupId(group), new PlanId(plan), new UserId(gone.userId()));
        if (proof.filter(found -> found.proves(approved)).isEmpty()) {
            complaints.add("Nothing proves that the manifest lists user " + gone.userId() + ".");
        }
        Path copy = cloud.auditDocuments().copy();
        proof.ifPresent(found -> out.printf(
                "A proof of %d hashes leads from %s to the approved hash; ./sundown verify %s checks the certificate%n",
                found.inChunk().path().size() + found.inRoot().path().size(), gone.userId(), copy));
    }

    private void check(JsonNode certificate, long gone) {
        long deleted = Stream.of("versions", "markers", "uploads")
                .mapToLong(kind -> certificate.path("deleted").path(kind).asLong())
                .sum();
        if (deleted != gone) {
            complaints.add(
                    "The certificate says that " + deleted + " objects were deleted, and " + gone + " are gone.");
        }
    }

    private void check(long remaining, LocalUser held, Gallery kept) throws IOException {
        if (remaining > 0) {
            complaints.add(remaining + " objects of users without a hold are still there.");
        }
        for (GalleryItem item : kept.items()) {
            String key = held.key(cloud.layout(), item.itemId());
            byte[] bytes = cloud.clients()
                    .s3()
                    .getObjectAsBytes(request ->
                            request.bucket(cloud.variable("GALLERY_BUCKET")).key(key))
                    .asByteArray();
            if (!Content.inMemory(bytes).digest("SHA-256").equals(item.content().digest("SHA-256"))) {
                complaints.add("A photo under hold has changed: " + item.name() + ".");
            }
        }
        out.println("The " + kept.items().size() + " photos under hold open, byte for byte");
    }

    private Map<String, Long> counts() {
        return new BucketCensus(cloud.clients().s3())
                .of(Map.of(
                        cloud.variable("GALLERY_BUCKET"),
                        cloud.layout().prefix(new GroupId(group)),
                        cloud.variable("ARCHIVE_BUCKET"),
                        group + "/"));
    }

    private Map<String, String> named() {
        return Map.of("group", group);
    }
}
