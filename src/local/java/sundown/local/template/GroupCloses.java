package sundown.local.template;

import java.util.Map;
import java.util.stream.Collectors;
import sundown.timeline.PublishedTimeline;

/** The closes of the groups as template parameters, such as {@code Group1Close}. */
public final class GroupCloses {
    private GroupCloses() {}

    /** The parameters for the timeline that a deployment starts from. */
    public static Map<String, String> parameters() {
        return PublishedTimeline.read().groups().stream()
                .collect(Collectors.toMap(
                        group -> "Group" + group.id() + "Close",
                        group -> group.dates().close().toString()));
    }
}
