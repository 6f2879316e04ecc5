package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorRequests;
import sundown.failure.RetryableFailure;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.timeline.TimelineStore.Publication;

class PublishTimelineFunctionTest {
    private static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    private static final String LATER_CLOSE = "group 1: close 2023-06-01T00:00:00Z -> 2023-07-01T00:00:00Z";

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final List<Integer> followed = new ArrayList<>();
    private TimelineStore store = timelines;
    private List<String> warnings = List.of();
    private boolean follows = true;
    private int publishers = 1;
    private final PublicationListener listener = new PublicationListener() {
        @Override
        public List<String> warnings(Timeline timeline, Instant now) {
            return warnings;
        }

        @Override
        public void published(Timeline timeline) {
            if (!follows) {
                throw new RetryableFailure("the scheduler cannot be reached");
            }
            followed.add(timeline.version());
        }
    };

    @Test
    void putsAnotherVersionInForce() {
        JsonNode answer = publish(call());

        assertThat(answer).isEqualTo(Json.read("""
                {"version": 2, "hash": "%s", "state": "PUBLISHED", "publishedAt": "2023-01-15T12:00:00Z", "by": "Ada",
                 "reason": "more time", "changes": ["%s", "region DE: group 3 -> exempt"], "dryRun": false,
                 "publishers": 1, "followers": "told"}
                """.formatted(timelines.current().hash(), LATER_CLOSE)));
        assertThat(timelines.inForce()).isEqualTo(TimelineDocument.read(next().toString()));
        assertThat(followed).containsExactly(2);
    }

    @Test
    void warnsOfAnOpeningAndPublishesAllTheSame() {
        warnings = List.of("group 2 opens soon, and check-readiness fails: trail");
        assertThat(publish(call().put("dryRun", true)).path("warnings")).isEqualTo(Json.tree(warnings));
        assertThat(publish(call()).path("warnings")).isEqualTo(Json.tree(warnings));
        assertThat(timelines.inForce().version()).isEqualTo(2);
    }

    /** The words of the document say what people are told, and the instants when it comes. */
    @Test
    void saysWhichLocalDatesChange() {
        ObjectNode document = next();
        ((ObjectNode) document.at("/groups/0")).put("zone", "UTC").put("close", "2023-05-31");
        ((ObjectNode) document.at("/groups/2")).put("close", "2023-08-31");

        JsonNode answer = publish(call(document));

        assertThat(answer.path("changes"))
                .isEqualTo(Json.tree(List.of(
                        "group 1: close 2023-06-01T00:00:00Z -> 2023-05-31 (2023-06-01T00:00:00Z)",
                        "group 3: close 2023-07-31 (2023-08-01T00:00:00Z) -> 2023-08-31 (2023-09-01T00:00:00Z)",
                        "region DE: group 3 -> exempt")));
        assertThat(list().at("/timelines/0/dates/3")).isEqualTo(Json.read("""
                {"notice": "2022-10-25T00:00:00Z", "exportsOpen": "2023-02-01T00:00:00Z",
                 "close": "2023-09-01T00:00:00Z", "refundBy": "2023-08-01T00:00:00Z",
                 "refundsBegin": "2023-08-01T00:00:00Z",
                 "promised": {"notice": "2022-10-25", "exportsOpen": "2023-02-01", "close": "2023-08-31",
                              "refundBy": "2023-08-01"}}
                """));
    }

    @Test
    void changesNothingInADryRun() {
        JsonNode answer = publish(call().put("dryRun", true));

        assertThat(answer).isEqualTo(Json.read("""
                {"version": 2, "hash": "%s", "by": "Ada", "reason": "more time",
                 "changes": ["%s", "region DE: group 3 -> exempt"], "dryRun": true, "publishers": 1}
                """.formatted(answer.path("hash").asText(), LATER_CLOSE)));
        assertThat(timelines.inForce()).isEqualTo(PublishedTimeline.read());
        assertThat(followed).isEmpty();
    }

    @Test
    void asksOnePersonToTypeWhatTheyAreAboutToDo() {
        ObjectNode silent = call();
        silent.remove("confirmation");
        assertThat(publish(silent).path("detail").asText()).contains("confirmation is not \"publish version 2\"");
        assertThat(publish(call().put("confirmation", "publish version 3"))
                        .path("type")
                        .asText())
                .endsWith(":invalid-request");
        assertThat(timelines.inForce().version()).isEqualTo(1);
    }

