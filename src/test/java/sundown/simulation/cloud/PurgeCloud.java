package sundown.simulation.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.archive.ArchiveStore;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.gallery.Claims;
import sundown.hold.HoldFunctions;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.InMemoryJobStore;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.job.SteerJobFunction;
import sundown.limit.ChangeLimitsFunction;
import sundown.limit.InMemoryLimitStore;
import sundown.limit.LimitStore;
import sundown.purge.ApprovalStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketListing;
import sundown.purge.CertificateChain;
import sundown.purge.CertifyPurgeFunction;
import sundown.purge.DeletionRecords;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.InMemoryApprovalStore;
import sundown.purge.InMemoryAuditFiles;
import sundown.purge.InMemoryCertificateChain;
import sundown.purge.InMemoryDeletionRecords;
import sundown.purge.InMemoryKillSwitch;
import sundown.purge.InMemoryPlanStore;
import sundown.purge.InMemoryPurgeStore;
import sundown.purge.KillSwitch;
import sundown.purge.ManifestReader;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PlanStore;
import sundown.purge.PurgeJob;
import sundown.purge.PurgePorts;
import sundown.purge.PurgePorts.DeletionFunctions;
import sundown.purge.PurgePorts.PlanFunctions;
import sundown.purge.PurgePorts.PurgeFunctions;
import sundown.purge.PurgeSettings;
import sundown.purge.PurgeStore;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;
import sundown.purge.close.ClosingStore;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.invariant.PurgeEndings;
import sundown.simulation.port.PurgeWatch.DeployedPolicy;
import sundown.simulation.port.PurgeWatch.GuardedDeletion;
import sundown.simulation.port.PurgeWatch.WatchedApprovals;
import sundown.simulation.port.PurgeWatch.WatchedCertificates;
import sundown.simulation.port.PurgeWatch.WatchedClaims;
import sundown.simulation.port.PurgeWatch.WatchedDeletion;
import sundown.simulation.port.PurgeWatch.WatchedHolds;
import sundown.simulation.port.PurgeWatch.WatchedPlans;
import sundown.simulation.port.PurgeWatch.WatchedPurges;
import sundown.simulation.port.PurgeWatch.WatchedRecords;
import sundown.simulation.port.PurgeWatch.WatchedSwitch;
import sundown.simulation.port.PurgeWatch.WatchedUserRows;
import sundown.simulation.port.WatchedJobs;
import sundown.simulation.run.BucketPolicy;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.CrashPoints;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Surroundings;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** A cloud's part for the deletion of the group: the functions, and the ports under these. */
public final class PurgeCloud {

    /** The work of plans, deletions, and verifications. */
    public static final List<String> JOBS =
            List.of("plan", "folders", "leavers", "canary", "deletion", "verification", "leftovers");

    /** So slow that a world's few users take several turns. */
    static final PurgeSettings SETTINGS = new PurgeSettings(Duration.ofDays(3), 1);

    public final PurgeBooks books = new PurgeBooks();
    private final InMemoryHoldStore holds = new InMemoryHoldStore();
    private final InMemoryPlanStore plans = new InMemoryPlanStore();
    private final InMemoryPurgeStore purges = new InMemoryPurgeStore();
    private final InMemoryAuditFiles files = new InMemoryAuditFiles();
    private final InMemoryJobStore jobs = new InMemoryJobStore();
    private final InMemoryDeletionRecords records = new InMemoryDeletionRecords();
    private final InMemoryCertificateChain certificates = new InMemoryCertificateChain();
    private final InMemoryLimitStore limits = new InMemoryLimitStore();
    final InMemoryQueue<ChunkMessage> planQueue;
    final InMemoryQueue<ChunkMessage> purgeQueue;
    private final Surroundings around;
    public final StoredGroup stored;
    private final WorldRows rows;
    private final Calendar calendar;
    private final Supplier<Set<UserId>> users;
    private final DeployedPolicy policy;
    public final HoldFunctions holdFunctions;
    public final PlanFunctions planFunctions;
    public final PurgeFunctions purgeFunctions;
    final DeletionFunctions deletionFunctions;
    public final CertifyPurgeFunction certify;
    public final SteerJobFunction steer;
    public final ChangeLimitsFunction limiter;

    /**
     * Puts it together.
     *
     * @param members the port through which the group's users are listed
     * @param users of the group
     * @param ahead by how much the clock in the answers of S3 is wrong
     */
    PurgeCloud(
            Surroundings around,
            SharedPorts shared,
            GroupUsers members,
            ClosingCloud closing,
            StoredGroup stored,
            WorldRows rows,
            Calendar calendar,
            Supplier<Set<UserId>> users,
            Duration ahead) {
        this.around = around;
        this.stored = stored;
        this.rows = rows;
        this.calendar = calendar;
        this.users = users;
        this.policy = new DeployedPolicy(around.time(), calendar.close());
        this.planQueue = around.queue(FunctionName.LIST_CHUNK);
        this.purgeQueue = around.queue(FunctionName.PURGE_ACCOUNT);
        PurgePorts ports = ports(shared, members, closing, ahead);
        this.holdFunctions = ports.holdFunctions(around.clock());
        this.planFunctions = ports.planFunctions(
                around.chunks(), around.clock(), around.chance().generator());
        this.purgeFunctions = ports.purgeFunctions(SETTINGS, around.clock());
        this.deletionFunctions = ports.deletionFunctions(
                SETTINGS, around.chunks(), around.plant().in(Clock.class, around.clock()));
        this.steer = ports.steerFunction(around.clock());
        this.limiter = ports.limitsFunction(around.clock());
        this.certify = ports.certifyFunction(SETTINGS, around.chunks(), around.clock());
    }

