package sundown.milestone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sundown.runtime.ManualClock;
import sundown.timeline.Group;

/** Work in a number of steps, each of which takes a while. */
final class LongMilestoneHandler implements MilestoneHandler {
    private final Milestone milestone;
    private final String name;
    private final int steps;
    private final Duration step;
    private final ManualClock clock;
    private final List<Integer> done = new ArrayList<>();

    LongMilestoneHandler(Milestone milestone, String name, int steps, Duration step, ManualClock clock) {
        this.milestone = milestone;
        this.name = name;
        this.steps = steps;
        this.step = step;
        this.clock = clock;
    }

    @Override
    public boolean actsAt(Milestone come) {
        return come == milestone;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> act(Group group, Milestone come, Optional<String> after, Instant end) {
        int reached = after.map(Integer::valueOf).orElse(0);
        while (reached < steps && clock.instant().isBefore(end)) {
            reached++;
            done.add(reached);
            clock.advance(step);
        }
        return reached < steps ? Optional.of(Integer.toString(reached)) : Optional.empty();
    }

    /** The steps in the order in which they were done, those included that were done again. */
    List<Integer> done() {
        return List.copyOf(done);
    }
}
