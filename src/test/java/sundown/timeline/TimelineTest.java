package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Region;
import sundown.timeline.Dates.Phase;

class TimelineTest {
    private static final Instant NOTICE = Instant.parse("2022-10-25T00:00:00Z");
    private static final Instant OPEN = Instant.parse("2022-12-01T00:00:00Z");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant REFUND = Instant.parse("2023-08-01T00:00:00Z");
    private static final Dates DATES = new Dates(NOTICE, OPEN, CLOSE, REFUND);
    private static final Group INDIA = group("1", "IN");
    private static final Group BRAZIL = group("2", "BR");
    private static final Group EVERY_OTHER = group("3");

    @Test
    void findsTheGroupThatNamesARegionOrTakesEveryOtherUnlessItIsExempt() {
        Timeline timeline = timeline(EVERY_OTHER, INDIA, BRAZIL);

        assertThat(timeline.groupOf(new Region("BR"))).contains(BRAZIL);
        assertThat(timeline.groupOf(new Region("DE"))).contains(EVERY_OTHER);
        assertThat(timeline.groupOf(new Region("CN"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/2", "a b", "12345678901234567"})
    void namesNoGroupThatIsNotFitToBeginAnObjectKey(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupId(id));
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

    @ParameterizedTest
    @CsvSource({
        "2022-10-24T23:59:59.999999999Z, RUNNING,      2022-10-25T00:00:00Z",
        "2022-10-25T00:00:00Z,           ANNOUNCED,    2022-12-01T00:00:00Z",
        "2022-11-30T23:59:59.999999999Z, ANNOUNCED,    2022-12-01T00:00:00Z",
        "2022-12-01T00:00:00Z,           EXPORTS_OPEN, 2023-06-01T00:00:00Z",
        "2023-05-31T23:59:59.999999999Z, EXPORTS_OPEN, 2023-06-01T00:00:00Z",
        "2023-06-01T00:00:00Z,           CLOSED,",
        "+1000000000-12-31T23:59:59.999999999Z, CLOSED,"
    })
    void beginsEachPhaseWithItsDate(Instant now, Phase phase, Instant next) {
        assertThat(DATES.phaseAt(now)).isEqualTo(phase);
        assertThat(DATES.nextPhase(now)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void tellClientsOfTheEndSinceTheNotice() {
        assertThat(DATES.headers(NOTICE.minusNanos(1))).isEmpty();
        assertThat(List.of(NOTICE, OPEN, CLOSE.plusSeconds(1)))
                .allSatisfy(now -> assertThat(DATES.headers(now))
                        .containsOnly(
                                Map.entry("deprecation", "@1666656000"),
                                Map.entry("sunset", "Thu, 01 Jun 2023 00:00:00 GMT")));
    }

    @Test
    void comeInOrder() {
        assertThat(new Dates(NOTICE, OPEN, CLOSE, OPEN).refundBy()).isEqualTo(OPEN);
        assertThatIllegalArgumentException().isThrownBy(() -> new Dates(OPEN, OPEN, CLOSE, REFUND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Dates(NOTICE, CLOSE, CLOSE, REFUND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Dates(NOTICE, OPEN, CLOSE, OPEN.minusNanos(1)));
    }
}
