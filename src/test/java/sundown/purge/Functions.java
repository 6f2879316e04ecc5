package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEvents;
import sundown.gallery.ObjectKey;
import sundown.hold.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.job.ChunkMessage;
import sundown.job.GroupChunks;
import sundown.job.InMemoryJobStore;
import sundown.job.TestChunks;
import sundown.membership.InMemoryMembershipStore;
import sundown.receipt.InMemoryReceiptStore;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/** The functions that plan a purge, over ports in memory, at the close of {@link #GROUP}, which is drained. */
final class Functions {
    static final GroupId GROUP = new GroupId("1");
    static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    static final Duration VISIBILITY = Duration.ofMinutes(90);

    final ManualClock clock = new ManualClock(CLOSE);
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    final InMemoryMembershipStore memberships = new InMemoryMembershipStore(accounts);
    final InMemoryHoldStore holds = new InMemoryHoldStore();
    final InMemoryBuckets buckets = new InMemoryBuckets();
    final InMemoryAuditFiles files = new InMemoryAuditFiles();
    final InMemoryPlanStore plans = new InMemoryPlanStore();
    final InMemoryJobStore jobs = new InMemoryJobStore();
    final InMemoryQueue<ChunkMessage> queue = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    final Set<GroupId> drained = new HashSet<>(Set.of(GROUP));

    /** Into how many the next plan is split. */
    private GroupChunks chunks = TestChunks.FEW;

    private final Random random = new Random(7);
    private PlanFunctions functions;

    Functions() {
        observe(new ObservedPort.Observer() {});
    }

    /** From now on, an observer is told of every call of a port. */
    void observe(ObservedPort.Observer observer) {
        PlanFunctions.Ports ports = new PlanFunctions.Ports(
                accounts,
                memberships,
                new InMemoryTimelineStore(),
                holds,
                drained::contains,
                buckets,
                files,
                plans,
                jobs,
                queue,
                new InMemoryPurgeStore(),
                new InMemoryDeletionRecords(),
                new InMemoryUserRows(),
                new InMemoryReceiptStore());
        functions = PlanFunctions.over(ObservedPort.all(ports, observer), chunks, clock, random);
    }

    /** The deployment is another from now on. */
    void splitInto(int number) {
        chunks = new GroupChunks(number);
        observe(new ObservedPort.Observer() {});
    }

    /** A user with an account, whom the accounts list in a shard of the group. */
    UserId member(String name, String region, int shard) {
        UserId user = account(name, region);
        memberships.list(user, GROUP, shard);
        return user;
    }

    UserId account(String name, String region) {
        UserId user = new UserId(name);
        accounts.put(new Account(user, new Region(region)));
        return user;
    }

    void hold(UserId user, Optional<Instant> until) {
        holds.place(GROUP, new Hold(user, "court order", "Ada", clock.instant(), until));
    }

    BucketEntry put(String key, int bytes) {
        return buckets.put(PurgedBucket.GALLERY, new ObjectKey(key), new byte[bytes]);
    }

    JsonNode plan(Map<String, String> call) {
        return functions.plan().handle(new OperatorCall(Json.tree(call)));
    }

    JsonNode plan() {
        return plan(Map.of("group", "1", "by", "Ada"));
    }

    QueueAnswer write(String body) {
        return functions.list().handle(QueueEvents.of(body));
    }

    /** Works on all that is in the queue and visible. */
    void work() {
        for (Optional<InMemoryQueue.Delivery> next = queue.receive(); next.isPresent(); next = queue.receive()) {
            if (write(next.get().body()).batchItemFailures().isEmpty()) {
                queue.delete(next.get());
            }
        }
    }

    PurgePlan.Planned planned() {
        return plans.find(GROUP).flatMap(PurgePlan::planned).orElseThrow();
    }

    /** A sweep; what it sends is worked on. */
    void sweep() {
        functions.sweep().run(Sweeps.run(clock));
        work();
    }

    /** The lines of all chunks of the manifest, in the order of their users. */
    List<ManifestLine> lines() {
        return root().chunks().stream()
                .flatMap(chunk -> lines(chunk).stream())
                .sorted(Comparator.comparing(line -> line.user().value()))
                .toList();
    }

    List<ManifestLine> lines(ManifestChunk chunk) {
        return text(ManifestKeys.chunk(GROUP, id(), chunk.number()))
                .lines()
                .map(ManifestLine::read)
                .toList();
    }

    /** What the manifest lists of a user. */
    List<BucketEntry> entries(UserId user) {
        List<BucketEntry> entries = new ArrayList<>();
        new NamedEntries(files).read(GROUP, id(), user, entries::add);
        return entries;
    }

    String report() {
        return text(ManifestKeys.report(GROUP, id()));
    }

    ManifestRoot root() {
        return ManifestRoot.read(file(ManifestKeys.root(GROUP, id())));
    }

    PlanId id() {
        return plans.find(GROUP).orElseThrow().id();
    }

    private String text(ObjectKey key) {
        return new String(file(key), StandardCharsets.UTF_8);
    }

    private byte[] file(ObjectKey key) {
        return files.read(key).orElseThrow();
    }
}
