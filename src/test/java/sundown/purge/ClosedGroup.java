package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.Unfinished;
import sundown.job.TestChunks;
import sundown.limit.Limit;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgePorts.DeletionFunctions;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.purge.close.SampleClosings;
import sundown.receipt.Safety.Sums;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.Timeline;

/**
 * What deletes accounts, over ports in memory: {@link Given#GROUP} has closed, and the pause of its purge is just over.
 */
public final class ClosedGroup extends InMemoryPurge {
    public static final Instant BEGIN = Given.NOW.plus(Given.PAUSE).plus(PurgeRules.CLOCK_SKEW);
    public static final Duration VISIBILITY = PURGE_VISIBILITY;
    public static final PlanId PLAN = new PlanId("plan00001");

    /** Two accounts a minute. */
    public static final PurgeSettings SETTINGS = new PurgeSettings(Given.PAUSE, 2);

    public final InMemoryQueue<ChunkMessage> queue = purgeQueue;

    /** So many users are in a chunk of the manifest. */
    private static final int IN_CHUNK = 3;

    private final TreeSet<String> users = new TreeSet<>();
    private DeletionFunctions functions;

    public ClosedGroup() {
        this(GalleryLayout.GROUP_FIRST);
    }

    public ClosedGroup(GalleryLayout layout) {
        super(BEGIN, layout);
        closings.save(SampleClosings.drained(Given.GROUP, Given.CLOSE, Given.DRAINED));
        observe(ObservedPort.Observer.NONE);
    }

    /** From now on, an observer is told of every call of a port. */
    public void observe(ObservedPort.Observer observer) {
        functions = ports(observer).deletionFunctions(SETTINGS, TestChunks.FEW, clock);
    }

    /** Just after the first batch, something happens. */
    public void afterTheFirstBatch(Runnable event) {
        observe(ObservedPort.after("BucketDeletion.delete", () -> {
            if (deletion.calls() == 1) {
                event.run();
            }
        }));
    }

    /** From now on, each of these calls fails before it does anything. */
    public void failAt(String observed, RuntimeException failure) {
        observe(ObservedPort.before(observed, () -> {
            throw failure;
        }));
    }

    /** After each of these calls, something happens. */
    public void afterEach(String observed, Runnable event) {
        observe(ObservedPort.after(observed, event));
    }

    /** A user with an entry of every kind, and two rows. */
    public UserId user(String name) {
        put(PurgedBucket.GALLERY, name, "a");
        put(PurgedBucket.GALLERY, name, "a");
        buckets.mark(PurgedBucket.GALLERY, key(name, "a"));
        buckets.begin(PurgedBucket.GALLERY, key(name, "b"));
        put(PurgedBucket.ARCHIVE, name, "x/1.zip");
        buckets.begin(PurgedBucket.ARCHIVE, key(name, "x/2.zip"));
        UserId user = userWithoutEntries(name);
        rows.put(user, "item");
        rows.put(user, "transfer");
        return user;
    }

    /** A user with so many versions of one bucket, and a row. */
    public UserId userOf(int versions) {
        for (int number = 0; number < versions; number++) {
            put(PurgedBucket.GALLERY, "large", "photo-" + number);
        }
        UserId user = userWithoutEntries("large");
        rows.put(user, "item");
        return user;
    }

    public UserId userWithoutEntries(String name) {
        UserId user = new UserId(name);
        users.add(name);
        register(user, "IN");
        return user;
    }

    /** A user has an account of this region from now on. */
    public void register(UserId user, String region) {
        accounts.put(new Account(user, new Region(region)));
    }

    public BucketEntry put(PurgedBucket bucket, String user, String rest) {
        return buckets.put(bucket, key(user, rest), new byte[3]);
    }

    public static ObjectKey key(String user, String rest) {
        return new ObjectKey(Given.GROUP + "/" + user + "/" + rest);
    }

    /**
     * Writes the manifest of all users, under the timeline and the holds of now, which two people then have approved.
     */
    public void approve() {
        approvals.save(Given.approvals(plan()));
    }

    /** The same, and nobody has approved it. */
    public Plan plan() {
        List<List<ManifestLine>> chunks = users.stream()
                .map(user -> line(new UserId(user)))
                .gather(Gatherers.windowFixed(IN_CHUNK))
                .toList();
        ManifestRoot root = Manifests.put(files, layout, Given.GROUP, PLAN, chunks);
        Plan plan = new Plan(
                PLAN,
                root.hash(),
                Given.PLANNER,
                Given.PLANNED,
                users.size(),
                buckets.all().size(),
                0,
                Sums.NONE,
                timelines.inForce().version(),
                holds.changes(Given.GROUP),
                chunks.size(),
                Map.of());
        plans.put(Given.GROUP, plan);
        return plan;
    }

    /** Where a user is in the manifest. */
    public Place place(UserId user) {
        return new Place(users.headSet(user.value()).size() / IN_CHUNK, user);
    }

