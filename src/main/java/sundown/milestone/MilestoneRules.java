package sundown.milestone;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.timeline.Group;

/** Decides which milestones of a group are due: pure. */
public final class MilestoneRules {
    /** A schedule's message arrives within a minute and is handled in less. */
    static final Duration MESSAGE_DELAY_MAX = Duration.ofMinutes(2);

    private MilestoneRules() {}

    /**
     * A milestone that has come and was not acted on, or only for another instant.
     *
     * @param at when it came
     * @param overtaken true for a reminder that would come after the next milestone: it is noted without notifying
     *     anyone
     */
    public record Due(Milestone milestone, Instant at, boolean overtaken) {}

    /** The due milestones, in the order of their instants. */
    public static List<Due> due(Group group, Milestones milestones, ReachedMilestones reached, Instant now) {
        return come(group, milestones, now)
                .filter(due -> !noted(reached, due))
                .sorted(Comparator.comparing(Due::at))
                .toList();
    }

    /**
     * The latest of the due milestones that no schedule brought. Its message is sent each minute until it is acted on:
     * any worker may be at it, so none can remember what was sent, and an extra message does no harm.
     */
    static Optional<Due> missed(List<Due> due, Instant now) {
        return due.reversed().stream()
                .filter(late -> !now.isBefore(late.at().plus(MESSAGE_DELAY_MAX)))
                .findFirst();
    }

    private static Stream<Due> come(Group group, Milestones milestones, Instant now) {
        return milestones.all().stream()
                .flatMap(milestone -> at(group, milestone)
                        .filter(at -> !at.isAfter(now))
                        .map(at -> new Due(milestone, at, overtaken(group, milestones, milestone, now)))
                        .stream());
    }

    /** If a reminder comes at all, each later one comes too, so it is enough to check the next. */
    private static boolean overtaken(Group group, Milestones milestones, Milestone milestone, Instant now) {
        return milestone instanceof Milestone.DaysLeft
                && milestones
                        .overtaking(milestone)
                        .flatMap(next -> at(group, next))
                        .filter(at -> !at.isAfter(now))
                        .isPresent();
    }

    private static Optional<Instant> at(Group group, Milestone milestone) {
        return milestone.at(group.dates());
    }

    private static boolean noted(ReachedMilestones reached, Due due) {
        return due.at().equals(reached.acted().get(due.milestone()));
    }

    /** The row with a milestone noted as acted on; nothing when it is noted already. */
    public static Optional<ReachedMilestones> acted(ReachedMilestones reached, Due due) {
        if (noted(reached, due)) {
            return Optional.empty();
        }
        Map<Milestone, Instant> acted = new HashMap<>(reached.acted());
        acted.put(due.milestone(), due.at());
        return Optional.of(new ReachedMilestones(reached.group(), acted, reached.version()));
    }
}
