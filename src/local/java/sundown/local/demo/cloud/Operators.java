package sundown.local.demo.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Patience;
import sundown.local.http.Json;
import sundown.local.identity.Staff;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

/** The operators of a local cloud, who call its operators' API and move its clock. */
public record Operators(LocalCloud cloud, MovableClock clock, PrintStream out) {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    /**
     * Calls a function as one of the staff, who has just signed in.
     *
     * @throws IllegalStateException when it refuses
     */
    public JsonNode call(Staff by, String function, Map<String, ?> call) throws IOException, InterruptedException {
        return read(function, send(by, function, call));
    }

    private static JsonNode read(String function, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IllegalStateException(function + " refused: " + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    /** On a busy machine a function may time out; polling goes on with the next answer. */
    private JsonNode look(Staff by, String function, Map<String, ?> call) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(by, function, call);
        return answer.statusCode() >= SERVER_ERROR ? MissingNode.getInstance() : read(function, answer);
    }

    private HttpResponse<String> send(Staff by, String function, Map<String, ?> call)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(cloud.api().resolve("/operators/" + function))
                .header("Authorization", "Bearer " + cloud.accessToken(by))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(call)))
                .build();
        return App.sendAgain(HTTP, request);
    }

    /**
     * Publishes the timeline of the cloud, as two people. A timeline that is published already stays.
     *
     * @return the timeline in force
     */
    public Timeline publishTimeline() throws IOException, InterruptedException {
        JsonNode versions =
                call(Staff.ADA, "list-timelines", Map.of("inForce", true)).path("timelines");
        if (!versions.isEmpty()) {
            JsonNode first = versions.path(0);
            return TimelineDocument.read(
                    first.path("document").toString(), first.path("dates").toString());
        }
        JsonNode document = cloud.timeline().document();
        for (Staff person : List.of(Staff.ADA, Staff.GRACE)) {
            call(
                    person,
                    "publish-timeline",
                    Map.of("timeline", document, "reason", "a local cloud begins", "pastDatesAreMeant", true));
        }
        return TimelineDocument.read(document.toString());
    }

    public JsonNode await(String what, Staff by, String function, Map<String, ?> call, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        Predicate<JsonNode> told = answered(wanted);
        JsonNode answer = within(LONGEST_WAIT, what, by, function, call, wanted);
        if (!told.test(answer)) {
            throw new IllegalStateException("Waited for " + what + " for " + LONGEST_WAIT.toSeconds() + " s, and "
                    + function + " still answers " + answer);
        }
        return answer;
    }

    /** Does the same for a limited time; the answer is the last one, wanted or not. */
    public JsonNode within(
            Duration longest, String what, Staff by, String function, Map<String, ?> call, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        return new Patience(clock, longest, out)
                .await(what, () -> look(by, function, call), answered(wanted), BETWEEN_POLLS);
    }

    private static Predicate<JsonNode> answered(Predicate<JsonNode> wanted) {
        return answer -> !answer.isMissingNode() && wanted.test(answer);
    }

    /**
     * Kills a function at work, and moves the clock past its lease, after which another takes its place.
     *
     * @return false when none is at work
     */
    public boolean kill(String function, Duration lease) {
        boolean killed = cloud.kill(function);
        if (killed) {
            out.println(function + " is killed at work.");
            moveClock(clock.instant().plus(lease), "when its lease is over");
        }
        return killed;
    }

    /**
     * Moves the clock and says so.
     *
     * @param where the time in words
     */
    public void moveClock(Instant time, String where) {
        try {
            clock.set(time);
        } catch (MovableClock.Unreachable past) {
            throw new IllegalStateException("The clock cannot be moved " + where, past);
        }
        out.println("The clock is moved to " + time.truncatedTo(ChronoUnit.SECONDS) + ", " + where);
    }
}