    /** What a manifest says of a user now. */
    public ManifestLine line(UserId user) {
        ObjectKey key = AuditKeys.account(Given.GROUP, PLAN, user);
        UserEntries entries = new UserEntries(buckets, layout, index, claims);
        Standing standing = accounts.find(user).isPresent() ? Standing.ACCOUNT : Standing.NO_ACCOUNT;
        files.putIfAbsent(
                key,
                AccountEntries.write(entries.listEntries(Given.GROUP, user, standing, entries.extentFromClaims(user))));
        AccountEntries.Summary summary = AccountEntries.read(files.read(key).orElseThrow(), _ -> {});
        return new ManifestLine(user, standing, Optional.of(summary.hash()), summary.totals(), ManifestLine.NO_SALT);
    }

    /** The same, and all users are being deleted. */
    public void begin() {
        approve();
        save(deleting());
    }

    /** The pause was over at once. */
    public void unpause() {
        Approvals said = approvals.find(Given.GROUP).orElseThrow();
        approvals.save(new Approvals(said.group(), said.plan(), said.all(), Optional.of(Given.CLOSE), said.version()));
    }

    public PurgeState deleting() {
        return new PurgeState.Waves(clock.instant());
    }

    public void save(PurgeState state) {
        assertThat(purges.save(purge().withState(state))).isPresent();
    }

    public Purge purge() {
        return PurgeRules.ofLatest(Given.GROUP, purges.find(Given.GROUP), plans.latest(Given.GROUP))
                .orElseThrow();
    }

    /** From now on the audit bucket has something else under a key, which nobody but an intruder could put there. */
    public void tamper(ObjectKey tampered, byte[] bytes) {
        InMemoryAuditFiles before = files;
        files = new InMemoryAuditFiles();
        files.putIfAbsent(tampered, bytes);
        before.list("manifests/")
                .forEach(key -> files.putIfAbsent(key, before.read(key).orElseThrow()));
        observe(ObservedPort.Observer.NONE);
    }

    /** Visits one account, as a worker of its chunk does, and tells whether it is finished. */
    public boolean deleted(UserId user) {
        return deleted(purge(), user);
    }

    /** The same by a worker who has read the purge before. */
    public boolean deleted(Purge read, UserId user) {
        try {
            Group group = timelines.inForce().group(Given.GROUP).orElseThrow();
            functions
                    .account()
                    .work(PurgeJob.DELETE_ALL, read, place(user).chunk())
                    .orElseThrow()
                    .visit(user, group, new DeletionJobs.Sums(0, Instant.EPOCH));
            return true;
        } catch (Unfinished unfinished) {
            return false;
        }
    }

    /** Works on a message. */
    public QueueEvent.Answer handle(String body) {
        return functions.account().handle(QueueEvents.of(body));
    }

    /** Sweeps until there is nothing to do now. */
    public void sweep() {
        int advanced;
        do {
            advanced = functions.round().run(Sweeps.run(clock));
        } while (advanced > 0);
    }

    /** Works on all that is in the queue and visible. */
    public void work() {
        queue.work(functions.account()::handle);
    }

    /** A minute passes, with a sweep at its end. */
    public void minute() {
        clock.advance(Duration.ofMinutes(1));
        sweep();
    }

    public void hold(UserId user, Optional<Instant> until) {
        holds.place(Given.GROUP, new Hold(user, "a court", SampleOperators.named("Ada"), Given.PLANNED, until));
    }

    /** A hold that is over again, before it could keep anything. */
    public void holdAndRelease(UserId user) {
        hold(user, Optional.empty());
        holds.release(Given.GROUP, user);
    }

    public void stop(boolean stopped) {
        killSwitch.set(new KillSwitch.Position(stopped, Given.ADA, "look", clock.instant()));
    }

    /** An operator sets these limits, and no others. */
    public void limit(Map<Limit, Long> values) {
        long version = limits.latest().map(LimitChange::version).orElse(0L) + 1;
        limits.save(new LimitChange(new SetLimits(values), version, Given.ADA, "look", clock.instant()));
    }

    /** A timeline that differs in nothing but its version. */
    public void republish() {
        Timeline timeline = timelines.inForce();
        timelines.put(new Timeline(timeline.version() + 1, timeline.exempt(), timeline.groups()));
    }

    public Optional<Deletion> record(UserId user) {
        return records.find(Given.GROUP, PLAN, place(user));
    }

    /** What is recorded of all users. */
    public List<Deletion> recorded() {
        return IntStream.rangeClosed(0, users.size() / IN_CHUNK)
                .boxed()
                .flatMap(chunk -> records.list(Given.GROUP, PLAN, chunk))
                .toList();
    }

    public List<BucketEntry> kept(UserId user) {
        return buckets.entries(Given.GROUP, user).toList();
    }
}
