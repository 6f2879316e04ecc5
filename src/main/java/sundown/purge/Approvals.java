package sundown.purge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * What people have said for a plan of a group's purge: one row, which no function but {@code approve-purge} writes. It
 * says nothing for any other plan.
 *
 * @param plan all of what they approved
 * @param all their words, in order
 * @param until when the pause ends, which began with the second approval
 * @param version counts up with each save; 0 before the first
 */
public record Approvals(GroupId group, Plan plan, List<Approval> all, Optional<Instant> until, long version) {
    public Approvals {
        all = List.copyOf(all);
    }

    /** The first one, which begins nothing. */
    public static Approvals first(GroupId group, Plan plan, Approval approval, long version) {
        return new Approvals(group, plan, List.of(approval), Optional.empty(), version);
    }

    /** The same with one more, after which everybody can object until then. */
    Approvals with(Approval second, Instant end) {
        return new Approvals(
                group, plan, Stream.concat(all.stream(), Stream.of(second)).toList(), Optional.of(end), version);
    }

    /** The same as the store holds it after one more save. */
    public Approvals saved() {
        return new Approvals(group, plan, all, until, version + 1);
    }

    /** True when one of them is, or may be, by this operator: names alone do not tell people apart. */
    boolean by(Operator operator) {
        return !all.stream().allMatch(approval -> operator.isAnotherThan(approval.by()));
    }

    /** True with two approvals. Those of version 1.1 name people without subjects, so both may be by one person. */
    public boolean both() {
        return until.isPresent() && all.size() == 2;
    }

    /** True with approvals by two people who are known to be two, and known not to have planned it. */
    public boolean complete() {
        return both() && all.getFirst().by().isAnotherThan(all.getLast().by()) && !by(plan.plannedBy());
    }
}
