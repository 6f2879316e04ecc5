package sundown.aws.eventbridge;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.milestone.Milestone;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.timeline.GroupId;

/** The names of schedules: {@code 1-exports-open} for the opening of group 1. No group id has a hyphen. */
final class ScheduleName {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9]{1,16})-([a-z0-9-]+)");

    private ScheduleName() {}

    static String write(GroupMilestone named) {
        return named.group() + "-" + kebabCase(named.milestone());
    }

    private static String kebabCase(Milestone milestone) {
        return milestone.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Nothing for a name of another form: somebody else created that schedule. */
    static Optional<GroupMilestone> read(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches()
                ? milestone(parts.group(2)).map(milestone -> new GroupMilestone(new GroupId(parts.group(1)), milestone))
                : Optional.empty();
    }

    private static Optional<Milestone> milestone(String kebabCase) {
        return Stream.of(Milestone.values())
                .filter(milestone -> kebabCase(milestone).equals(kebabCase))
                .findFirst();
    }
}
