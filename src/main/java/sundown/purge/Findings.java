package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.purge.Leftovers.Reason;
import sundown.purge.Plan.PlanId;

/**
 * The findings of a verification about one user, a chunk, or a group.
 *
 * @param plans the plans that deleted something, each once
 * @param listed the number of accounts that the verified manifest lists
 * @param receipts the number of listed accounts with a receipt
 * @param held users under hold
 * @param foreign users with an account of another group or none
 */
@RegisterForReflection
record Findings(
        List<PlanDone> plans,
        long listed,
        long receipts,
        Spared held,
        Spared foreign,
        ForOthers forOthers,
        Differences differences) {
    /**
     * Users who are not deleted, all for one kind of {@link Leftovers.Reason}.
     *
     * @param folders the number of their folders in the buckets
     * @param kept the totals of their entries when they were counted
     * @param until when the first of the reasons ends; empty if none has an end
     */
    @RegisterForReflection
    record Spared(long users, long folders, Totals kept, Optional<Instant> until) {
        static final Spared NOBODY = new Spared(0, 0, Totals.NONE, Optional.empty());

        /** A user with a folder. */
        static Spared by(Reason reason, Totals kept) {
            return new Spared(1, 1, kept, reason.until());
        }

        /** A user without a folder. */
        static Spared withoutFolder(Reason reason) {
            return new Spared(1, 0, Totals.NONE, reason.until());
        }

        /** A user who is counted elsewhere. The finding relies on the reason all the same. */
        static Spared elsewhere(Reason reason) {
            return new Spared(0, 0, Totals.NONE, reason.until());
        }

        /** The counted users with more entries. */
        Spared plus(Totals more) {
            return new Spared(users, folders, kept.plus(more), until);
        }

        /** The sum of both. */
        Spared plus(Spared other) {
            return new Spared(
                    users + other.users,
                    folders + other.folders,
                    kept.plus(other.kept),
                    Stream.concat(until.stream(), other.until.stream()).min(Instant::compareTo));
        }

        /** True while every reason holds by its own date. */
        boolean holdsAt(Instant now) {
            return until.map(now::isBefore).orElse(true);
        }
    }

    /**
     * Entries of deleted users that are left because others have claims on them. An object counts for each of its
     * verified users.
     *
     * @param folders the number of their folders in the buckets that keep groups apart
     */
    @RegisterForReflection
    record ForOthers(long folders, Totals kept) {
        static final ForOthers NOTHING = new ForOthers(0, Totals.NONE);

        ForOthers plus(ForOthers other) {
            return new ForOthers(folders + other.folders, kept.plus(other.kept));
        }
    }

    static final Findings NOTHING =
            new Findings(List.of(), 0, 0, Spared.NOBODY, Spared.NOBODY, ForOthers.NOTHING, Differences.NONE);

    Findings {
        plans = List.copyOf(plans);
    }

    static Findings of(Differences differences) {
        return new Findings(List.of(), 0, 0, Spared.NOBODY, Spared.NOBODY, ForOthers.NOTHING, differences);
    }

    static Findings ofHeld(Spared held) {
        return new Findings(List.of(), 0, 0, held, Spared.NOBODY, ForOthers.NOTHING, Differences.NONE);
    }

    static Findings ofForeign(Spared foreign) {
        return new Findings(List.of(), 0, 0, Spared.NOBODY, foreign, ForOthers.NOTHING, Differences.NONE);
    }

    static Findings of(List<PlanDone> plans) {
        return new Findings(plans, 0, 0, Spared.NOBODY, Spared.NOBODY, ForOthers.NOTHING, Differences.NONE);
    }

    static Findings of(ForOthers forOthers) {
        return new Findings(List.of(), 0, 0, Spared.NOBODY, Spared.NOBODY, forOthers, Differences.NONE);
    }

    /** The sum of both. */
    Findings plus(Findings other) {
        return new Findings(
                together(Stream.concat(plans.stream(), other.plans.stream())),
                listed + other.listed,
                receipts + other.receipts,
                held.plus(other.held),
                foreign.plus(other.foreign),
                forOthers.plus(other.forOthers),
                differences.plus(other.differences));
    }

    /** The findings with the plans in the order of their first deletion. */
    Findings inOrder() {
        List<PlanDone> sorted = plans.stream()
                .sorted(Comparator.comparing((PlanDone plan) -> plan.firstAt().orElse(Instant.MAX))
                        .thenComparing(plan -> plan.plan().value()))
                .toList();
        return new Findings(sorted, listed, receipts, held, foreign, forOthers, differences);
    }

    private static List<PlanDone> together(Stream<PlanDone> plans) {
        Map<PlanId, PlanDone> byId = plans.collect(
                Collectors.toMap(PlanDone::plan, Function.identity(), PlanDone::plus, LinkedHashMap::new));
        return List.copyOf(byId.values());
    }

    /** The findings with as few differences as the row of a chunk has room for. */
    Findings brief() {
        return new Findings(plans, listed, receipts, held, foreign, forOthers, differences.brief());
    }
}
