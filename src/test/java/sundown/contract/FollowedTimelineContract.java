package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.milestone.Schedules.FollowedTimeline;

/** What every note of the version that the schedules follow promises. */
public abstract class FollowedTimelineContract {
    /** The note under test, empty at first. */
    private final FollowedTimeline followed;

    protected FollowedTimelineContract(FollowedTimeline followed) {
        this.followed = followed;
    }

    @Test
    void isOfNoVersionAtFirst() {
        assertThat(followed.version()).isZero();
    }

    @Test
    void isOfTheVersionThatWasNotedLast() {
        followed.follow(1);
        followed.follow(7);
        assertThat(followed.version()).isEqualTo(7);
    }
}
