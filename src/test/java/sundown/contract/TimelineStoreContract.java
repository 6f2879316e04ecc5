package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;

/** What every timeline store promises. */
public abstract class TimelineStoreContract {
    /** A timeline other than the one that is published. */
    private static final String NEXT = """
            {"version": 2, "exempt": ["CN"], "groups": [
              {"id": "1", "regions": ["IN"],
               "notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-01T00:00:00Z",
               "close": "2023-09-01T00:00:00Z", "refundBy": "2023-10-01T00:00:00Z"},
              {"id": "2", "regions": "every other", "zone": "America/Havana",
               "notice": "2022-10-25", "exportsOpen": "2022-12-01T00:00:00Z",
               "close": "2023-08-31", "refundBy": "2023-09-30"}]}
            """;

    /** The clock of the store under test. */
    protected final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));

    /** The store under test, without a timeline of its own. */
    protected abstract TimelineStore store();

    @Test
    void announcesNothingBeforeTheFirstVersion() {
        assertThat(store().inForce()).isEqualTo(Timeline.NOT_ANNOUNCED);
        assertThat(store().current()).isEqualTo(Publication.NONE);
        assertThat(store().replaced(0)).isEmpty();
    }

    @Test
    void takesTheFirstVersionAtOnce() {
        assertThat(store().inForce().announced()).isFalse();
        assertThat(store().publish(Publication.NONE, first())).isTrue();
        assertThat(store().inForce()).isEqualTo(first().timeline());
        assertThat(store().current()).isEqualTo(first());
        assertThat(store().replaced(0)).isEmpty();
    }

    @Test
    void keepsTheVersionThatWasProposedLastAndPutsNothingInForce() {
        assertThat(store().proposed()).isEmpty();
        store().propose(first());
        store().propose(first("Bob"));
        assertThat(store().proposed()).contains(first("Bob"));
        assertThat(store().current()).isEqualTo(Publication.NONE);
    }

    @Test
    void takesOneOfTwoFirstVersions() {
        assertThat(store().publish(Publication.NONE, first())).isTrue();
        assertThat(store().publish(Publication.NONE, first("Bob"))).isFalse();
        assertThat(store().current()).isEqualTo(first());
    }

    @Test
    void takesAChangeWithinAMinute() {
        TimelineStore store = store();
        publishFirst();
        store.inForce();
        store.publish(store.current(), version(2));
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.inForce().version()).isEqualTo(2);
        assertThat(store.inForce().groups()).hasSize(2);
    }

    @Test
    void keepsEveryVersionThatIsReplaced() {
        publishFirst();
        assertThat(store().publish(store().current(), version(2))).isTrue();
        assertThat(store().publish(store().current(), version(3))).isTrue();

        assertThat(store().current()).isEqualTo(version(3));
        assertThat(store().replaced(2)).contains(version(2));
        assertThat(store().replaced(1)).contains(first());
        assertThat(store().replaced(0)).isEmpty();
    }

    @Test
    void changesNothingForWhoIsSlower() {
        publishFirst();
        Publication read = store().current();
        assertThat(store().publish(read, version(2))).isTrue();
        Publication slower = new Publication(
                version(2).timeline(), SampleOperators.named("Bob"), "too late", Optional.of(clock.instant()));

        assertThat(store().publish(read, slower)).isFalse();

        assertThat(store().current()).isEqualTo(version(2));
    }

    @Test
    void publishesOneOfManyThatComeAtOnce() {
        publishFirst();
        Publication read = store().current();

        long published = IntStream.range(0, 8)
                .parallel()
                .filter(number -> store().publish(read, version(2)))
                .count();

        assertThat(published).isEqualTo(1);
        assertThat(store().replaced(1)).contains(first());
    }

    @Test
    void publishesOneOfManyFirstVersionsThatComeAtOnce() {
        long published = IntStream.range(0, 8)
                .parallel()
                .filter(number -> store().publish(Publication.NONE, first("operator " + number)))
                .count();

        assertThat(published).isEqualTo(1);
    }

    /** Puts the sample of a timeline in force. */
    protected final void publishFirst() {
        store().publish(Publication.NONE, first());
    }

    /** The sample of a timeline, as an operator publishes it. */
    protected final Publication first() {
        return first("Ada");
    }

    private Publication first(String by) {
        return new Publication(
                PublishedTimeline.read(), SampleOperators.named(by), "as announced", Optional.of(clock.instant()));
    }

    /** Another timeline than the sample, as a version of this number. */
    protected final Publication version(int version) {
        Timeline next = TimelineDocument.read(NEXT);
        return new Publication(
                new Timeline(version, next.exempt(), next.groups()),
                SampleOperators.named("Ada"),
                "more time",
                Optional.of(clock.instant().plusNanos(version)));
    }
}
