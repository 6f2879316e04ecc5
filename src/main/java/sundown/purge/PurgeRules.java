package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/** Decides what may be deleted, and when: pure. */
public final class PurgeRules {
    /** The largest error of a clock that causes no early deletion. */
    public static final Duration CLOCK_SKEW = Duration.ofHours(24);

    /** The time by which accounts may be deleted before their turn, so that a worker deletes several at once. */
    public static final Duration TURN_AHEAD = Duration.ofMinutes(1);

    /** One account in this many is a canary. */
    private static final long ACCOUNTS_PER_CANARY = 100;

    /** The largest canary: a deletion that leaves something behind ends after at most this many accounts. */
    private static final long CANARY_ACCOUNTS_MAX = 1_000;

    private PurgeRules() {}

    /** The next step of a group's purge. */
    public sealed interface Next {
        /** Wait: it is too early, or people have not approved. */
        record Nothing() implements Next {}

        /** The approvals are void: save this purge, which ends. */
        record Annul(Purge purge) implements Next {}

        /** Save the purge in its next state. */
        record Enter(Purge purge) implements Next {}

        /** Begin this job of the deletion, or send its late chunks again. */
        record Delete(PurgeJob job) implements Next {}
    }

    /** Returns the earlier time, because a slow clock only delays. */
    public static Instant earlier(Instant own, Instant trusted) {
        return own.isBefore(trusted) ? own : trusted;
    }

    /** Returns the later one of two instants, because clocks differ. */
    static Instant atLeast(Instant least, Instant now) {
        return now.isBefore(least) ? least : now;
    }

    /** Returns now, or the moment after a later instant, because clocks differ. */
    static Instant after(Instant before, Instant now) {
        return atLeast(before.plusMillis(1), now);
    }

    /** Returns the purge of a group's latest plan. A new plan has no approvals. */
    public static Optional<Purge> ofLatest(GroupId group, Optional<Purge> stored, Optional<Plan> latest) {
        return latest.filter(plan ->
                        stored.filter(purge -> purge.plan().equals(plan)).isEmpty())
                .map(plan -> new Purge(
                        group,
                        plan,
                        new PurgeState.Planned(),
                        stored.map(Purge::version).orElse(0L)))
                .or(() -> stored);
    }

    /**
     * Returns the stored purge, voided if it no longer holds. Approvals are for one plan, for the group's dates, and
     * for the holds at that time. When any of these changes, the approvals are void for good, even during the deletion.
     * A stored deletion without approvals is void, too.
     */
    public static Optional<Purge> current(Optional<Purge> stored, PurgeContext now) {
        return ofLatest(now.group(), stored, now.plan())
                .map(purge -> stands(purge, now) ? purge : purge.withState(new PurgeState.Voided(now.now())));
    }

    private static boolean stands(Purge purge, PurgeContext now) {
        return switch (purge.state()) {
            case PurgeState.Planned _ ->
                now.uphold(purge.plan()) || now.approvals(purge.plan()).isEmpty();
            case PurgeState.Canary _, PurgeState.Waves _ ->
                now.uphold(purge.plan()) && now.approved(purge.plan()).isPresent();
            case PurgeState.Ended _ -> true;
        };
    }

    /** Returns the purge to advance. A deletion ends before the purge of a later plan begins. */
    public static Optional<Purge> toAdvance(Optional<Purge> stored, PurgeContext now) {
        return stored.filter(purge -> purge.state().deletion().isPresent())
                .or(() -> ofLatest(now.group(), stored, now.plan()));
    }

    /** True if the two rows of a group show that a step may be due. */
    public static boolean underWay(Optional<Purge> stored, Optional<Approvals> approvals) {
        boolean deleting = stored.flatMap(purge -> purge.state().deletion()).isPresent();
        return deleting
                || approvals
                        .filter(Approvals::complete)
                        .filter(said -> !begun(stored, said.plan()))
                        .isPresent();
    }

    private static boolean begun(Optional<Purge> stored, Plan plan) {
        return stored.filter(purge -> purge.plan().equals(plan))
                .filter(purge -> !(purge.state() instanceof PurgeState.Planned))
                .isPresent();
    }

    /**
     * Returns the first instant at which something may be deleted: {@link #CLOCK_SKEW} after the last of the close, the
     * drain, and the pause. Empty as long as one of them has no date.
     */
    public static Optional<Instant> beginsAt(Purge purge, PurgeContext now) {
        List<Optional<Instant>> dates =
                List.of(now.close(), now.drainedAt(), now.approved(purge.plan()).flatMap(Approvals::until));
        return dates.stream().allMatch(Optional::isPresent)
                ? dates.stream()
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .map(last -> last.plus(CLOCK_SKEW))
                : Optional.empty();
    }

    /** True before the first deletion, and if its time is not known. */
    public static boolean early(Purge purge, PurgeContext now) {
        return beginsAt(purge, now).filter(at -> !now.now().isBefore(at)).isEmpty();
    }

    /**
     * Decides on the next step of a group's purge.
     *
     * @param complete whether every account of a job is finished
     */
    public static Next next(Purge stored, PurgeContext now, Predicate<PurgeJob> complete) {
        Purge current = current(Optional.of(stored), now).orElseThrow();
        if (!current.equals(stored)) {
            return new Next.Annul(current);
        }
        return now.stopped() || early(stored, now) ? new Next.Nothing() : next(stored, now.now(), complete);
    }

    private static Next next(Purge purge, Instant now, Predicate<PurgeJob> complete) {
        return switch (purge.state()) {
            case PurgeState.Planned _ -> new Next.Enter(purge.withState(new PurgeState.Canary(now)));
            case PurgeState.Canary _
            when complete.test(PurgeJob.DELETE_CANARY) -> new Next.Enter(purge.withState(new PurgeState.Waves(now)));
            case PurgeState.Canary _ -> new Next.Delete(PurgeJob.DELETE_CANARY);
            case PurgeState.Waves _
            when complete.test(PurgeJob.DELETE_ALL) -> new Next.Enter(purge.withState(new PurgeState.Purged(now)));
            case PurgeState.Waves _ -> new Next.Delete(PurgeJob.DELETE_ALL);
            case PurgeState.Ended _ -> new Next.Nothing();
        };
    }

    /**
     * Returns the number of accounts of a chunk in the canary: a share by its users, rounded so that the canary is one
     * in a hundred of all accounts, at least one and at most a thousand.
     *
     * @param before the number of users in the chunks before it
     */
    public static long canary(long before, long users, Plan plan) {
        return canary(before + users, plan) - canary(before, plan);
    }

    /** Returns the number of canaries among the first users of a plan. */
    private static long canary(long first, Plan plan) {
        long canary = Math.clamp(plan.users() / ACCOUNTS_PER_CANARY, Math.min(1, plan.users()), CANARY_ACCOUNTS_MAX);
        return plan.users() == 0 ? 0 : Math.ceilDiv(first * canary, plan.users());
    }

    /**
     * Returns the time between two accounts of a chunk, so that all chunks together begin this many accounts a minute.
     *
     * @param users of the chunk
     * @param atOnce the number of chunks that go on at once
     */
    public static Duration interval(long users, Plan plan, long accountsPerMinute, long atOnce) {
        return Duration.ofMinutes(plan.users())
                .dividedBy(Math.max(1, users))
                .dividedBy(accountsPerMinute)
                .multipliedBy(Math.min(atOnce, plan.chunks()))
                .dividedBy(plan.chunks());
    }
}
