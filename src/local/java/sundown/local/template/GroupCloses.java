package sundown.local.template;

import java.util.Map;
import java.util.stream.Collectors;
import sundown.timeline.PublishedTimeline;

/** The closes of the groups as parameters of the template: {@code Group1Close} is group 1's. */
public final class GroupCloses {
    private GroupCloses() {}

    /** By the timeline that a deployment starts from. */
    public static Map<String, String> parameters() {
        return PublishedTimeline.read().groups().stream()
                .collect(Collectors.toMap(
                        group -> "Group" + group.id() + "Close",
                        group -> group.dates().close().toString()));
    }
}
