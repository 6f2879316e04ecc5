package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import sundown.edge.Json;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.Operators;
import sundown.local.identity.Staff;
import sundown.receipt.Safety;

/** The end of a group that has closed, as operators bring it about. */
public final class GroupPurge {
    /** The most by which clocks may differ; after it the pause is over for all of them. */
    private static final Duration SKEW = Duration.ofHours(24);

    private static final Set<String> GIVEN_UP = Set.of("ABORTED", "VOIDED", "DIFFERS");

    private static final String DRAINED = "the end of all that runs in the closed group";
    private static final Duration SHORT_WAIT = Duration.ofSeconds(20);
    private static final int MOST_MOVES = 4;

    private final LocalCloud cloud;
    private final Operators operators;
    private final PrintStream out;
    private final Clock clock;
    private final String group;
    private final Set<String> seen = new HashSet<>();

    /** @param group that has closed */
    public GroupPurge(Operators operators, String group) {
        this.cloud = operators.cloud();
        this.operators = operators;
        this.out = operators.out();
        this.clock = operators.clock();
        this.group = group;
    }

    /**
     * Waits until nothing of the closed group runs. Sundown cleans up what has ended a quarter of an hour later, and
     * waits half an hour for that. So the clock is moved as soon as the first count has found something running.
     */
    public void drain() throws IOException, InterruptedException {
        boolean drained =
                drained(soon(status -> drained(status) || status.path("running").asLong() > 0));
        for (int moves = 0; moves < MOST_MOVES && !drained; moves++) {
            operators.moveClock(clock.instant().plus(Duration.ofMinutes(50)), "fifty minutes on");
            drained = drained(soon(GroupPurge::drained));
        }
        operators.await(DRAINED, Staff.GUEST, "get-purge", named(), GroupPurge::drained);
        out.println("Group " + group + " is closed, and nothing of it runs any longer");
    }

    private JsonNode soon(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        return operators.within(SHORT_WAIT, DRAINED, Staff.GUEST, "get-purge", named(), wanted);
    }

    private static boolean drained(JsonNode status) {
        return status.has("drainedAt");
    }

    /** Plans the purge, has two people approve it, and waits until all that the plan names is deleted. */
    public void delete() throws IOException, InterruptedException {
        String hash = plan();
        approve(hash, Staff.GRACE);
        out.println("Grace approved it; a second person must approve it, too");
        Instant until =
                Instant.parse(approve(hash, Staff.LINUS).path("pausesUntil").asText());
        out.println("Linus approved it, too; until " + until.truncatedTo(ChronoUnit.SECONDS) + " anyone can object");
        operators.moveClock(
                until.plus(SKEW).plus(Duration.ofMinutes(1)), "past the pause, and a day more for clocks that differ");
        operators.await("the end of the deletion", Staff.GUEST, "get-purge", named(), this::isDeleted);
    }

    /** Has it verified, and returns the certificate, or what differs. */
    public JsonNode certify() throws IOException, InterruptedException {
        return operators.await(
                "the certificate",
                Staff.ADA,
                "certify-purge",
                named(),
                answer -> !answer.path("state").asText().equals("VERIFYING"));
    }

    private String plan() throws IOException, InterruptedException {
        JsonNode plan = operators
                .await(
                        "the plan of the purge",
                        Staff.ADA,
                        "plan-purge",
                        named(),
                        answer -> answer.path("state").asText().equals("PLANNED"))
                .path("planned");
        out.println("Ada planned what to delete: " + plan.path("versions").asLong() + " versions; accounts: "
                + plan.path("users").asLong() + ", and under hold: "
                + plan.path("held").asLong());
        out.println("Of these accounts, letters or a look have reached "
                + plan.at("/reach/REACHED").asLong() + "; "
                + plan.at("/reach/NOT_REACHABLE").asLong() + " are not reachable");
        Safety.Sums safety = Json.read(plan.path("safety").toString(), Safety.Sums.class);
        out.println("The photos of " + safety.users(Safety.Standing::safe) + " are safe, and of "
                + safety.users(standing -> standing == Safety.Standing.PARTLY_SAFE) + " partly safe");
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

    /** The purge deletes nothing after such a state, so waiting is useless. */
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

    private Map<String, String> named() {
        return Map.of("group", group);
    }
}
