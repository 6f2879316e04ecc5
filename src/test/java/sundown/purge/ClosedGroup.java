package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.closing.InMemoryClosingStore;
import sundown.closing.SampleClosings;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEvents;
import sundown.gallery.ObjectKey;
import sundown.hold.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.job.Unfinished;
import sundown.membership.InMemoryMembershipStore;
import sundown.receipt.InMemoryReceiptStore;
import sundown.runtime.Assembly;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.Timeline;
import sundown.transfer.InMemoryTransferStore;

/**
 * What deletes accounts, over ports in memory: {@link Given#GROUP} has closed, and the pause of its purge is just over.
 */
final class ClosedGroup {
    static final Instant BEGIN = Given.NOW.plus(Given.PAUSE).plus(PurgeRules.SKEW);
    static final Duration VISIBILITY = Duration.ofHours(1);
    static final PlanId PLAN = new PlanId("plan00001");

    /** Two accounts a minute. */
    static final PurgeSettings SETTINGS = new PurgeSettings(Given.PAUSE, 2);

    final ManualClock clock = new ManualClock(BEGIN);
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryClosingStore closings = new InMemoryClosingStore();
    final InMemoryHoldStore holds = new InMemoryHoldStore();
    final InMemoryPlans plans = new InMemoryPlans();
    final InMemoryPurgeStore purges = new InMemoryPurgeStore();
    final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryKillSwitch killSwitch = new InMemoryKillSwitch();
    final InMemoryTrustedTime trusted = new InMemoryTrustedTime(clock);
    final InMemoryBuckets buckets = new InMemoryBuckets();
    final RecordedDeletion deletion = new RecordedDeletion(buckets);
    final InMemoryUserRows rows = new InMemoryUserRows();
    final InMemoryTransferStore transfers = new InMemoryTransferStore();
    final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    final InMemoryReceiptStore receipts = new InMemoryReceiptStore();
    final InMemoryDeletionRecords records = new InMemoryDeletionRecords();
    final InMemoryQueue<ChunkMessage> queue = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    final InMemoryJobStore jobs = new InMemoryJobStore();
    final InMemoryQueue<ChunkMessage> planning = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    InMemoryAuditFiles files = new InMemoryAuditFiles();

    /** So many users are in a chunk of the manifest. */
    private static final int IN_CHUNK = 3;

    private final TreeSet<String> users = new TreeSet<>();
    private DeletionFunctions functions;
    private DeletionWork work;

    ClosedGroup() {
        closings.save(SampleClosings.drained(Given.GROUP, Given.CLOSE, Given.DRAINED));
        observe(new ObservedPort.Observer() {});
    }

    /** From now on, an observer is told of every call of a port. */
    void observe(ObservedPort.Observer observer) {
        DeletionFunctions.Ports ports = new DeletionFunctions.Ports(
                new InMemoryMembershipStore(new InMemoryAccountStore()),
                timelines,
                closings,
                holds,
                plans,
                purges,
                approvals,
                killSwitch,
                trusted,
                buckets,
                deletion,
                files,
                rows,
                transfers,
                archives,
                receipts,
                records,
                queue,
                jobs,
                planning);
        DeletionFunctions.Ports observed = ObservedPort.all(ports, observer);
        functions = DeletionFunctions.over(observed, SETTINGS, clock);
        work = Assembly.of(DeletionWork.class, observed, SETTINGS, clock);
    }

    /** Just after the first batch, something happens. */
    void afterTheFirstBatch(Runnable event) {
        observe(new ObservedPort.Observer() {
            @Override
            public void after(String call) {
                if (call.equals("BucketDeletion.delete") && deletion.calls() == 1) {
                    event.run();
                }
            }
        });
    }

    /** From now on, each of these calls fails before it does anything. */
    void failAt(String observed, RuntimeException failure) {
        observe(new ObservedPort.Observer() {
            @Override
            public void before(String call) {
                if (call.equals(observed)) {
                    throw failure;
                }
            }
        });
    }

    /** After each of these calls, something happens. */
    void afterEach(String observed, Runnable event) {
        observe(new ObservedPort.Observer() {
            @Override
            public void after(String call) {
                if (call.equals(observed)) {
                    event.run();
                }
            }
        });
    }

