package sundown.milestone;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.timeline.Group;

/** Which milestones of a group are to be acted on: pure. */
public final class MilestoneRules {
    private MilestoneRules() {}

    /**
     * A milestone that has come and was not acted on, or for another instant.
     *
     * @param at when it came
     * @param overtaken true for a reminder that would come after its successor: it is noted, and nobody is told
     */
    public record Due(Milestone milestone, Instant at, boolean overtaken) {}

    /** What is due, in the order in which it came. */
    public static List<Due> due(Group group, ReachedMilestones advance, Instant now) {
        return come(group, now)
                .filter(due -> !noted(advance, due))
                .sorted(Comparator.comparing(Due::at).thenComparing(Due::milestone))
                .toList();
    }

    private static Stream<Due> come(Group group, Instant now) {
        return Stream.of(Milestone.values())
                .flatMap(milestone -> at(group, milestone)
                        .filter(at -> !at.isAfter(now))
                        .map(at -> new Due(milestone, at, overtaken(group, milestone, now)))
                        .stream());
    }

    /** A reminder that comes at all is followed by each later one: it is enough to ask for the next. */
    private static boolean overtaken(Group group, Milestone milestone, Instant now) {
        return switch (milestone) {
            case DAYS_LEFT_30 -> hasCome(group, Milestone.DAYS_LEFT_7, now);
            case DAYS_LEFT_7 -> hasCome(group, Milestone.DAYS_LEFT_1, now);
            case DAYS_LEFT_1 -> hasCome(group, Milestone.CLOSE, now);
            case NOTICE, EXPORTS_OPEN, CLOSE, REFUND_DATE -> false;
        };
    }

    private static boolean hasCome(Group group, Milestone milestone, Instant now) {
        return at(group, milestone).filter(at -> !at.isAfter(now)).isPresent();
    }

    private static Optional<Instant> at(Group group, Milestone milestone) {
        return milestone.at(group.dates());
    }

    private static boolean noted(ReachedMilestones advance, Due due) {
        return due.at().equals(advance.acted().get(due.milestone()));
    }

    /** The advance with a milestone noted as acted on; nothing when it is noted already. */
    public static Optional<ReachedMilestones> acted(ReachedMilestones advance, Due due) {
        if (noted(advance, due)) {
            return Optional.empty();
        }
        Map<Milestone, Instant> acted = new HashMap<>(advance.acted());
        acted.put(due.milestone(), due.at());
        return Optional.of(new ReachedMilestones(advance.group(), acted, advance.version()));
    }
}
