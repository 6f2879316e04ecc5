package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;
import sundown.timeline.Publication;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore;

/** What every timeline store promises. */
public abstract class TimelineStoreContract {
    /** A timeline other than the one that is published. */
    protected static final String NEXT = """
            {"version": 2, "exempt": ["CN"], "groups": [
              {"id": "1", "regions": ["IN"],
               "notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-01T00:00:00Z",
               "close": "2023-09-01T00:00:00Z", "refundBy": "2023-10-01T00:00:00Z"},
              {"id": "2", "regions": "every other",
               "notice": "2022-10-25T00:00:00Z", "exportsOpen": "2022-12-01T00:00:00Z",
               "close": "2023-09-01T00:00:00Z", "refundBy": "2023-10-01T00:00:00Z"}]}
            """;

    /** The clock of the store under test. */
    protected final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));

    /** The store under test, without a timeline of its own. */
    protected abstract TimelineStore store();

    /** Puts a timeline in force. */
    protected abstract void put(String document);

    @Test
    void beginsWithThePublishedTimeline() {
        assertThat(store().inForce()).isEqualTo(PublishedTimeline.read());
    }

    @Test
    void takesAChangeWithinAMinute() {
        TimelineStore store = store();
        store.inForce();
        put(NEXT);
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.inForce().version()).isEqualTo(2);
        assertThat(store.inForce().groups()).hasSize(2);
    }

    @Test
    void saysWhatTheDeploymentStartsFrom() {
        assertThat(store().current()).isEqualTo(Publication.start(PublishedTimeline.read(), Optional.empty()));
    }

    @Test
    void takesWhatStandsThereWithoutANameForWhatTheDeploymentStartedFrom() {
        put(NEXT);
        assertThat(store().current()).isEqualTo(Publication.start(TimelineDocument.read(NEXT), Optional.empty()));
        assertThat(store().begin(start())).isFalse();
        assertThat(store().publish(store().current(), version(3))).isTrue();
        assertThat(store().current()).isEqualTo(version(3));
    }

    @Test
    void recordsOnceWhatTheDeploymentStartedFrom() {
        assertThat(store().begin(start())).isTrue();
        assertThat(store().begin(Publication.start(version(7).timeline(), Optional.of(clock.instant()))))
                .isFalse();
        assertThat(store().current()).isEqualTo(start());
    }

    @Test
    void doesNotBeginWhereSomethingWasPublished() {
        store().publish(store().current(), version(2));
        assertThat(store().begin(start())).isFalse();
        assertThat(store().current()).isEqualTo(version(2));
    }

    @Test
    void keepsEveryVersionThatIsReplaced() {
        store().begin(start());
        assertThat(store().publish(store().current(), version(2))).isTrue();
        assertThat(store().publish(store().current(), version(3))).isTrue();

        assertThat(store().current()).isEqualTo(version(3));
        assertThat(store().replaced(2)).contains(version(2));
        assertThat(store().replaced(1)).contains(start());
        assertThat(store().replaced(0)).isEmpty();
    }

    @Test
    void publishesWhereNobodyHasBegun() {
        assertThat(store().publish(store().current(), version(2))).isTrue();
        assertThat(store().current()).isEqualTo(version(2));
        assertThat(store().replaced(1)).contains(Publication.start(PublishedTimeline.read(), Optional.empty()));
    }

    @Test
    void changesNothingForWhoIsSlower() {
        Publication read = store().current();
        assertThat(store().publish(read, version(2))).isTrue();
        Publication slower = new Publication(
                version(2).timeline(), SampleOperators.named("Bob"), "too late", Optional.of(clock.instant()));

        assertThat(store().publish(read, slower)).isFalse();

        assertThat(store().current()).isEqualTo(version(2));
    }

    @Test
    void publishesOneOfManyThatComeAtOnce() {
        store().begin(start());
        Publication read = store().current();

        long published = IntStream.range(0, 8)
                .parallel()
                .filter(number -> store().publish(read, version(2)))
                .count();

        assertThat(published).isEqualTo(1);
        assertThat(store().replaced(1)).contains(start());
    }

    private Publication start() {
        return Publication.start(PublishedTimeline.read(), Optional.of(clock.instant()));
    }

    private Publication version(int version) {
        Timeline next = TimelineDocument.read(NEXT);
        return new Publication(
                new Timeline(version, next.exempt(), next.groups()),
                SampleOperators.named("Ada"),
                "more time",
                Optional.of(clock.instant().plusNanos(version)));
    }
}
