package sundown.purge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** The approvals of the latest approved plan of each group. A read sees every save before it. */
public interface ApprovalStore {
    /**
     * Returns the latest approvals of a group, for whatever plan. {@link PurgeContext#approved} decides if they count.
     */
    Optional<Approvals> find(GroupId group);

    /**
     * Saves approvals unless another save came first: the stored version must be theirs (none for 0).
     *
     * @return the approvals with their new version; empty if another save was faster
     */
    Optional<Approvals> save(Approvals approvals);

    /**
     * The approvals of one plan of a group's purge: one row, which no function but {@code approve-purge} writes. They
     * count for no other plan.
     *
     * @param plan the whole approved plan
     * @param all the approvals, in order
     * @param until the end of the pause, which begins with the second approval
     * @param version counts up with each save; 0 before the first
     */
    record Approvals(GroupId group, Plan plan, List<Approval> all, Optional<Instant> until, long version) {
        /** One person's approval of a plan. */
        @RegisterForReflection
        public record Approval(@JsonUnwrapped Operator by, Instant at) {}

        public Approvals {
            all = List.copyOf(all);
        }

        /** The first approval of a plan. It begins nothing. */
        public static Approvals first(GroupId group, Plan plan, Approval approval, long version) {
            return new Approvals(group, plan, List.of(approval), Optional.empty(), version);
        }

        /** Adds a second approval. Everybody can object until the end. */
        Approvals with(Approval second, Instant end) {
            return new Approvals(
                    group, plan, Stream.concat(all.stream(), Stream.of(second)).toList(), Optional.of(end), version);
        }

        public Approvals saved() {
            return new Approvals(group, plan, all, until, version + 1);
        }

        /** True if one of the approvals is, or may be, by this operator: names alone do not tell people apart. */
        boolean by(Operator operator) {
            return !all.stream().allMatch(approval -> operator.isAnotherThan(approval.by()));
        }

        /** True with approvals by two people who are known to be two, and known not to be the planner. */
        public boolean complete() {
            return until.isPresent()
                    && all.size() == 2
                    && all.getFirst().by().isAnotherThan(all.getLast().by())
                    && !by(plan.plannedBy());
        }
    }
}
