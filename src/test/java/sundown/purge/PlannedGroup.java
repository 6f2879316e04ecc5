package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.OperatorRequests;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.TestChunks;
import sundown.operator.SampleOperators;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgePorts.PlanFunctions;
import sundown.purge.close.SampleClosings;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.GroupId;

/** The functions that plan a purge, over ports in memory, at the close of {@link #GROUP}, which is drained. */
public final class PlannedGroup extends InMemoryPurge {
    public static final GroupId GROUP = new GroupId("1");
    public static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    public static final Duration VISIBILITY = PLAN_VISIBILITY;

    public final InMemoryQueue<ChunkMessage> queue = planQueue;

    /** Into how many the next plan is split. */
    private GroupChunks chunks = TestChunks.FEW;

    private final Random random = new Random(7);
    private PlanFunctions functions;

    public PlannedGroup() {
        this(GalleryLayout.GROUP_FIRST);
    }

    public PlannedGroup(GalleryLayout layout) {
        super(CLOSE, layout);
        closings.save(SampleClosings.drained(GROUP, CLOSE, CLOSE));
        observe(ObservedPort.Observer.NONE);
    }

    /** From now on, an observer is told of every call of a port. */
    public void observe(ObservedPort.Observer observer) {
        functions = ports(observer).planFunctions(chunks, clock, random);
    }

    /** The deployment is another from now on. */
    public void splitInto(int number) {
        chunks = new GroupChunks(number);
        observe(ObservedPort.Observer.NONE);
    }

    /** A user with an account, listed in a shard of the group. */
    public UserId member(String name, String region, int shard) {
        UserId user = account(name, region);
        members.list(user, GROUP, shard);
        return user;
    }

    public UserId account(String name, String region) {
        UserId user = new UserId(name);
        accounts.put(new Account(user, new Region(region)));
        return user;
    }

    public void hold(UserId user, Optional<Instant> until) {
        holds.place(GROUP, new Hold(user, "court order", SampleOperators.named("Ada"), clock.instant(), until));
    }

    public BucketEntry put(String key, int bytes) {
        return buckets.put(PurgedBucket.GALLERY, new ObjectKey(key), new byte[bytes]);
    }

    public JsonNode plan(Map<String, String> call) {
        return OperatorRequests.answer(functions.plan().handle(OperatorRequests.signed(call, clock.instant())));
    }

    public JsonNode plan() {
        return plan(Map.of("group", "1", "by", "Ada"));
    }

    public QueueEvent.Answer write(String body) {
        return functions.list().handle(QueueEvents.of(body));
    }

    /** Works on all that is in the queue and visible. */
    public void work() {
        queue.work(functions.list()::handle);
    }

    public Plan.Planned planned() {
        return plans.find(GROUP).flatMap(Plan.Begun::planned).orElseThrow();
    }

    /** A sweep; what it sends is worked on. */
    public void sweep() {
        functions.sweep().run(Sweeps.run(clock));
        work();
    }

    /** The lines of all chunks of the manifest, in the order of their users. */
    public List<ManifestLine> lines() {
        return root().chunks().stream()
                .flatMap(chunk -> lines(chunk).stream())
                .sorted(Comparator.comparing(line -> line.user().value()))
                .toList();
    }

    public List<ManifestLine> lines(ManifestRoot.ChunkLine chunk) {
        return text(AuditKeys.chunk(GROUP, id(), chunk.number()))
                .lines()
                .map(ManifestLine::read)
                .toList();
    }

    /** What the manifest lists of a user. */
    public List<BucketEntry> entries(UserId user) {
        List<BucketEntry> entries = new ArrayList<>();
        new ManifestReader(files, layout).readEntries(GROUP, id(), user, entries::add);
        return entries;
    }

    public String report() {
        return text(AuditKeys.report(GROUP, id()));
    }

    public ManifestRoot root() {
        return ManifestRoot.read(file(AuditKeys.root(GROUP, id())));
    }

    public PlanId id() {
        return plans.find(GROUP).orElseThrow().id();
    }

    private String text(ObjectKey key) {
        return new String(file(key), StandardCharsets.UTF_8);
    }

    private byte[] file(ObjectKey key) {
        return files.read(key).orElseThrow();
    }
}