    @Test
    void waitsForASecondPersonWhoAsksForTheSame() {
        publishers = 2;

        JsonNode first = publish(call());
        clock.advance(Duration.ofDays(1));
        JsonNode again = publish(call());
        assertThat(timelines.inForce().version()).isEqualTo(1);
        assertThat(followed).isEmpty();
        JsonNode waiting = list().path("proposed");
        JsonNode second = publish(call(waiting.path("document")).put("by", "Bob"));

        assertThat(first.path("state").asText()).isEqualTo("PROPOSED");
        assertThat(first.path("at").asText()).isEqualTo(NOW.toString());
        assertThat(first.path("changes")).isEqualTo(second.path("changes"));
        assertThat(again).isEqualTo(first);
        assertThat(waiting.path("hash")).isEqualTo(first.path("hash"));
        assertThat(waiting.path("by").asText()).isEqualTo("Ada");
        assertThat(second.path("state").asText()).isEqualTo("PUBLISHED");
        assertThat(second.path("hash")).isEqualTo(first.path("hash"));
        assertThat(timelines.current().by()).isEqualTo(SampleOperators.named("Bob"));
        assertThat(followed).containsExactly(2);
        assertThat(list().has("proposed")).isFalse();
    }

    @Test
    void takesTheFirstVersionFromTwoPeopleToo() {
        publishers = 2;
        store = InMemoryTimelineStore.notAnnounced();
        ObjectNode first =
                call(TimelineDocument.write(PublishedTimeline.read())).put("pastDatesAreMeant", true);

        assertThat(publish(first).path("state").asText()).isEqualTo("PROPOSED");
        assertThat(store.inForce().announced()).isFalse();
        assertThat(publish(first.put("by", "Bob")).path("state").asText()).isEqualTo("PUBLISHED");
        assertThat(store.inForce().announced()).isTrue();
    }

    @Test
    void forgetsAProposalAfterAWeekOrForAnotherOne() {
        publishers = 2;
        publish(call());
        clock.advance(PublicationRules.PROPOSAL_HOLDS);
        assertThat(list().has("proposed")).isFalse();
        assertThat(publish(call().put("by", "Bob")).path("by").asText()).isEqualTo("Bob");

        ObjectNode other = next();
        ((ObjectNode) other.at("/groups/0")).put("close", "2023-07-02T00:00:00Z");
        assertThat(publish(call(other)).path("state").asText()).isEqualTo("PROPOSED");
        assertThat(publish(call().put("by", "Cleo")).path("state").asText()).isEqualTo("PROPOSED");
        assertThat(timelines.inForce().version()).isEqualTo(1);
    }

    /** The glass does not prove who somebody is, so it is no second person. */
    @Test
    void takesNobodyForASecondPersonWhomNoTokenProves() {
        publishers = 2;
        publish(call());
        OperatorCall broken = new OperatorCall(call().put("by", "Bob"));

        assertThat(functions().publish().handle(broken).path("state").asText()).isEqualTo("PROPOSED");
        assertThat(publish(call()).path("state").asText()).isEqualTo("PROPOSED");
        assertThat(timelines.inForce().version()).isEqualTo(1);
    }

    @Test
    void tellsNobodyInADryRunOfWhatIsInForce() {
        JsonNode first = publish(call());
        followed.clear();

        JsonNode dry = publish(call().put("dryRun", true));

        assertThat(dry.path("changes")).isEqualTo(first.path("changes"));
        assertThat(dry.path("dryRun").booleanValue()).isTrue();
        assertThat(followed).isEmpty();
    }

