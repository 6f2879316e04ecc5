package sundown.local.demo.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.aws.s3.GalleryRoles;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorCall;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.local.clock.MovableClock;
import sundown.local.identity.LocalIdentity;
import sundown.local.identity.Staff;
import sundown.operator.TokenVerifier;
import sundown.purge.ApprovePurgeFunction;
import sundown.purge.CertifyPurgeFunction;
import sundown.purge.ListChunkFunction;
import sundown.purge.PlanPurgeFunction;
import sundown.purge.PurgeAccountFunction;
import sundown.purge.PurgeGroups;
import sundown.purge.PurgeRules;
import sundown.purge.PurgeStore;
import sundown.purge.PurgeSweep;
import sundown.purge.TrustedTime;
import sundown.purge.close.CloseGroupFunction;
import sundown.purge.close.GroupCloses;
import sundown.report.CountProgressFunction;
import sundown.report.CountingRules;
import sundown.report.ReportProgressFunction;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishTimelineFunction;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.transfer.Transfer.TransferMessage;

/**
 * A group that ended before a local cloud begins, so that its console has a certificate, and a purge that people have
 * planned and approved. The functions do all of it, in this process, by a clock that is in the past.
 */
final class EndedGroup implements AutoCloseable {
    private static final Duration BEFORE_THE_NOTICE = Duration.ofDays(7);
    private static final Duration BETWEEN_PEOPLE = Duration.ofHours(2);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int STEPS_MOST = 100;

    private final Stack stack;
    private final JsonNode document;
    private final Timeline timeline;
    private final Group group;
    private final MovableClock clock;
    private final LocalIdentity identity;
    private final Map<String, Waiting> queues;
    private final Container functions;
    private int calls;

    /** Begins a week before the first notice. */
    EndedGroup(Stack stack, SampleTimeline sample, String ended) {
        this.timeline = TimelineDocument.read(sample.document().toString());
        Instant notice = timeline.groups().stream()
                .map(each -> each.dates().notice())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        this.stack = stack;
        this.document = sample.document();
        this.group = timeline.require(new GroupId(ended));
        this.clock = new MovableClock(Clock.fixed(notice.minus(BEFORE_THE_NOTICE), ZoneOffset.UTC));
        this.identity = new LocalIdentity(Staff.AUDIENCE, "openid", Staff::claims, clock);
        this.queues = Stream.of("closing", "counting", "plan", "purge")
                .collect(Collectors.toMap(Function.identity(), _ -> new Waiting(clock, new PriorityQueue<>())));
        this.functions = new Container(stack, queues, given());
    }

