package sundown.local.demo.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    private static final Path TIMELINE = Path.of("infra", "timeline.json");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private static final List<String> DATES = List.of("notice", "exportsOpen", "close", "refundBy");
    private static final Duration SINCE_OPENING = Duration.ofDays(14);
    private static final int DATE_LENGTH = "2023-05-31".length();

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
     * Publishes a timeline by which a group's exports have just opened, so that some of its dates are past. A timeline
     * that is published already stays.
     *
     * @return the timeline in force
     */
    public Timeline publishTimeline(String group) throws IOException, InterruptedException {
        JsonNode versions =
                call(Staff.ADA, "list-timelines", Map.of("inForce", true)).path("timelines");
        if (!versions.isEmpty()) {
            JsonNode first = versions.path(0);
            return TimelineDocument.read(
                    first.path("document").toString(), first.path("dates").toString());
        }
        JsonNode document = shiftedTimeline(Files.readString(TIMELINE), group, clock.instant());
        call(
                Staff.ADA,
                "publish-timeline",
                Map.of("timeline", document, "reason", "a local cloud begins", "pastDatesAreMeant", true));
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

    /**
     * Moves all dates, local ones and instants, by the same days, so that the group's exports opened two weeks ago.
     *
     * @param sample the document of {@code infra/timeline.json}
     */
    static JsonNode shiftedTimeline(String sample, String group, Instant now) throws JsonProcessingException {
        JsonNode document = Json.MAPPER.readTree(sample);
        String opening = groupOf(document, group).required("exportsOpen").asText();
        long days = ChronoUnit.DAYS.between(
                LocalDate.parse(opening.substring(0, DATE_LENGTH)),
                now.minus(SINCE_OPENING).atZone(ZoneOffset.UTC).toLocalDate());
        for (JsonNode each : document.required("groups")) {
            DATES.forEach(name ->
                    ((ObjectNode) each).put(name, shifted(each.required(name).asText(), days)));
        }
        return document;
    }

    private static String shifted(String date, long days) {
        return LocalDate.parse(date.substring(0, DATE_LENGTH)).plusDays(days) + date.substring(DATE_LENGTH);
    }

    private static JsonNode groupOf(JsonNode document, String group) {
        for (JsonNode each : document.required("groups")) {
            if (each.required("id").asText().equals(group)) {
                return each;
            }
        }
        throw new IllegalArgumentException("The timeline has no group " + group);
    }
}
