package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.timeline.GroupId;

/** What may be deleted, and when: pure. */
public final class PurgeRules {
    /** How wrong each clock may be without anything being deleted too early. */
    public static final Duration SKEW = Duration.ofHours(24);

    /** How long before their turn accounts may be deleted, so that a worker deletes several at once. */
    public static final Duration AHEAD = Duration.ofMinutes(1);

    /** One account in a hundred is a canary. */
    private static final long CANARY = 100;

    /** The most accounts of a canary, and so the most that a fault of the deletion reaches. */
    private static final long LARGEST_CANARY = 1_000;

    private PurgeRules() {}

    /** What is to be done for a group now. */
    public sealed interface Next {
        /** Nothing, or not yet, or not before people say so. */
        record Nothing() implements Next {}

        /** What is being done is not what was approved: save this, with which nothing goes on. */
        record Annul(Purge purge) implements Next {}

        /** Go on to this. */
        record Enter(Purge purge) implements Next {}

        /** Delete, or send again what is late. */
        record Delete(DeletionPart part) implements Next {}
    }

    /** The time that counts: the earlier one, since a clock that is slow only delays. */
    public static Instant earlier(Instant own, Instant trusted) {
        return own.isBefore(trusted) ? own : trusted;
    }

    /** The purge of a group's latest plan; a plan that is new is approved by nobody. */
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
     * What holds of a purge as it is in the store. Approvals are for one plan, under the group's dates, with all the
     * holds that there were; when any of these changes, they are void for good, even during the deletion. So is a
     * deletion that is in the store and that nobody approved.
     */
    public static Optional<Purge> current(Optional<Purge> stored, PurgeContext now) {
        return ofLatest(now.group(), stored, now.plan())
                .map(purge -> stands(purge, now) ? purge : purge.in(new PurgeState.Voided(now.now())));
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

    /** The purge to advance. One that is deleting ends before the purge of a later plan begins. */
    public static Optional<Purge> toAdvance(Optional<Purge> stored, PurgeContext now) {
        return stored.filter(purge -> purge.state().deletion().isPresent())
                .or(() -> ofLatest(now.group(), stored, now.plan()));
    }

    /** True when there may be something to do for a group, as far as its two rows tell. */
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
     * The first instant at which something may be deleted: {@link #SKEW} after the last of the close, the drain, and
     * the pause. Nothing as long as one of them has no date.
     */
    public static Optional<Instant> beginsAt(Purge purge, PurgeContext now) {
        if (now.close().isEmpty() || now.drainedAt().isEmpty()) {
            return Optional.empty();
        }
        Stream<Instant> pause = now.approved(purge.plan()).flatMap(Approvals::until).stream();
        return Stream.of(now.close().stream(), now.drainedAt().stream(), pause)
                .flatMap(Function.identity())
                .max(Instant::compareTo)
                .map(last -> last.plus(SKEW));
    }

    /** True as long as nothing may be deleted, and also where it is not known from when on. */
    public static boolean early(Purge purge, PurgeContext now) {
        return beginsAt(purge, now).filter(at -> !now.now().isBefore(at)).isEmpty();
    }

    /**
     * Decides what to do for a group.
     *
     * @param complete whether every account of a part is finished
     */
    public static Next next(Purge stored, PurgeContext now, Predicate<DeletionPart> complete) {
        Purge current = current(Optional.of(stored), now).orElseThrow();
        if (!current.equals(stored)) {
            return new Next.Annul(current);
        }
        boolean approved = now.approved(stored.plan()).isPresent();
        return !approved || now.stopped() || early(stored, now)
                ? new Next.Nothing()
                : next(stored, now.now(), complete);
    }

    private static Next next(Purge purge, Instant now, Predicate<DeletionPart> complete) {
        return switch (purge.state()) {
            case PurgeState.Planned _ -> new Next.Enter(purge.in(new PurgeState.Canary(now)));
            case PurgeState.Canary _
            when complete.test(DeletionPart.CANARY) -> new Next.Enter(purge.in(new PurgeState.Waves(now)));
            case PurgeState.Canary _ -> new Next.Delete(DeletionPart.CANARY);
            case PurgeState.Waves _
            when complete.test(DeletionPart.ALL) -> new Next.Enter(purge.in(new PurgeState.Purged(now)));
            case PurgeState.Waves _ -> new Next.Delete(DeletionPart.ALL);
            case PurgeState.Ended _ -> new Next.Nothing();
        };
    }

    /**
     * How many accounts of a chunk are in the canary: as many of each as it has users, rounded so that all of them are
     * one in a hundred, at least one and at most a thousand.
     *
     * @param before how many users the chunks before it have
     */
    public static long canary(long before, long users, Plan plan) {
        return canary(before + users, plan) - canary(before, plan);
    }

    /** Of the first users of a plan. */
    private static long canary(long first, Plan plan) {
        long canary = Math.clamp(plan.users() / CANARY, Math.min(1, plan.users()), LARGEST_CANARY);
        return plan.users() == 0 ? 0 : Math.ceilDiv(first * canary, plan.users());
    }

    /**
     * How far apart the accounts of a chunk are, so that all chunks together begin with this many accounts a minute.
     *
     * @param users of the chunk
     * @param atOnce how many chunks go on at once
     */
    public static Duration interval(long users, Plan plan, long accountsPerMinute, long atOnce) {
        return Duration.ofMinutes(plan.users())
                .dividedBy(Math.max(1, users))
                .dividedBy(accountsPerMinute)
                .multipliedBy(Math.min(atOnce, plan.chunks()))
                .dividedBy(plan.chunks());
    }
}
