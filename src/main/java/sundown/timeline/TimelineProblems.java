package sundown.timeline;

import java.util.List;
import sundown.edge.Problem;

/** What can stand in the way of a publication. */
final class TimelineProblems {
    private TimelineProblems() {}

    static Problem refused(List<String> reasons) {
        return Problem.of(
                        "timeline-refused",
                        409,
                        "This timeline cannot come into force.",
                        "Nothing has been changed. Reasons against it: " + reasons.size() + ".")
                .with("reasons", reasons);
    }
}