    @Test
    void refusesWithAllReasonsAndChangesNothing() {
        ObjectNode call = call();
        ((ObjectNode) call.path("timeline")).put("version", 5);
        ((ObjectNode) call.at("/timeline/groups/0")).put("close", "2022-11-01T00:00:00Z");
        ((ObjectNode) call.at("/timeline/groups/1")).put("close", "2023-02-01T00:00:00Z");

        JsonNode answer = publish(call);

        assertThat(answer.path("type").textValue()).isEqualTo("urn:sundown:problem:timeline-refused");
        assertThat(answer.path("status").intValue()).isEqualTo(409);
        assertThat(answer.path("reasons")).hasSize(4);
        assertThat(answer.path("detail").textValue()).isEqualTo("Nothing has been changed. Reasons against it: 4.");
        assertThat(timelines.current()).isEqualTo(PublishedTimeline.inForce(PublishedTimeline.read()));
        assertThat(publish(call.put("dryRun", true))).isEqualTo(answer);
        assertThat(followed).isEmpty();
    }

    @Test
    void announcesTheFirstVersionWithItsRegionsAndEachOfItsDates() {
        timelines.put(Timeline.NOT_ANNOUNCED);
        ObjectNode call = call(TimelineDocument.write(PublishedTimeline.read()));

        assertThat(list().path("timelines")).isEmpty();
        assertThat(publish(call).path("reasons").path(0).textValue()).contains("pastDatesAreMeant");
        assertThat(timelines.current().timeline()).isEqualTo(Timeline.NOT_ANNOUNCED);

        JsonNode answer = publish(call.put("pastDatesAreMeant", true));

        assertThat(answer.path("version").intValue()).isEqualTo(1);
        assertThat(answer.path("changes"))
                .hasSize(19)
                .extracting(JsonNode::textValue)
                .startsWith(
                        "exempt: CN",
                        "group 1: regions ID, IN, MM, MY, PH, SG, VN",
                        "group 1: notice 2022-10-25T00:00:00Z")
                .contains("group 3: regions every other", "group 3: refunds begin 2023-08-01T00:00:00Z");
        assertThat(timelines.inForce()).isEqualTo(PublishedTimeline.read());
        assertThat(followed).containsExactly(1);
        assertThat(publish(call)).isEqualTo(answer);
    }

    @Test
    void announcesOneOfTwoFirstVersions() {
        timelines.put(Timeline.NOT_ANNOUNCED);
        JsonNode document = TimelineDocument.write(PublishedTimeline.read());
        ObjectNode bobs = call(document).put("by", "Bob").put("pastDatesAreMeant", true);
        atTheWrite(() -> TimelineFunctions.over(timelines, List.of(listener), OperatorRequests.edge(clock), clock)
                .publish()
                .handle(OperatorRequests.signed(bobs, NOW)));

        assertThat(publish(call(document).put("pastDatesAreMeant", true)).path("reasons"))
                .isEqualTo(Json.tree(List.of("version 1 does not follow version 1, which is in force: the next is 2")));

        assertThat(timelines.current().by()).isEqualTo(SampleOperators.named("Bob"));
    }

    @Test
    void asksWhy() {
        assertThat(publish(call().without(List.of("reason"))).path("type").textValue())
                .isEqualTo("urn:sundown:problem:invalid-request");
        assertThat(timelines.inForce().version()).isEqualTo(1);
    }

    @Test
    void namesThePartOfTheTimelineThatIsMissing() {
        ObjectNode call = call();
        ((ObjectNode) call.at("/timeline/groups/1")).remove("close");
        assertThat(publish(call).path("detail").textValue())
                .isEqualTo("In the body, timeline.groups[1].close is missing.");
        assertThat(publish(call().without(List.of("timeline"))).path("detail").textValue())
                .isEqualTo("In the body, timeline is missing.");
    }

    @Test
    void answersACallThatComesAgainAsTheFirst() {
        JsonNode first = publish(call());
        clock.advance(Duration.ofMinutes(5));

        assertThat(publish(call())).isEqualTo(first);

        assertThat(followed).containsExactly(2, 2);
        assertThat(publish(call().put("by", "Bob")).path("type").textValue())
                .isEqualTo("urn:sundown:problem:timeline-refused");
    }

    @Test
    void changesNothingWhenAFieldIsMisspelled() {
        ObjectNode call = call();
        call.put("dryrun", true);

        JsonNode refused = publish(call);

        assertThat(refused.path("type").textValue()).endsWith(":invalid-request");
        assertThat(refused.path("detail").textValue())
                .contains("the fields are timeline, reason, dryRun, pastDatesAreMeant");
        assertThat(list().path("timelines")).hasSize(1);
    }

