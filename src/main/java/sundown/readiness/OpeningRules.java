package sundown.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.timeline.Group;
import sundown.timeline.Timeline;

/** Decides when an opening is near, and what to warn of before it. Pure. */
final class OpeningRules {
    /** Most remedies take days: quota of Google's and AWS's, money on its way to Stripe. */
    static final Duration WARNING_TIME = Duration.ofDays(14);

    /** There is a run every day: after two that failed, the latest one is too old. */
    static final Duration RUN_AGE_MAX = Duration.ofHours(50);

    private OpeningRules() {}

    /** True in the last days before exports open. */
    static boolean near(Group group, Instant now) {
        Instant opening = group.dates().exportsOpen();
        return now.isBefore(opening) && !now.plus(WARNING_TIME).isBefore(opening);
    }

    /** A sentence for each opening that is near, unless all was well lately. */
    static List<String> warnings(Timeline timeline, Optional<Readiness> latest, Instant now) {
        Optional<String> why = doubt(latest, now);
        return timeline.groups().stream()
                .filter(group -> near(group, now))
                .flatMap(group -> why.stream()
                        .map(doubt -> "group " + group.id() + " opens at "
                                + group.dates().exportsOpen() + ", and " + doubt))
                .toList();
    }

    private static Optional<String> doubt(Optional<Readiness> latest, Instant now) {
        if (latest.isEmpty()) {
            return Optional.of("its readiness was never checked: call check-readiness");
        }
        Readiness run = latest.get();
        if (run.at().plus(RUN_AGE_MAX).isBefore(now)) {
            return Optional.of("its readiness was last checked at " + run.at() + ": call check-readiness");
        }
        return run.failed().isEmpty()
                ? Optional.empty()
                : Optional.of("check-readiness fails: " + String.join(", ", run.failed()));
    }
}
