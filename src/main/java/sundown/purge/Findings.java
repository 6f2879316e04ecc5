package sundown.purge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan.PlanId;

/**
 * The findings of a verification about one user, a chunk, or a group.
 *
 * @param plans the plans that deleted something, each once
 * @param listed the number of accounts that the verified manifest lists
 * @param receipts the number of listed accounts with a receipt
 * @param spared the users whose entries may be left, by cause
 */
@RegisterForReflection
record Findings(List<PlanDone> plans, long listed, long receipts, Map<Cause, Spared> spared, Differences differences) {
    static final Findings NOTHING = new Findings(List.of(), 0, 0, Map.of(), Differences.NONE);

    Findings {
        plans = List.copyOf(plans);
        spared = Collections.unmodifiableMap(new TreeMap<>(spared));
    }

    /** The causes for which entries may be left. */
    enum Cause {
        HELD,

        /** The account is of another group or none. */
        FOREIGN,

        /** Other users have claims on the objects. */
        SHARED
    }

    /**
     * Users whose entries may be left, all for one cause. An object that several users gave up counts for each of them.
     *
     * @param folders the number of their folders in the buckets that keep groups apart
     * @param kept the totals of their entries when they were counted
     * @param until when the first of the causes ends; empty if none has an end
     */
    @RegisterForReflection
    record Spared(long users, long folders, Totals kept, Optional<Instant> until) {
        static final Spared NOTHING = new Spared(0, 0, Totals.NONE, Optional.empty());

        Spared plus(Spared other) {
            return new Spared(
                    users + other.users,
                    folders + other.folders,
                    kept.plus(other.kept),
                    Stream.concat(until.stream(), other.until.stream()).min(Instant::compareTo));
        }

        /** True before the end of each cause. */
        boolean holdsAt(Instant now) {
            return until.map(now::isBefore).orElse(true);
        }
    }

    /**
     * The sums of a plan's deletion.
     *
     * @param manifest the hash of the manifest in the audit bucket; empty if it is missing
     * @param accounts the number of finished accounts
     * @param appeared the number of entries that the manifest did not name when the account was deleted
     * @param firstAt when the first account was finished, or left unfinished
     * @param lastAt when the last account was
     */
    @RegisterForReflection
    record PlanDone(
            @JsonProperty("planId") PlanId plan,
            @JsonProperty("manifestHash") Optional<Sha256> manifest,
            long accounts,
            Totals deleted,
            long rows,
            long appeared,
            Optional<Instant> firstAt,
            Optional<Instant> lastAt) {
        static PlanDone nothing(PlanId plan, Optional<Sha256> manifest) {
            return new PlanDone(plan, manifest, 0, Totals.NONE, 0, 0, Optional.empty(), Optional.empty());
        }

        PlanDone plus(Deletion deletion) {
            return plus(new PlanDone(
                    plan,
                    manifest,
                    deletion.finished() ? 1 : 0,
                    deletion.deleted(),
                    deletion.rows(),
                    deletion.appeared(),
                    Optional.of(deletion.at()),
                    Optional.of(deletion.at())));
        }

        PlanDone plus(PlanDone other) {
            return new PlanDone(
                    plan,
                    manifest,
                    accounts + other.accounts,
                    deleted.plus(other.deleted),
                    rows + other.rows,
                    appeared + other.appeared,
                    Stream.concat(firstAt.stream(), other.firstAt.stream()).min(Instant::compareTo),
                    Stream.concat(lastAt.stream(), other.lastAt.stream()).max(Instant::compareTo));
        }
    }

    /**
     * A difference between the state of a group and a complete purge.
     *
     * @param who a user id, or the name of a folder or key of no user
     * @param entries the number of versions, markers, and uploads that differ
     * @param words a description for people
     */
    @RegisterForReflection
    record Difference(Kind kind, String who, long entries, String words) {
        /** The kinds of differences; stable. */
        enum Kind {
            /** The manifest is missing, or is not the approved one. */
            MANIFEST,

            /** A user still has entries in the buckets, and no cause keeps them. */
            LEFT,

            /** The buckets keep an object that belongs to no user. */
            NO_USER,

            /** A user of the manifest has no record of their deletion. */
            NOT_RECORDED,

            /** The purge deleted more or less of a user than the manifest lists. */
            OTHER_COUNTS,

            /** The purge deleted something of a user whom the manifest does not list. */
            NOT_LISTED,

            /** A user still has rows, and no cause keeps them. */
            ROWS;

            /** True if a {@link UserVerification.Reason} explains the difference. */
            boolean excusable() {
                return switch (this) {
                    case LEFT, NOT_RECORDED, OTHER_COUNTS, ROWS -> true;
                    case MANIFEST, NO_USER, NOT_LISTED -> false;
                };
            }
        }

        static Difference of(Kind kind, UserId user, long entries, String words) {
            return new Difference(kind, user.value(), entries, words);
        }
    }

    /**
     * The number of differences, and the first of them. The audit bucket has all.
     *
     * @param first at most {@link #ANSWER_DIFFERENCES_MAX}
     */
    @RegisterForReflection
    record Differences(long count, List<Difference> first) {
        static final Differences NONE = new Differences(0, List.of());

        static final int ANSWER_DIFFERENCES_MAX = 100;

        /** The limit for the row of a chunk. */
        static final int CHUNK_DIFFERENCES_MAX = 20;

        Differences {
            first = first.stream().limit(ANSWER_DIFFERENCES_MAX).toList();
        }

        private Differences plus(Differences other) {
            return new Differences(
                    count + other.count,
                    Stream.concat(first.stream(), other.first.stream()).toList());
        }
    }

    static Findings of(List<PlanDone> plans) {
        return new Findings(plans, 0, 0, Map.of(), Differences.NONE);
    }

    static Findings of(Cause cause, Spared spared) {
        return new Findings(List.of(), 0, 0, Map.of(cause, spared), Differences.NONE);
    }

    static Findings differing(List<Difference> all) {
        return new Findings(List.of(), 0, 0, Map.of(), new Differences(all.size(), all));
    }

    /** The findings about the users who are spared for a cause. */
    Spared spared(Cause cause) {
        return spared.getOrDefault(cause, Spared.NOTHING);
    }

    Findings plus(Findings other) {
        return new Findings(
                List.copyOf(Stream.concat(plans.stream(), other.plans.stream())
                        .collect(Collectors.toMap(
                                PlanDone::plan, Function.identity(), PlanDone::plus, LinkedHashMap::new))
                        .values()),
                listed + other.listed,
                receipts + other.receipts,
                Stream.concat(spared.entrySet().stream(), other.spared.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Spared::plus)),
                differences.plus(other.differences));
    }

    /** Returns the findings with the plans in the order of their first deletion. */
    Findings inOrder() {
        List<PlanDone> sorted = plans.stream()
                .sorted(Comparator.comparing((PlanDone plan) -> plan.firstAt().orElse(Instant.MAX))
                        .thenComparing(plan -> plan.plan().value()))
                .toList();
        return new Findings(sorted, listed, receipts, spared, differences);
    }

    /** Returns the findings with as few differences as the row of a chunk has room for. */
    Findings brief() {
        List<Difference> few = differences.first().stream()
                .limit(Differences.CHUNK_DIFFERENCES_MAX)
                .toList();
        return new Findings(plans, listed, receipts, spared, new Differences(differences.count(), few));
    }
}