    private List<?> given() {
        TrustedTime trusted = clock::instant;
        TokenVerifier own = token -> Optional.of(Json.read(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8)));
        MessageQueue<TransferMessage> nothingRuns = (_, _) -> {
            throw new IllegalStateException("a transfer runs in a group that has ended");
        };
        String roles = stack.variable("GALLERY_ROLES");
        return List.of(
                clock,
                trusted,
                own,
                nothingRuns,
                RandomGenerator.getDefault(),
                new GalleryRoles(() -> stack.clients().sts(), Optional.of(roles).filter(some -> !some.isEmpty())),
                stack.clients().dynamoDb(),
                stack.clients().s3());
    }

    /** The messages of a queue, in the order in which they can be received. */
    private record Waiting(Clock clock, Queue<Sent> sent) implements MessageQueue<ChunkMessage> {
        record Sent(Instant at, ChunkMessage message) implements Comparable<Sent> {
            @Override
            public int compareTo(Sent other) {
                return at.compareTo(other.at);
            }
        }

        @Override
        public void send(List<ChunkMessage> messages, Duration delay) {
            messages.forEach(message -> sent.add(new Sent(clock.instant().plus(delay), message)));
        }
    }

    /** Takes its users through their time, and operators to its certificate. */
    void end() {
        publish();
        moveTo(group.dates().close());
        new Residents(stack, clock.instant()).moveIn(timeline, group);
        drain();
        moveTo(group.dates().close().plus(CountingRules.SETTLING_TIME));
        report();
        String hash = plan();
        approve(hash, Staff.GRACE);
        moveTo(clock.instant().plus(BETWEEN_PEOPLE));
        String pausesUntil = approve(hash, Staff.LINUS).path("pausesUntil").asText();
        moveTo(Instant.parse(pausesUntil).plus(PurgeRules.CLOCK_SKEW));
        delete();
        certify();
    }

    private void publish() {
        PublishTimelineFunction publishing = functions.get(PublishTimelineFunction.class);
        Map<String, ?> call = Map.of("timeline", document, "reason", "the notice to all users is agreed");
        Stream.of(Staff.ADA, Staff.GRACE).forEach(person -> call(person, publishing::handle, call));
    }

    private void drain() {
        GroupCloses closes = functions.get(GroupCloses.class);
        PurgeGroups groups = functions.get(PurgeGroups.class);
        CloseGroupFunction closing = functions.get(CloseGroupFunction.class);
        await("the end of what runs", () -> {
            closes.advance(group);
            work("closing", closing::handle);
            return groups.circumstances(group.id()).drainedAt();
        });
    }

    private void report() {
        call(Staff.ADA, functions.get(ReportProgressFunction.class)::handle, Map.of());
        work("counting", functions.get(CountProgressFunction.class)::handle);
    }

    private String plan() {
        PlanPurgeFunction planning = functions.get(PlanPurgeFunction.class);
        ListChunkFunction listing = functions.get(ListChunkFunction.class);
        return await("the plan", () -> {
            JsonNode plan = call(Staff.ADA, planning::handle, Map.of("group", group.id()));
            work("plan", listing::handle);
            return Optional.ofNullable(plan.at("/planned/hash").textValue());
        });
    }

    private JsonNode approve(String hash, Staff by) {
        ApprovePurgeFunction approving = functions.get(ApprovePurgeFunction.class);
        return call(by, approving::handle, Map.of("group", group.id(), "manifestHash", hash));
    }

    private void delete() {
        PurgeSweep sweep = functions.get(PurgeSweep.class);
        PurgeStore purges = functions.get(PurgeStore.class);
        PurgeAccountFunction deleting = functions.get(PurgeAccountFunction.class);
        await("the deletion", () -> {
            sweep.advance(group);
            work("purge", deleting::handle);
            return purges.find(group.id()).flatMap(purge -> purge.state().unprovenSince());
        });
    }

    private void certify() {
        CertifyPurgeFunction certifying = functions.get(CertifyPurgeFunction.class);
        ListChunkFunction listing = functions.get(ListChunkFunction.class);
        await("the certificate", () -> {
            JsonNode answer = call(Staff.ADA, certifying::handle, Map.of("group", group.id()));
            work("plan", listing::handle);
            return Optional.of(answer).filter(certified -> certified.has("certificate"));
        });
    }

    private <T> T await(String what, Supplier<Optional<T>> step) {
        for (int steps = 0; steps < STEPS_MOST; steps++) {
            Optional<T> found = step.get();
            if (found.isPresent()) {
                return found.get();
            }
            moveTo(clock.instant().plus(STEP));
        }
        throw new IllegalStateException("The group that has ended does not come to " + what);
    }

    /** Works on all messages of a queue, each at its time. */
    private void work(String queue, Function<QueueEvent, QueueEvent.Answer> function) {
        Queue<Waiting.Sent> waiting = queues.get(queue).sent();
        while (!waiting.isEmpty()) {
            Waiting.Sent next = waiting.remove();
            moveTo(next.at());
            QueueEvent.Message message =
                    new QueueEvent.Message("ended", next.message().write(), Map.of(), Map.of());
            if (!function.apply(new QueueEvent(List.of(message)))
                    .batchItemFailures()
                    .isEmpty()) {
                throw new IllegalStateException("A message of the queue " + queue + " cannot be worked on");
            }
        }
    }

    private JsonNode call(Staff by, Function<OperatorCall, JsonNode> function, Map<String, ?> call) {
        Map<String, ?> verified = Map.of("claims", Map.of("sub", by.user()));
        JsonNode answer = function.apply(new OperatorCall(Json.tree(Map.of(
                "headers",
                Map.of("authorization", "Bearer " + identity.accessToken(by.user())),
                "requestContext",
                Map.of("http", Map.of(), "requestId", "ended-" + ++calls, "authorizer", Map.of("jwt", verified)),
                "body",
                Json.write(call)))));
        JsonNode body = Json.read(answer.path("body").asText());
        if (answer.path("statusCode").asInt() >= 400) {
            throw new IllegalStateException("A call of " + by.user() + " is refused: " + body);
        }
        return body;
    }

    /** Does nothing for a time that is over. */
    private void moveTo(Instant time) {
        if (time.isAfter(clock.instant())) {
            try {
                clock.set(time);
            } catch (MovableClock.Unreachable future) {
                throw new IllegalStateException("the clock stands", future);
            }
        }
    }

    @Override
    public void close() {
        identity.close();
    }
}
