package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.contract.SampleItems;
import sundown.contract.SamplePurges;
import sundown.digest.Sha256;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.gallery.GalleryLayout;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.job.ChunkMessage;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgePorts.CertificateFunctions;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.purge.close.SampleClosings;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.sweep.Sweeps;
import sundown.timeline.GroupId;

/** Groups that were closed, planned and purged, over ports in memory, and the function that certifies them. */
final class PurgedGroup extends InMemoryPurge {
    static final GroupId ONE = new GroupId("1");
    static final GroupId TWO = new GroupId("2");
    static final PlanId PLAN = new PlanId("plan00001");
    static final UserId ANN = new UserId("ann");
    static final UserId BEN = new UserId("ben");
    static final UserId HELD = new UserId("hal");
    static final Totals TWO_PHOTOS = new Totals(2, 1, 1, 20);
    static final Totals ONE_PHOTO = new Totals(1, 0, 0, 7);
    static final Instant DRAINED = Instant.parse("2023-07-02T00:00:00Z");
    static final Instant PLANNED = Instant.parse("2023-07-03T00:00:00Z");
    static final Instant APPROVED = Instant.parse("2023-07-04T00:00:00Z");
    static final Instant DELETED = Instant.parse("2023-07-09T00:00:00Z");
    static final Instant NOW = Instant.parse("2023-07-10T00:00:00Z");
    static final Duration PAUSE = Duration.ofDays(3);

    public final InMemoryQueue<ChunkMessage> queue = planQueue;

    private CertificateFunctions functions;

    public PurgedGroup() {
        this(GalleryLayout.GROUP_FIRST);
    }

    public PurgedGroup(GalleryLayout layout) {
        super(NOW, layout);
        observe(ObservedPort.Observer.NONE);
    }

    /** From now on, an observer is told of every call of a port. */
    public void observe(ObservedPort.Observer observer) {
        functions = ports(observer).certificateFunctions(new PurgeSettings(PAUSE, 30), clock);
    }

    /** A group with two users who are gone and one who is under hold. */
    void purged(GroupId group) {
        closed(group);
        planned(group, PLAN, standard());
        done(group, PLAN, ANN, TWO_PHOTOS);
        done(group, PLAN, BEN, ONE_PHOTO);
    }

    /** The same with one user: one thread looks for the rows, so that the calls have an order. */
    void purgedOfOne(GroupId group) {
        closed(group);
        planned(group, PLAN, List.of(listed(ANN, TWO_PHOTOS), leftOut(HELD)));
        done(group, PLAN, ANN, TWO_PHOTOS);
    }

    private void closed(GroupId group) {
        Instant close = timelines.inForce().groups().stream()
                .filter(known -> known.id().equals(group))
                .findFirst()
                .orElseThrow()
                .dates()
                .close();
        closings.save(SampleClosings.drained(group, close, DRAINED));
        hold(group, HELD);
        put(key(group, HELD), 5);
    }

    /** The key of a user's photo; a row names the user where rows tell. */
    private String key(GroupId group, UserId user) {
        if (layout.hasFolders()) {
            return layout.parts().getFirst().prefix(group, user) + "photo";
        }
        ObjectKey key = new ObjectKey("pool/photo of " + user);
        index.put(user, SampleItems.bare(new ItemId("photo"), key, "photo.jpg", 5));
        return key.value();
    }

    static List<ManifestLine> standard() {
        return List.of(listed(ANN, TWO_PHOTOS), listed(BEN, ONE_PHOTO), leftOut(HELD));
    }

