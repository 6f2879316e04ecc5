package sundown.local.demo.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Outcome;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.GalleryItem;

/**
 * Ends a group that has closed: what is to go is planned, approved by two people, deleted after the pause, and
 * certified. Then the buckets are listed without any help of Sundown's: nothing is left but what is under hold.
 */
public final class PurgeDemonstration {
    /** Clocks may differ by so much; the pause is over for all of them then. */
    private static final Duration SKEW = Duration.ofHours(24);

    private static final Duration SHORT_WAIT = Duration.ofSeconds(20);
    private static final int MOST_MOVES = 4;

    private final LocalCloud cloud;
    private final Operators operators;
    private final PrintStream out;
    private final Clock clock;
    private final String group;
    private final Set<String> seen = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();

    public PurgeDemonstration(LocalCloud cloud, Operators operators, PrintStream out, Clock clock, String group) {
        this.cloud = cloud;
        this.operators = operators;
        this.out = out;
        this.clock = clock;
        this.group = group;
    }

    /** Has a report made, and puts a user under hold. */
    public void prepare(LocalUser user) throws IOException, InterruptedException {
        report();
        operators.call(
                "hold-account",
                Map.of("userId", user.userId(), "group", group, "reason", "Order 12 of the court", "by", "Ada"));
        out.println("Ada has put " + user.userId() + " under hold");
    }

    /** Has a report made on how far every group has come. */
    private void report() throws IOException, InterruptedException {
        String page = operators
                .call("report-progress", Map.of("by", "Ada"))
                .path("page")
                .asText();
        out.println("Ada has had a report made on the progress; the page: "
                + cloud.auditPages().keep(page, "progress.html"));
    }

    /** Ends the group, of which one user is under hold. */
    public Outcome end(LocalUser held, Gallery kept) throws IOException, InterruptedException {
        awaitDrain();
        long before = counts().values().stream().mapToLong(Long::longValue).sum();
        String hash = plan();
        approve(hash, "Grace");
        out.println("Grace has approved it; it takes another's word");
        Instant until = Instant.parse(approve(hash, "Linus").path("pausesUntil").asText());
        out.println(
                "Linus has approved it, too; until " + until.truncatedTo(ChronoUnit.SECONDS) + " everybody can object");
        operators.moveClock(
                until.plus(SKEW).plus(Duration.ofMinutes(1)), "past the pause, and a day more for clocks that differ");
        operators.await("get-purge", named(), this::isDeleted);
        return certify(before, held, kept);
    }

    /** What has ended is cleaned up a quarter of an hour later, and seen to be gone some minutes after that. */
    private void awaitDrain() throws IOException, InterruptedException {
        for (int moves = 0;
                moves < MOST_MOVES && !operators.within(SHORT_WAIT, "get-purge", named(), PurgeDemonstration::drained);
                moves++) {
            operators.moveClock(clock.instant().plus(Duration.ofMinutes(30)), "half an hour on");
        }
        JsonNode status = operators.await("get-purge", named(), PurgeDemonstration::drained);
        JsonNode exports = status.path("exports");
        out.println("Group " + group + " is closed, and nothing of it runs any more; its users: "
                + exports.path("users") + ", and those who took nothing out: " + exports.path("neither"));
    }

    private static boolean drained(JsonNode status) {
        return status.has("drainedAt");
    }

    private String plan() throws IOException, InterruptedException {
        JsonNode plan = operators
                .await(
                        "plan-purge",
                        byAda(),
                        answer -> answer.path("state").asText().equals("PLANNED"))
                .path("planned");
        out.println("Ada has planned what to delete: " + plan.path("versions").asLong() + " versions; accounts: "
                + plan.path("users").asLong() + ", and under hold: "
                + plan.path("held").asLong());
        out.println("The manifest's hash is " + plan.path("hash").asText());
        return plan.path("hash").asText();
    }

    private JsonNode approve(String hash, String by) throws IOException, InterruptedException {
        return operators.call("approve-purge", Map.of("group", group, "manifestHash", hash, "by", by));
    }

    /** Tells of each state when it is first seen; true when everything is deleted. */
    private boolean isDeleted(JsonNode status) {
        String state = status.at("/purge/state").asText();
        if (seen.add(state)) {
            switch (state) {
                case "CANARY" ->
                    out.println("The canary goes first; accounts: "
                            + status.at("/purge/accounts/begun").asLong());
                case "WAVES" -> out.println("The canary is as it should be; the other accounts follow in waves");
                case "PURGED" -> out.println("Everything that the manifest names is deleted");
                default -> {}
            }
        }
        return state.equals("PURGED");
    }

    private Outcome certify(long before, LocalUser held, Gallery kept) throws IOException, InterruptedException {
        JsonNode certified = operators.call("certify-purge", byAda());
        if (!certified.path("state").asText().equals("CERTIFIED")) {
            complaints.add("The purge is not certified: " + certified + ".");
        }
        JsonNode certificate = certified.path("certificate");
        if (certificate.isObject()) {
            tell(certificate, certified.path("key").asText().replace(".json", ".html"));
        }
        Map<String, Long> counts = counts();
        out.println("An independent listing finds, by user: " + counts);
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

    private void tell(JsonNode certificate, String page) throws IOException, InterruptedException {
        out.println("Ada has had it certified, as no. " + certificate.path("number") + ": versions deleted: "
                + certificate.at("/deleted/versions") + ", kept under hold: " + certificate.at("/held/versions")
                + "; the page: " + cloud.auditPages().keep(page, "certificate.html"));
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
            complaints.add(remaining + " objects of users who are under no hold are still there.");
        }
        for (GalleryItem item : kept.items()) {
            String key = group + "/" + held.userId() + "/" + item.itemId();
            byte[] bytes = cloud.clients()
                    .s3()
                    .getObjectAsBytes(request ->
                            request.bucket(cloud.variable("GALLERY_BUCKET")).key(key))
                    .asByteArray();
            if (!Content.inMemory(bytes).digest("SHA-256").equals(item.content().digest("SHA-256"))) {
                complaints.add("A photo under hold is not what it was: " + item.name() + ".");
            }
        }
        out.println("The " + kept.items().size() + " photos under hold open, byte for byte");
    }

    private Map<String, Long> counts() {
        return new BucketCensus(cloud.clients().s3())
                .of(group, Stream.of("GALLERY_BUCKET", "ARCHIVE_BUCKET").map(cloud::variable));
    }

    private Map<String, String> named() {
        return Map.of("group", group);
    }

    private Map<String, String> byAda() {
        return Map.of("group", group, "by", "Ada");
    }
}