    /** A user with an entry of every kind, and two rows. */
    UserId user(String name) {
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
    UserId userOf(int versions) {
        for (int number = 0; number < versions; number++) {
            put(PurgedBucket.GALLERY, "large", "photo-" + number);
        }
        UserId user = userWithoutEntries("large");
        rows.put(user, "item");
        return user;
    }

    private UserId userWithoutEntries(String name) {
        users.add(name);
        return new UserId(name);
    }

    BucketEntry put(PurgedBucket bucket, String user, String rest) {
        return buckets.put(bucket, key(user, rest), new byte[3]);
    }

    static ObjectKey key(String user, String rest) {
        return new ObjectKey(Given.GROUP + "/" + user + "/" + rest);
    }

    /**
     * Writes the manifest of all users, under the timeline and the holds of now, which two people then have approved.
     */
    void approve() {
        approvals.save(Given.approvals(plan()));
    }

    /** The same, and nobody has approved it. */
    Plan plan() {
        List<List<ManifestLine>> chunks = users.stream()
                .map(user -> line(new UserId(user)))
                .gather(Gatherers.windowFixed(IN_CHUNK))
                .toList();
        ManifestRoot root = Manifests.put(files, Given.GROUP, PLAN, chunks);
        Plan plan = new Plan(
                PLAN,
                root.hash(),
                Given.PLANNER,
                Given.PLANNED,
                users.size(),
                buckets.all().size(),
                0,
                timelines.inForce().version(),
                holds.changes(Given.GROUP),
                chunks.size());
        plans.put(Given.GROUP, plan);
        return plan;
    }

    /** Where a user is in the manifest. */
    Place place(UserId user) {
        return new Place(users.headSet(user.value()).size() / IN_CHUNK, user);
    }

    /** What a manifest says of a user now. */
    ManifestLine line(UserId user) {
        ObjectKey key = ManifestKeys.account(Given.GROUP, PLAN, user);
        files.putIfAbsent(key, AccountEntries.write(buckets.entries(Given.GROUP, user)));
        AccountEntries.Summary summary = AccountEntries.summary(files.read(key).orElseThrow());
        return new ManifestLine(
                user, Standing.ACCOUNT, Optional.of(summary.hash()), summary.totals(), Optional.empty());
    }

    /** The same, and all users are being deleted. */
    void begin() {
        approve();
        save(deleting());
    }

    /** The pause was over at once. */
    void unpause() {
        Approvals said = approvals.find(Given.GROUP).orElseThrow();
        approvals.save(new Approvals(said.group(), said.plan(), said.all(), Optional.of(Given.CLOSE), said.version()));
    }

    PurgeState deleting() {
        return new PurgeState.Waves(clock.instant());
    }

    void save(PurgeState state) {
        assertThat(purges.save(purge().in(state))).isPresent();
    }

    Purge purge() {
        return PurgeRules.ofLatest(Given.GROUP, purges.find(Given.GROUP), plans.latest(Given.GROUP))
                .orElseThrow();
    }

    /** From now on the audit bucket has something else under a key, which nobody but an intruder could put there. */
    void tamper(ObjectKey tampered, byte[] bytes) {
        InMemoryAuditFiles before = files;
        files = new InMemoryAuditFiles();
        files.putIfAbsent(tampered, bytes);
        before.list("manifests/")
                .forEach(key -> files.putIfAbsent(key, before.read(key).orElseThrow()));
        observe(new ObservedPort.Observer() {});
    }

    /** Visits one account, as a worker of its chunk does, and tells whether it is finished. */
    boolean deleted(UserId user) {
        return deleted(purge(), user);
    }

    /** The same by a worker who has read the purge before. */
    boolean deleted(Purge read, UserId user) {
        try {
            Group group = timelines.inForce().group(Given.GROUP).orElseThrow();
            work.of(DeletionJobs.Part.ALL, read, place(user).chunk())
                    .orElseThrow()
                    .visit(user, group, new DeletionSums(0, Instant.EPOCH));
            return true;
        } catch (Unfinished unfinished) {
            return false;
        }
    }

    /** Works on a message. */
    QueueAnswer handle(String body) {
        return functions.account().handle(QueueEvents.of(body));
    }

    /** Sweeps until there is nothing to do now. */
    void sweep() {
        int seenTo;
        do {
            seenTo = functions.round().run(Sweeps.run(clock));
        } while (seenTo > 0);
    }

    /** Works on all that is in the queue and visible. */
    void work() {
        for (Optional<InMemoryQueue.Delivery> next = queue.receive(); next.isPresent(); next = queue.receive()) {
            if (handle(next.get().body()).batchItemFailures().isEmpty()) {
                queue.delete(next.get());
            }
        }
    }

    /** A minute passes, with a sweep at its end. */
    void minute() {
        clock.advance(Duration.ofMinutes(1));
        sweep();
    }

    void hold(UserId user, Optional<Instant> until) {
        holds.place(Given.GROUP, new Hold(user, "a court", "Ada", Given.PLANNED, until));
    }

    /** A hold that is over again, before it could keep anything. */
    void holdAndRelease(UserId user) {
        hold(user, Optional.empty());
        holds.release(Given.GROUP, user);
    }

    void stop(boolean stopped) {
        killSwitch.set(new KillSwitch.Position(stopped, Given.ADA, "look", clock.instant()));
    }

    /** A timeline that differs in nothing but its version. */
    void republish() {
        Timeline timeline = timelines.inForce();
        timelines.put(new Timeline(timeline.version() + 1, timeline.exempt(), timeline.groups()));
    }

    Optional<Deletion> record(UserId user) {
        return records.find(Given.GROUP, PLAN, place(user));
    }

    /** What is recorded of all users. */
    List<Deletion> recorded() {
        return IntStream.rangeClosed(0, users.size() / IN_CHUNK)
                .boxed()
                .flatMap(chunk -> records.of(Given.GROUP, PLAN, chunk))
                .toList();
    }

    List<BucketEntry> kept(UserId user) {
        return buckets.entries(Given.GROUP, user).toList();
    }
}