    /** The root of another plan, with no lines of chunks. */
    static byte[] root(PlanId plan, int chunks) {
        ManifestRoot.Header header = new ManifestRoot.Header(
                new GroupId("1"), plan, DELETED, "Ada", Optional.empty(), 1, 0, chunks, Optional.empty());
        return (Json.write(header) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ManifestLine listed(UserId user, Totals totals) {
        Sha256 hash = AccountEntries.read(kept(user, totals), _ -> {}).hash();
        return new ManifestLine(user, Standing.ACCOUNT, Optional.of(hash), totals, ManifestLine.NO_SALT);
    }

    /** Entries of a user that come to these totals; all bytes are those of the first one. */
    private static byte[] kept(UserId user, Totals totals) {
        VersionId version = new VersionId("v");
        Function<String, ObjectKey> key = name -> new ObjectKey("planned/" + user + "/" + name);
        return AccountEntries.write(Stream.of(
                        numbers(totals.versions())
                                .mapToObj(number -> BucketEntry.version(
                                        PurgedBucket.GALLERY,
                                        key.apply("version-" + number),
                                        version,
                                        number == 0 ? totals.bytes() : 0,
                                        new ETag("\"tag\""))),
                        numbers(totals.markers())
                                .mapToObj(number -> BucketEntry.marker(
                                        PurgedBucket.GALLERY, key.apply("marker-" + number), version)),
                        numbers(totals.uploads())
                                .mapToObj(number -> BucketEntry.upload(
                                        PurgedBucket.GALLERY, key.apply("upload-" + number), version)))
                .flatMap(Function.identity()));
    }

    private static LongStream numbers(long count) {
        return LongStream.range(0, count);
    }

    static ManifestLine leftOut(UserId user) {
        return new ManifestLine(user, Standing.HELD, Optional.empty(), Totals.NONE, ManifestLine.NO_SALT);
    }

    /** Another plan of a group, which has been carried out. */
    public void planned(GroupId group, PlanId id, List<ManifestLine> lines) {
        plannedChunks(group, id, chunks(lines));
    }

    /** The same of a manifest with these chunks. */
    void plannedChunks(GroupId group, PlanId id, List<List<ManifestLine>> chunks) {
        chunks.stream()
                .flatMap(List::stream)
                .filter(line -> line.standing().listed())
                .forEach(line ->
                        files.putIfAbsent(AuditKeys.account(group, id, line.user()), kept(line.user(), line.totals())));
        plan(group, id, Manifests.put(files, layout, group, id, chunks).hash(), chunks.size());
    }

    /** The same, approved with this hash whatever lies in the audit bucket. */
    void plan(GroupId group, PlanId id, Sha256 approved) {
        plan(group, id, approved, 2);
    }

    private void plan(GroupId group, PlanId id, Sha256 approved, int chunks) {
        Plan plan = Records.with(planOnly(group, id, approved), "chunks", chunks);
        plans.put(group, plan);
        long version = purges.find(group).map(Purge::version).orElse(0L);
        purges.save(new Purge(group, plan, new PurgeState.Purged(DELETED), version));
        approvals.save(approvals(
                plan, group, approvals.find(group).map(Approvals::version).orElse(0L)));
    }

    /** What two people have said for a plan. */
    static Approvals approvals(Plan plan, GroupId group, long version) {
        Instant second = APPROVED.plusSeconds(60);
        return new Approvals(
                group,
                plan,
                List.of(
                        new Approval(SampleOperators.named("Ada"), APPROVED),
                        new Approval(SampleOperators.named("Grace"), second)),
                Optional.of(second.plus(PAUSE)),
                version);
    }

    /** Another plan of a group, which nobody has approved or aborted. */
    Plan planOnly(GroupId group, PlanId id, Sha256 hash) {
        int timeline = timelines.inForce().version();
        Plan plan = new Plan(
                id,
                hash,
                SampleOperators.named("Zoë"),
                PLANNED,
                2,
                5,
                27,
                SamplePurges.SAFETY,
                timeline,
                holds.changes(group),
                2,
                Map.of(Reach.REACHED, 2L));
        plans.put(group, plan);
        return plan;
    }

    PurgeContext circumstances(GroupId group) {
        return new PurgeContext(
                group,
                plans.latest(group),
                timelines.inForce(),
                Optional.of(DRAINED),
                approvals.find(group),
                timelines.inForce().version(),
                holds.changes(group),
                false,
                NOW);
    }

    /** The first user is in a chunk of their own. */
    private static List<List<ManifestLine>> chunks(List<ManifestLine> lines) {
        return List.of(lines.subList(0, 1), lines.subList(1, lines.size()));
    }

    static Place place(UserId user) {
        return new Place(user.equals(ANN) ? 0 : 1, user);
    }

    void done(GroupId group, PlanId plan, UserId user, Totals totals) {
        done(group, plan, place(user), totals);
    }

    void done(GroupId group, PlanId plan, Place place, Totals totals) {
        records.put(group, new Deletion(place, plan, totals, 3, 0, Deletion.Progress.GONE, DELETED));
    }

    public void hold(GroupId group, UserId user) {
        holds.place(group, new Hold(user, "a court", SampleOperators.named("Ada"), PLANNED, Optional.empty()));
    }

    public BucketEntry put(String key, int bytes) {
        return buckets.put(PurgedBucket.GALLERY, new ObjectKey(key), new byte[bytes]);
    }

    /** Calls the function, and where that begins a verification, once more when its chunks are listed. */
    JsonNode certify(GroupId group) {
        JsonNode answer = call(group);
        if (!answer.path("state").asText().equals("VERIFYING")) {
            return answer;
        }
        work();
        return call(group);
    }

    JsonNode call(GroupId group) {
        return call(Map.of("group", group.value(), "by", "Mary"));
    }

    /** Answers a call that is written as JSON. */
    JsonNode answer(String call) {
        return functions.certify().handle(new OperatorCall(Json.read(call)));
    }

    /** How the purge of a group stands, with what differs. */
    JsonNode look(GroupId group) {
        return OperatorRequests.ask(
                functions.get(),
                new OperatorCall(Json.tree(Map.of("group", group.value(), "differences", true))),
                clock);
    }

    JsonNode call(Map<String, String> call) {
        return OperatorRequests.answer(functions.certify().handle(OperatorRequests.signed(call, clock.instant())));
    }

    /** Works on all that is in the queue and visible. */
    public void work() {
        queue.work(functions.list()::handle);
    }

    /** Works on one message. */
    public void workOnce() {
        assertThat(queue.workOnce(functions.list()::handle)).isTrue();
    }

    /** A sweep; what it sends is worked on. */
    public void sweep() {
        functions.sweep().run(Sweeps.run(clock));
        work();
    }

    PurgeState.StateName state(GroupId group) {
        return purges.find(group).orElseThrow().state().name();
    }

    String file(String key) {
        return new String(files.read(new ObjectKey(key)).orElseThrow(), StandardCharsets.UTF_8);
    }
}
