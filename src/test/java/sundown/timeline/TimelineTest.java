package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.account.Region;

class TimelineTest {
    private static final Dates DATES = new Dates(
            Instant.parse("2022-10-25T00:00:00Z"),
            Instant.parse("2022-12-01T00:00:00Z"),
            Instant.parse("2023-06-01T00:00:00Z"),
            Instant.parse("2023-08-01T00:00:00Z"));

    private static final Group INDIA = group("1", "IN");
    private static final Group BRAZIL = group("2", "BR");
    private static final Group EVERY_OTHER = group("3");

    @Test
    void findsTheGroupThatNamesARegion() {
        assertThat(timeline(INDIA, BRAZIL, EVERY_OTHER).groupOf(new Region("BR")))
                .contains(BRAZIL);
    }

    @Test
    void putsEveryOtherRegionIntoTheGroupThatNamesNone() {
        assertThat(timeline(EVERY_OTHER, INDIA).groupOf(new Region("DE"))).contains(EVERY_OTHER);
    }

    @Test
    void hasNoGroupForARegionWhereNothingEnds() {
        assertThat(timeline(INDIA, EVERY_OTHER).groupOf(new Region("CN"))).isEmpty();
    }

    @Test
    void agreesWithAnotherVersionOnAGroupWhateverTheDatesOfOthers() {
        Timeline now = timeline(INDIA, BRAZIL, EVERY_OTHER);
        Timeline later = timeline(INDIA, postponed(BRAZIL), EVERY_OTHER);
        assertThat(now.agreesOn(INDIA.id(), later)).isTrue();
        assertThat(now.agreesOn(EVERY_OTHER.id(), later)).isTrue();
        assertThat(now.agreesOn(BRAZIL.id(), later)).isFalse();
    }

    @Test
    void agreesOnNoGroupOnceARegionHasAnother() {
        Timeline now = timeline(INDIA, BRAZIL, EVERY_OTHER);
        assertThat(now.agreesOn(EVERY_OTHER.id(), timeline(INDIA, group("2", "BR", "PE"), EVERY_OTHER)))
                .isFalse();
        assertThat(now.agreesOn(EVERY_OTHER.id(), new Timeline(2, Set.of(), now.groups())))
                .isFalse();
    }

    private static Group postponed(Group group) {
        return new Group(
                group.id(),
                group.regions(),
                new Dates(DATES.notice(), DATES.exportsOpen(), DATES.close().plusSeconds(1), DATES.refundBy()));
    }

    @Test
    void namesEachRegionOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeline(INDIA, group("2", "IN"), EVERY_OTHER))
                .withMessage("region IN is named twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeline(group("1", "CN"), EVERY_OTHER))
                .withMessage("region CN is named twice");
    }

    @Test
    void hasExactlyOneGroupForEveryOtherRegion() {
        assertThatIllegalArgumentException().isThrownBy(() -> timeline(INDIA, BRAZIL));
        assertThatIllegalArgumentException().isThrownBy(() -> timeline(EVERY_OTHER, group("4")));
    }

    @Test
    void namesEachGroupOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeline(INDIA, group("1", "BR"), EVERY_OTHER))
                .withMessage("group 1 is named twice");
    }

    private static Timeline timeline(Group... groups) {
        return new Timeline(1, Set.of(new Region("CN")), List.of(groups));
    }

    private static Group group(String id, String... regions) {
        Set<Region> named = Set.of(regions).stream().map(Region::new).collect(java.util.stream.Collectors.toSet());
        return new Group(new GroupId(id), named, DATES);
    }
}
