package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.timeline.GroupId;

/** What may be deleted, and when: pure. */
public final class PurgeRules {
    /** By so much every clock may be wrong, and still nothing is deleted too early. */
    public static final Duration SKEW = Duration.ofHours(24);

    static final Duration BETWEEN_WAVES = Duration.ofMinutes(1);

    /** Accounts of which nothing was heard for so long are sent again. */
    static final Duration PATIENCE = Duration.ofMinutes(20);

    /**
     * So many waves may be unfinished: no more is begun where accounts cannot be deleted. It also bounds what a sweep
     * reads and what the purge's row keeps, however many accounts a group has.
     */
    private static final int UNFINISHED_WAVES = 20;

    /** One in so many accounts is a canary. */
    private static final long CANARY = 100;

    /** No canary is larger: one step begins all of it, and one step looks at all of it. */
    static final long LARGEST_CANARY = 1_000;

    private PurgeRules() {}

    /** What is to be done for a group now. */
    public sealed interface Next {
        /** Nothing, or not yet, or not before people say so. */
        record Nothing() implements Next {}

        /** What is being done is not what was approved: save this, with which nothing goes on. */
        record Annul(Purge purge) implements Next {}

        /** Delete the first accounts. */
        record BeginCanary(long accounts) implements Next {}

        /** Send again whatever was begun and is not finished: messages may be lost, dropped, or dead letters. */
        record SendAgain() implements Next {}

        /** They are deleted: look what came of it. */
        record CheckCanary() implements Next {}

        /** Delete more accounts. */
        record BeginWave(long accounts) implements Next {}

        /** All are deleted. */
        record Done() implements Next {}
    }

    /** The time that counts: the earlier one, since a clock that is slow only delays. */
    public static Instant earlier(Instant own, Instant trusted) {
        return own.isBefore(trusted) ? own : trusted;
    }

    /** The purge of a group's latest plan; a plan that is new is approved by nobody. */
    static Optional<Purge> ofLatest(GroupId group, Optional<Purge> stored, Optional<Plan> latest) {
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
     * holds that there were; when any of these is another, they are void for good, also in the midst of the deletion.
     * So is a deletion of which the store tells and which nobody approved.
     */
    public static Optional<Purge> current(Optional<Purge> stored, PurgeContext now) {
        return ofLatest(now.group(), stored, now.plan())
                .map(purge -> stands(purge, now) ? purge : purge.in(new PurgeState.Voided(now.now())));
    }

    private static boolean stands(Purge purge, PurgeContext now) {
        return switch (purge.state()) {
            case PurgeState.Planned ignored ->
                now.uphold(purge.plan()) || now.approvals(purge.plan()).isEmpty();
            case PurgeState.Canary ignored -> carriedOut(purge, now);
            case PurgeState.Waves ignored -> carriedOut(purge, now);
            case PurgeState.Purged ignored -> true;
            case PurgeState.Certified ignored -> true;
            case PurgeState.Differs ignored -> true;
            case PurgeState.Aborted ignored -> true;
            case PurgeState.Voided ignored -> true;
        };
    }

    private static boolean carriedOut(Purge purge, PurgeContext now) {
        return now.uphold(purge.plan()) && now.approved(purge.plan()).isPresent();
    }

    /** The purge to see to: one that is deleting comes to its end before that of a plan which has replaced its own. */
    static Optional<Purge> seenTo(Optional<Purge> stored, PurgeContext now) {
        return stored.filter(purge -> purge.state().deletion().isPresent())
                .or(() -> ofLatest(now.group(), stored, now.plan()));
    }

    /** True when there may be something to do for a group, as far as its two rows tell. */
    static boolean underWay(Optional<Purge> stored, Optional<Approvals> approvals) {
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
     * The first instant at which something may be deleted: after the close, the drain and the pause, each by so much as
     * clocks may differ. Nothing as long as one of them has no date.
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
    static boolean early(Purge purge, PurgeContext now) {
        return beginsAt(purge, now).filter(at -> !now.now().isBefore(at)).isEmpty();
    }

    /** Decides what to do for a group; to be asked before each batch. */
    public static Next next(Purge stored, PurgeContext now, PurgeSettings settings) {
        Purge current = current(Optional.of(stored), now).orElseThrow();
        if (!current.equals(stored)) {
            return new Next.Annul(current);
        }
        boolean approved = now.approved(stored.plan()).isPresent();
        return !approved || now.stopped() || early(stored, now)
                ? new Next.Nothing()
                : next(stored, now.now(), settings);
    }

    private static Next next(Purge purge, Instant now, PurgeSettings settings) {
        return switch (purge.state()) {
            case PurgeState.Planned ignored -> new Next.BeginCanary(canary(purge.plan()));
            case PurgeState.Canary canary ->
                canary.progress().atRest() ? new Next.CheckCanary() : unfinished(canary.begunAt(), now);
            case PurgeState.Waves waves -> next(purge.plan(), waves, now, settings);
            case PurgeState.Purged ignored -> new Next.Nothing();
            case PurgeState.Certified ignored -> new Next.Nothing();
            case PurgeState.Differs ignored -> new Next.Nothing();
            case PurgeState.Aborted ignored -> new Next.Nothing();
            case PurgeState.Voided ignored -> new Next.Nothing();
        };
    }

    private static long canary(Plan plan) {
        return Math.clamp(plan.users() / CANARY, Math.min(1, plan.users()), LARGEST_CANARY);
    }

    private static Next next(Plan plan, PurgeState.Waves waves, Instant now, PurgeSettings settings) {
        Progress progress = waves.progress();
        long left = plan.users() - progress.begun();
        if (left == 0 && progress.atRest()) {
            return new Next.Done();
        }
        if (left == 0 || progress.open().size() >= UNFINISHED_WAVES) {
            return unfinished(waves.waveAt(), now);
        }
        return now.isBefore(waves.waveAt().plus(BETWEEN_WAVES))
                ? new Next.Nothing()
                : new Next.BeginWave(Math.min(left, settings.accountsPerMinute()));
    }

    private static Next unfinished(Instant sentAt, Instant now) {
        return now.isBefore(sentAt.plus(PATIENCE)) ? new Next.Nothing() : new Next.SendAgain();
    }
}
