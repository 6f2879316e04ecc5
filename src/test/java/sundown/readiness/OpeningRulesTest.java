package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

class OpeningRulesTest {
    private static final Timeline TIMELINE = PublishedTimeline.read();
    private static final Instant OPENING = TIMELINE.groups().getFirst().dates().exportsOpen();
    private static final Instant NEAR = OPENING.minus(OpeningRules.WARNING_TIME);
    private static final Check GOOD = new Check("regions", Outcome.pass("good"));
    private static final Check BAD = new Check("trail", Outcome.fail("bad", "mend it"));

    @Test
    void warnsOfAnOpeningThatIsNearWhileACheckFails() {
        assertThat(warnings(NEAR, run(NEAR, GOOD, BAD)))
                .containsExactly("group 1 opens at " + OPENING + ", and check-readiness fails: trail");
    }

    @Test
    void warnsWhereNothingWasCheckedLately() {
        Instant old = NEAR.minus(OpeningRules.RUN_AGE_MAX).minusSeconds(1);
        assertThat(warnings(NEAR, Optional.empty()))
                .containsExactly(
                        "group 1 opens at " + OPENING + ", and its readiness was never checked: call check-readiness");
        assertThat(warnings(NEAR, run(old, GOOD)))
                .containsExactly("group 1 opens at " + OPENING + ", and its readiness was last checked at " + old
                        + ": call check-readiness");
    }

    @Test
    void saysNothingWhereAllIsWellOrNoOpeningIsNear() {
        assertThat(warnings(NEAR, run(NEAR, GOOD))).isEmpty();
        assertThat(warnings(NEAR.minusSeconds(1), run(NEAR, BAD))).isEmpty();
        assertThat(warnings(OPENING, run(OPENING, BAD))).isEmpty();
    }

    @Test
    void warnsOfEachOpeningThatIsNear() {
        Instant second = TIMELINE.groups().get(1).dates().exportsOpen();
        assertThat(warnings(second.minus(Duration.ofDays(1)), Optional.empty()))
                .hasSize(1)
                .allMatch(warning -> warning.startsWith("group 2 opens"));
    }

    private static List<String> warnings(Instant now, Optional<Readiness> latest) {
        return OpeningRules.warnings(TIMELINE, latest, now);
    }

    private static Optional<Readiness> run(Instant at, Check... checks) {
        return Optional.of(new Readiness(at, List.of(checks)));
    }
}
