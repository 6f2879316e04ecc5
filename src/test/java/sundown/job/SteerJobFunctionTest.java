package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorRequests;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;
import sundown.operator.Access.Role;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;
import sundown.timeline.GroupId;

class SteerJobFunctionTest {
    private static final Instant RUN = Instant.parse("2022-12-01T00:00:00Z");
    private static final JobId ID = new JobId("memberships", new GroupId("1"));

    private final ManualClock clock = new ManualClock(RUN);
    private final InMemoryJobStore jobs = new InMemoryJobStore();
    private final SteerJobFunction function = new SteerJobFunction(OperatorRequests.edge(clock), jobs, clock);

    @BeforeEach
    void begin() {
        jobs.begin(Job.begun(ID, 4, RUN), RUN);
    }

    @Test
    void tellsHowFarAJobIs() {
        jobs.end(chunk(0, Set.of()), true);
        save(chunk(1, Set.of("b", "a")));
        jobs.end(chunk(1, Set.of()), false);
        clock.advance(JobRules.SILENCE_MAX);
        save(chunk(2, Set.of()));

        assertThat(call(Map.of("job", "memberships-1", "by", "Ada"))).isEqualTo(Json.read("""
                        {"job": "memberships-1", "state": "RUNNING", "begunAt": "2022-12-01T00:00:00Z", "chunks": 4,
                         "done": 1, "running": 1, "chunksLate": 1, "late": [3], "usersSetAside": 2,
                         "setAside": [{"name": "a", "why": "a fault"}, {"name": "b", "why": "a fault"}]}
                        """));
    }

    @Test
    void tellsNothingOfCheckpointsOfTheRunBefore() {
        save(chunk(1, Set.of("a")));
        clock.advance(Duration.ofDays(1));
        jobs.begin(Job.begun(ID, 4, clock.instant()), clock.instant());
        JsonNode view = call(Map.of("job", "memberships-1", "by", "Ada"));
        assertThat(view.path("usersSetAside").asInt()).isZero();
        assertThat(view.path("late")).isEmpty();
    }

    @Test
    void tellsAllJobsOfAGroupThatHaveBegun() {
        JobId counting = new JobId("counting", ID.group());
        jobs.begin(Job.begun(counting, 2, RUN), RUN);
        jobs.begin(Job.begun(new JobId("counting", new GroupId("2")), 2, RUN), RUN);

        assertThat(call(Map.of("group", "1", "by", "Ada")).path("jobs"))
                .containsExactly(
                        call(Map.of("job", "memberships-1", "by", "Ada")),
                        call(Map.of("job", "counting-1", "by", "Ada")));
        assertThat(call(Map.of("group", "3", "by", "Ada"))).isEqualTo(Json.read("{\"jobs\": []}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"job\": \"memberships-1\", \"group\": \"1\"}",
                "{\"group\": \"1\", \"pause\": true}",
                "{\"group\": \"1\", \"retry\": true}"
            })
    void refusesACallOfNoJobAndAChangeOfAllJobs(String fields) {
        Map<String, Object> call = new HashMap<>(Map.of("by", "Ada"));
        Json.read(fields).properties().forEach(field -> call.put(field.getKey(), field.getValue()));
        assertThat(OperatorRequests.typeOf(call(call))).isEqualTo("invalid-request");
        assertThat(jobs.find(ID).orElseThrow().paused()).isFalse();
    }

    @Test
    void knowsTheJobsOfTheRunbook() throws IOException {
        Set<String> named = Pattern.compile("`([a-z]+)-<group>`")
                .matcher(Files.readString(Path.of("docs/runbook/jobs.md")))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
        assertThat(JobId.all(ID.group())).extracting(JobId::work).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void namesAHundredUsersAtMost() {
        for (int number = 0; number < 3; number++) {
            String prefix = "u" + number + "-";
            save(chunk(
                    number,
                    IntStream.range(0, 50).mapToObj(user -> prefix + user).collect(Collectors.toSet())));
        }
        JsonNode view = call(Map.of("job", "memberships-1", "by", "Ada"));
        assertThat(view.path("usersSetAside").asInt()).isEqualTo(150);
        assertThat(view.path("setAside")).hasSize(100);
    }

    @Test
    void namesAHundredLateChunksAtMost() {
        clock.advance(Duration.ofDays(1));
        jobs.begin(Job.begun(ID, GroupChunks.CHUNKS_MAX, clock.instant()), clock.instant());
        clock.advance(Duration.ofDays(1));
        JsonNode view = call(Map.of("job", "memberships-1", "by", "Ada"));
        assertThat(view.path("chunksLate").asInt()).isEqualTo(GroupChunks.CHUNKS_MAX);
        assertThat(view.path("late")).hasSize(100);
    }

    @Test
    void pausesAJobAndLetsItGoOnAndSaysWho() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            JsonNode paused =
                    call(Map.of("job", "memberships-1", "by", "Ada", "pause", true, "reason", "Stripe is down"));
            assertThat(paused.path("state").asText()).isEqualTo("PAUSED");
            assertThat(paused.path("running").asInt()).isZero();
            assertThat(jobs.find(ID).orElseThrow().paused()).isTrue();
            clock.advance(Duration.ofMinutes(1));
            assertThat(call(Map.of("job", "memberships-1", "by", "Ada", "pause", false))
                            .path("state")
                            .asText())
                    .isEqualTo("RUNNING");
            assertThat(jobs.find(ID).orElseThrow().resumedAt()).contains(clock.instant());
            assertThat(log.lines())
                    .containsExactly(
                            "INFO audit: steer-job, by Ada (op-Ada), group -, job memberships-1, pause true, reason Stripe is down: done",
                            "INFO audit: steer-job, by Ada (op-Ada), group -, job memberships-1, pause false: done");
        }
    }

