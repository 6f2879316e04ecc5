package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.receipt.Safety.Sums;
import sundown.runtime.Records;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

/** A purge to begin a test with: its group closed, was drained half an hour later, and was planned a day after that. */
public final class Given {
    public static final GroupId GROUP = new GroupId("1");
    public static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    public static final Instant DRAINED = CLOSE.plus(Duration.ofMinutes(30));
    public static final Instant PLANNED = DRAINED.plus(Duration.ofDays(1));
    public static final Instant NOW = PLANNED.plus(Duration.ofHours(1));
    public static final Duration PAUSE = Duration.ofDays(3);
    public static final PurgeSettings SETTINGS = new PurgeSettings(PAUSE, 30);
    public static final Operator PLANNER = SampleOperators.named("Zoë");
    public static final Operator ADA = SampleOperators.named("Ada");
    public static final Operator GRACE = SampleOperators.named("Grace");

    /** Of 250 accounts. */
    public static final Plan PLAN = plan("plan00001", "a", 250, 3, 5);

    static final Approvals APPROVALS = approvals(PLAN);

    private Given() {}

    public static Plan plan(String id, String digit, long users, int timelineVersion, long holdChanges) {
        return new Plan(
                new PlanId(id),
                hash(digit),
                PLANNER,
                PLANNED,
                users,
                10 * users,
                0,
                Sums.NONE,
                timelineVersion,
                holdChanges,
                1,
                Map.of());
    }

    public static Sha256 hash(String digit) {
        return manifest(digit).hash();
    }

    /** The root of a manifest that no other digit has; it lists one user. */
    public static ManifestRoot manifest(String digit) {
        return Manifests.put(new InMemoryAuditFiles(), GROUP, new PlanId("plan00001"), List.of(List.of(line(digit))));
    }

    private static ManifestLine line(String digit) {
        Sha256 entries = new Sha256(digit.repeat(64));
        return new ManifestLine(
                new UserId("u0"), Standing.ACCOUNT, Optional.of(entries), Totals.NONE, ManifestLine.NO_SALT);
    }

    /** The user that the manifest of {@link #PLAN} lists. */
    static ListedAccount account(PlanId plan) {
        InMemoryAuditFiles files = new InMemoryAuditFiles();
        Manifests.put(files, GROUP, PLAN.id(), List.of(List.of(line("a"))));
        Inclusion listed = Manifests.listed(files, planned(), new UserId("u0"));
        return new ListedAccount(GROUP, plan, listed);
    }

    /** What Ada and Grace have said for a plan. */
    public static Approvals approvals(Plan plan) {
        return new Approvals(
                GROUP,
                plan,
                List.of(new Approval(ADA, NOW), new Approval(GRACE, NOW)),
                Optional.of(NOW.plus(PAUSE)),
                0);
    }

    static Approvals approvedBy(Operator operator) {
        return new Approvals(GROUP, PLAN, List.of(new Approval(operator, NOW)), Optional.empty(), 0);
    }

    static Purge in(PurgeState state) {
        return new Purge(GROUP, PLAN, state, 4);
    }

    static Purge planned() {
        return in(new PurgeState.Planned());
    }

    static Purge canary() {
        return in(new PurgeState.Canary(NOW));
    }

    static Purge waves() {
        return in(new PurgeState.Waves(NOW));
    }

    static PurgeContext at(Instant now) {
        return of(Optional.of(PLAN), Optional.of(CLOSE), Optional.of(DRAINED), now);
    }

    static PurgeContext of(Optional<Plan> plan, Optional<Instant> close, Optional<Instant> drainedAt, Instant now) {
        return new PurgeContext(GROUP, plan, timeline(3, close), drainedAt, Optional.empty(), 3, 5, false, now);
    }

    /** The sample of a timeline; without this group if there is no close. */
    static Timeline timeline(int version, Optional<Instant> close) {
        Timeline sample = PublishedTimeline.read();
        Stream<Group> groups = sample.groups().stream()
                .flatMap(group -> group.id().equals(GROUP)
                        ? close.map(at -> OperatorCalls.closing(group, at)).stream()
                        : Stream.of(group));
        return new Timeline(version, sample.exempt(), groups.toList());
    }

    static PurgeContext changed(int datesSince, long holdChanges, Instant now) {
        PurgeContext dates = Records.with(at(now), "datesSince", datesSince);
        Timeline later = timeline(datesSince, Optional.of(CLOSE));
        return Records.with(Records.with(dates, "timeline", later), "holdChanges", holdChanges);
    }

    static PurgeContext stopped(Instant now) {
        return Records.with(at(now), "stopped", true);
    }

    /** The same, and people have said this. */
    static PurgeContext said(Approvals approvals, PurgeContext now) {
        return Records.with(now, "approvals", Optional.of(approvals));
    }
}