    private PurgePorts ports(SharedPorts shared, GroupUsers members, ClosingCloud closing, Duration ahead) {
        CrashPoints points = around.points();
        Plant plant = around.plant();
        DeletionChecks checks =
                new DeletionChecks(books, calendar, closing::drainedAt, SETTINGS, stored, users, around.time());
        TrustedTime trusted = () -> around.now().plus(ahead);
        PlanStore planStore = around.port(
                PlanStore.class,
                plans,
                real -> new WatchedPlans(real, files, stored.layout, users, books::everSpared, around));
        return new PurgePorts(
                plant.in(AccountStore.class, shared.accounts()),
                members,
                plant.in(TimelineStore.class, shared.timelines()),
                plant.in(ClosingStore.class, closing.closings),
                around.port(HoldStore.class, holds, real -> new WatchedHolds(real, books, around)),
                planStore,
                around.port(
                        JobStore.class,
                        jobs,
                        real -> new WatchedJobs(real, PurgeCloud::deleted, this::listed, this::begun, around)),
                around.sender("PlanQueue", planQueue),
                around.port(PurgeStore.class, new WatchedPurges(purges, books, around)),
                around.port(
                        ApprovalStore.class,
                        new InMemoryApprovalStore(),
                        real -> new WatchedApprovals(real, books, around)),
                around.port(KillSwitch.class, new WatchedSwitch(new InMemoryKillSwitch(), books, around)),
                around.port(LimitStore.class, limits),
                around.port(TrustedTime.class, trusted),
                around.port(BucketListing.class, stored.buckets),
                shared.index(),
                around.port(Claims.class, stored.claims, real -> new WatchedClaims(real, stored, checks, around)),
                points.around(BucketDeletion.class, deletion(checks)),
                around.port(AuditFiles.class, files),
                around.port(UserRows.class, rows, real -> new WatchedUserRows(real, checks, around)),
                around.port(TransferStore.class, rows.transfers()),
                around.port(ArchiveStore.class, rows.archives()),
                shared.receipts(),
                shared.reaches(),
                Forwarding.to(
                        DeletionRecords.class,
                        around.port(DeletionRecords.class, records),
                        real -> new WatchedRecords(real, books, around)),
                around.sender("PurgeQueue", purgeQueue),
                points.around(CertificateChain.class, new WatchedCertificates(certificates, this::checkCertified)),
                shared.calls(),
                stored.layout);
    }

    /** How many accounts the sums of a chunk have that is deleted. */
    private static long deleted(Chunk chunk) {
        return Json.read(chunk.sums()).path("finished").asLong();
    }

    /** How many accounts the manifest lists in a chunk. */
    private int listed(Chunk chunk) {
        return purges.find(group())
                .filter(purge -> purge.plan().at().equals(chunk.run()))
                .flatMap(purge -> new ManifestReader(files, stored.layout).readRoot(group(), purge.plan()))
                .map(root -> (int) root.chunks().get(chunk.number()).users())
                .orElse(Integer.MAX_VALUE);
    }

    private void begun(Job job) {
        if (job.id().equals(PurgeJob.VERIFY_USERS.of(group()))) {
            stored.verify();
            books.verify(around.now());
        }
    }

    private BucketDeletion deletion(DeletionChecks checks) {
        BucketDeletion watched = new WatchedDeletion(stored, group(), files, checks, books, around);
        return new GuardedDeletion(watched, around.plant().in(BucketPolicy.class, policy), around);
    }

    private void checkCertified(JsonNode certificate) {
        PurgeEndings endings = new PurgeEndings(this, stored, rows, around);
        Plan plan = purges.find(group()).orElseThrow().plan();
        endings.checkCertified(users.get(), plan, calendar.close());
        endings.checkCounts(certificate);
        endings.checkForeign(users.get(), certificate);
    }

    public GroupId group() {
        return calendar.group().id();
    }

    /** The operators have deployed the template again. */
    public void deploy() {
        policy.deploy(calendar.close());
    }

    /** The jobs that operators hold back. */
    public Stream<JobId> paused() {
        return JOBS.stream()
                .map(work -> new JobId(work, group()))
                .filter(id -> jobs.find(id).filter(Job::paused).isPresent());
    }

    /** The plan as it is stored. */
    public Optional<Plan.Begun> plan() {
        return plans.find(group());
    }

    /** The purge of that plan as it is stored. */
    public Optional<Purge> purge() {
        return purges.find(group())
                .filter(purge -> plan().filter(
                                plan -> plan.id().equals(purge.plan().id()))
                        .isPresent());
    }

    /** What a plan did to each account, as it is stored: a manifest has as many chunks of accounts as of folders. */
    public Stream<Deletion> deletions(PlanId plan) {
        return IntStream.range(0, 2 * around.chunks().number())
                .boxed()
                .flatMap(chunk -> records.list(group(), plan, chunk));
    }

    /** True once somebody has listed again all that is left. */
    public boolean verified() {
        return PurgeJob.VERIFICATION.stream()
                .allMatch(kind -> jobs.find(kind.of(group())).filter(Job::ended).isPresent());
    }

    /** The hold of a user as it is stored. */
    public Optional<Hold> hold(UserId user) {
        return holds.find(user);
    }

    /** When something happens by itself next. */
    Stream<Instant> nextEvents() {
        return Stream.concat(planQueue.nextVisible().stream(), purgeQueue.nextVisible().stream());
    }
}