    /** Even a value that the function refuses does not make a change of a call that only reads. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"pause\": false}", "{\"pause\": \"no\"}", "{\"retry\": true}", "{\"retry\": false}"})
    void letsThoseWhoMayOnlyReadChangeNothing(String change) {
        Map<String, Object> call = new HashMap<>(Map.of("job", "memberships-1"));
        Json.read(change).properties().forEach(field -> call.put(field.getKey(), field.getValue()));
        jobs.pause(ID);

        JsonNode answer = OperatorRequests.answer(function.handle(OperatorRequests.by(
                SampleOperators.named("Ada"), EnumSet.of(Role.VIEWER, Role.SUPPORT), clock.instant(), call)));

        assertThat(answer.path("type").asText()).endsWith(":role-missing");
        assertThat(jobs.find(ID).orElseThrow().paused()).isTrue();
    }

    @Test
    void makesAJobDueAgainWhenOperatorsWantThatAndSaysWho() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            assertThat(call(Map.of("job", "memberships-1", "by", "Ada", "retry", true))
                            .path("state")
                            .asText())
                    .isEqualTo("RUNNING");
            assertThat(jobs.find(ID).orElseThrow().checkedAt()).isEqualTo(Instant.EPOCH);
            assertThat(log.lines())
                    .containsExactly(
                            "INFO audit: steer-job, by Ada (op-Ada), group -, job memberships-1, retry true: done");
        }
    }

    @Test
    void tellsThatAJobHasEnded() {
        IntStream.range(0, 4).forEach(number -> jobs.end(chunk(number, Set.of()), number > 0));
        assertThat(call(Map.of("job", "memberships-1", "by", "Ada"))
                        .path("state")
                        .asText())
                .isEqualTo("ENDED");
    }

    @Test
    void knowsNoJobThatHasNotBegun() {
        for (boolean pause : new boolean[] {true, false}) {
            assertThat(problem(Map.of("job", "memberships-2", "by", "Ada", "pause", pause)))
                    .endsWith(":unknown-job");
        }
        assertThat(problem(Map.of("job", "memberships-2", "by", "Ada"))).endsWith(":unknown-job");
        assertThat(problem(Map.of("job", "memberships-2", "by", "Ada", "retry", true)))
                .endsWith(":unknown-job");
    }

    @Test
    void refusesACallThatIsNotOne() {
        assertThat(problem(Map.of("job", "memberships", "by", "Ada"))).endsWith(":invalid-request");
        assertThat(problem(Map.of("job", "memberships-1", "by", "Ada", "pause", "yes")))
                .endsWith(":invalid-request");
        assertThat(problem(Map.of("job", "memberships-1", "by", "Ada", "paused", true)))
                .endsWith(":invalid-request");
        assertThat(problem(Map.of("job", "memberships-1", "by", "Ada", "pause", false, "retry", true)))
                .endsWith(":invalid-request");
        assertThat(jobs.find(ID)).contains(Job.begun(ID, 4, RUN));
    }

    private JsonNode call(Map<String, Object> call) {
        return OperatorRequests.answer(function.handle(OperatorRequests.signed(call, clock.instant())));
    }

    private String problem(Map<String, Object> call) {
        return call(call).path("type").asText();
    }

    private void save(Chunk chunk) {
        assertThat(jobs.save(chunk)).isPresent();
    }

    private Chunk chunk(int number, Set<String> aside) {
        Map<String, String> why = aside.stream().collect(Collectors.toMap(name -> name, name -> "a fault"));
        return new Chunk(ID, number, RUN, Optional.empty(), true, clock.instant(), why, "0", 0);
    }
}