    @Test
    void logsWhoPublishedAndWhy() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            publish(call().put("dryRun", true));
            publish(call());
            assertThat(log.lines())
                    .containsExactly(
                            "INFO audit: publish-timeline, by Ada (op-Ada), group -, reason more time, dry run: done",
                            "INFO audit: publish-timeline, by Ada (op-Ada), group -, reason more time: done");
        }
    }

    @Test
    void refusesTheSlowerOfTwoOperators() {
        atTheWrite(() -> TimelineFunctions.over(timelines, List.of(listener), OperatorRequests.edge(clock), clock)
                .publish()
                .handle(OperatorRequests.signed(call().put("by", "Bob"), NOW)));

        assertThat(publish(call()).path("reasons"))
                .isEqualTo(Json.tree(List.of("version 2 does not follow version 2, which is in force: the next is 3")));

        assertThat(timelines.current().by()).isEqualTo(SampleOperators.named("Bob"));
    }

    @Test
    void recognisesItsOwnWriteAfterALostAnswer() {
        atTheWrite(() -> timelines.publish(
                timelines.current(),
                new Publication(
                        TimelineDocument.read(next().toString()),
                        SampleOperators.named("Ada"),
                        "more time",
                        Optional.of(NOW))));

        assertThat(publish(call()).path("followers").textValue()).isEqualTo("told");
    }

    @Test
    void isInForceAlsoWhereAFollowerFails() {
        follows = false;

        assertThat(publish(call()).path("followers").textValue()).isEqualTo("later");

        assertThat(timelines.inForce().version()).isEqualTo(2);
    }

    @Test
    void listsEveryVersionTheNewestFirst() {
        publish(call());
        clock.advance(Duration.ofDays(1));
        ObjectNode third = next().put("version", 3);
        publish(call(third).put("by", "Bob"));

        JsonNode list = list().path("timelines");

        assertThat(list.findValuesAsText("by")).containsExactly("Bob", "Ada", "Olga");
        assertThat(list.at("/0/version").intValue()).isEqualTo(3);
        assertThat(list.at("/0/publishedAt").textValue()).isEqualTo("2023-01-16T12:00:00Z");
        assertThat(list.at("/1/reason").textValue()).isEqualTo("more time");
        assertThat(TimelineDocument.read(list.at("/1/document").toString()))
                .isEqualTo(TimelineDocument.read(next().toString()));
        assertThat(list.at("/2").has("publishedAt")).isFalse();
        assertThat(list(Map.of("inForce", true)).path("timelines")).containsExactly(list.get(0));
    }

    private JsonNode publish(JsonNode call) {
        return OperatorRequests.answer(functions().publish().handle(OperatorRequests.signed(call, clock.instant())));
    }

    private TimelineFunctions functions() {
        return TimelineFunctions.over(
                store, List.of(listener), OperatorRequests.edge(clock), publishers, TimelineFunctions.NO_LEAD, clock);
    }

    private JsonNode list() {
        return list(Map.of());
    }

    private JsonNode list(Map<String, Boolean> call) {
        return OperatorRequests.ask(new ListTimelines(timelines, clock), new OperatorCall(Json.tree(call)), clock);
    }

    /** Something happens just before the first write. */
    private void atTheWrite(Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        store = ObservedPort.of(TimelineStore.class, timelines, ObservedPort.before("TimelineStore.publish", () -> {
            if (happened.compareAndSet(false, true)) {
                happening.run();
            }
        }));
    }

    private static ObjectNode call() {
        return call(next());
    }

    private static ObjectNode call(JsonNode timeline) {
        String confirmation = "publish version " + timeline.path("version").asInt();
        return (ObjectNode) Json.tree(
                Map.of("timeline", timeline, "by", "Ada", "reason", "more time", "confirmation", confirmation));
    }

    /** The published timeline, with a month more for group 1, and with an exempt region more. */
    private static ObjectNode next() {
        ObjectNode document = (ObjectNode) TimelineDocument.write(PublishedTimeline.read());
        document.put("version", 2).withArray("exempt").add("DE");
        ((ObjectNode) document.at("/groups/0")).put("close", "2023-07-01T00:00:00Z");
        return document;
    }
}
