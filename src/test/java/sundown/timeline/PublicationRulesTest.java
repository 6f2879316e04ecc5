package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.edge.Json;
import sundown.operator.SampleOperators;
import sundown.timeline.PublicationRules.Proposal;
import sundown.timeline.TimelineStore.Publication;

/** Which version of the timeline may follow the published one: groups 1 and 2, every other region in 3, CN exempt. */
class PublicationRulesTest {
    private static final Timeline PUBLISHED = PublishedTimeline.read();
    private static final Publication IN_FORCE = PublishedTimeline.inForce(PUBLISHED);
    private static final Instant NOTICE = Instant.parse("2022-10-25T00:00:00Z");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");
    private static final RefundLead TEN_DAYS = new RefundLead(List.of(86_400L, 1L, 2L, 7L));
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String FILED = ", and galleries are filed under their group";

    @Test
    void theNextVersionComesIntoForceWithWhoWhyAndWhen() {
        assertThat(decide(NOW, ignored -> {}))
                .isInstanceOfSatisfying(
                        PublicationRules.Decision.Publish.class,
                        publish -> assertThat(publish.publication())
                                .returns(2, Publication::version)
                                .returns(SampleOperators.named("Ada"), Publication::by)
                                .returns("why not", Publication::reason)
                                .returns(Optional.of(NOW), Publication::at));
    }

    @Test
    void theFirstVersionNeedsNothingThatWasPromised() {
        assertThat(first(NOTICE, 1, false))
                .isInstanceOfSatisfying(
                        PublicationRules.Decision.Publish.class,
                        publish -> assertThat(publish.publication().timeline()).isEqualTo(PUBLISHED));
        assertThat(first(NOTICE, 2, false))
                .isEqualTo(new PublicationRules.Decision.Refuse(List.of("version 2 cannot be the first: that is 1")));
    }

    @Test
    void theFirstVersionHasNoDateThatIsPastUnlessThatIsMeant() {
        assertThat(first(NOTICE.plus(SECOND), 1, false))
                .isEqualTo(new PublicationRules.Decision.Refuse(Stream.of(
                                "1: notice 2022-10-25T00:00:00Z",
                                "2: notice 2022-10-25T00:00:00Z",
                                "3: notice 2022-10-25 (2022-10-25T00:00:00Z)")
                        .map(notice -> "group " + notice + " is past: correct it, or say pastDatesAreMeant")
                        .toList()));
        assertThat(first(CLOSE.plus(SECOND), 1, false))
                .isInstanceOfSatisfying(
                        PublicationRules.Decision.Refuse.class,
                        refuse -> assertThat(refuse.reasons())
                                .hasSize(7)
                                .contains(
                                        "group 1: close 2023-06-01T00:00:00Z is past: correct it, or say pastDatesAreMeant"));
        assertThat(first(CLOSE.plus(SECOND), 1, true)).isInstanceOf(PublicationRules.Decision.Publish.class);
    }

    private static PublicationRules.Decision first(Instant now, int version, boolean pastDatesAreMeant) {
        JsonNode document = next().put("version", version);
        return PublicationRules.decide(
                new Proposal(
                        Json.read(document.toString(), TimelineDocument.class),
                        SampleOperators.named("Ada"),
                        "as announced",
                        pastDatesAreMeant),
                Publication.NONE,
                TimelineFunctions.GUARDS,
                TimelineFunctions.NO_LEAD,
                now);
    }

    @Test
    void anEarlierCloseNeedsThirtyDaysFromNowToIt() {
        Instant earlier = CLOSE.minus(Duration.ofDays(14));

        assertThat(reasons(earlier.minus(THIRTY_DAYS), date("close", earlier))).isEmpty();
        assertThat(reasons(earlier.minus(THIRTY_DAYS).plus(SECOND), date("close", earlier)))
                .containsExactly(
                        "group 1: close 2023-06-01T00:00:00Z -> 2023-05-18T00:00:00Z: this takes what was promised"
                                + " from 2023-05-18T00:00:00Z on, and the earliest with 30 days' notice is 2023-05-18T00:00:01Z");
    }

    @ParameterizedTest
    @CsvSource({"exportsOpen, 2022-12-01T00:00:01Z", "refundBy, 2024-07-31T00:00:00Z"})
    void aLaterOpeningOrRefundDateNeedsThirtyDaysFromNowToTheOldOne(String date, Instant later) {
        Instant noticed = instantOf(date).minus(THIRTY_DAYS);

        assertThat(reasons(noticed, date(date, later))).isEmpty();
        assertThat(reasons(noticed.plus(SECOND), date(date, later)))
                .singleElement()
                .asString()
                .startsWith("group 1: " + date + " " + instantOf(date) + " -> " + later + ": this takes");
    }

    @ParameterizedTest
    @CsvSource({
        "close, 2023-06-01T00:00:01Z",
        "close, 2099-01-01T00:00:00Z",
        "exportsOpen, 2022-11-30T23:59:59Z",
        "refundBy, 2023-07-31T23:59:59Z"
    })
    void whatTakesNothingNeedsNoNotice(String date, Instant instant) {
        assertThat(reasons(instantOf(date).minus(Duration.ofMinutes(15)), date(date, instant)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"close, 2023-06-01T00:00:01Z", "exportsOpen, 2022-11-30T23:59:59Z", "refundBy, 2023-07-31T23:59:59Z"})
    void noDateComesBeforeAllHaveHeardOfIt(String date, Instant instant) {
        Instant latest = instant.minus(Duration.ofMinutes(10));

        assertThat(reasons(latest, date(date, instant))).isEmpty();
        assertThat(reasons(latest.plus(SECOND), date(date, instant)))
                .first()
                .asString()
                .endsWith(": functions may go by the date of before for minutes, and the earliest is "
                        + instant.plus(SECOND));
    }

    @Test
    void aCloseThatHasPassedMayBeMovedLaterButNotEarlier() {
        Instant after = CLOSE.plus(THIRTY_DAYS);

        assertThat(reasons(after, date("close", after.plus(THIRTY_DAYS)))).isEmpty();
        assertThat(reasons(after, date("close", CLOSE.minus(SECOND)))).hasSize(1);
    }

    /** The first instant of a day may be of another day in UTC: instants decide. */
    @Test
    void aLocalDateIsMovedByItsInstants() {
        Instant noticed = Instant.parse("2023-07-11T00:00:00Z").minus(THIRTY_DAYS);
        Consumer<ObjectNode> earlier = document -> group(document, 2).put("close", "2023-07-10");

        assertThat(reasons(noticed, earlier)).isEmpty();
        assertThat(reasons(noticed.plus(SECOND), earlier))
                .singleElement()
                .asString()
                .startsWith(
                        "group 3: close 2023-07-31 (2023-08-01T00:00:00Z) -> 2023-07-10 (2023-07-11T00:00:00Z): this"
                                + " takes what was promised from 2023-07-11T00:00:00Z on");
        assertThat(reasons(noticed.plus(SECOND), document -> group(document, 2).put("zone", "Pacific/Honolulu")))
                .as("the notice and the opening, which have passed, come later in another zone")
                .hasSize(2);
    }

    @Test
    void theNoticeStaysWhereItIsOnceItHasCome() {
        Instant earlier = NOTICE.minus(Duration.ofDays(1));

        assertThat(reasons(NOTICE.minus(SECOND), date("notice", earlier))).isEmpty();
        assertThat(reasons(NOTICE, date("notice", earlier)))
                .containsExactly(
                        "group 1: notice 2022-10-25T00:00:00Z -> 2022-10-24T00:00:00Z: the end has been announced,"
                                + " and that stays where it is");
        assertThat(reasons(NOTICE, date("notice", NOTICE.plus(SECOND)))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "7"})
    void onlyTheVersionAfterTheOneInForceFollowsIt(int version) {
        assertThat(reasons(NOW, document -> {
                    document.put("version", version);
                    date("close", CLOSE.plus(SECOND)).accept(document);
                }))
                .containsExactly("version " + version + " does not follow version 1, which is in force: the next is 2");
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                change("a region changes its group", "IN would come from group 1 into group 2" + FILED, document -> {
                    regions(document, 0).remove(6);
                    regions(document, 1).add("IN");
                }),
                change(
                        "regions fall into every other",
                        "ID, IN, MM, MY, PH, VN would come from group 1 into group 3" + FILED,
                        document -> regions(document, 0).removeAll().add("SG")),
                change(
                        "a region is named out of every other",
                        "DE would come from group 3 into group 1" + FILED,
                        document -> regions(document, 0).add("DE")),
                change(
                        "a group goes",
                        "group 2 is not there any more" + FILED
                                + "; BR, CO, EG, MX, PE, TR would come from group 2 into group 3" + FILED,
                        document -> ((ArrayNode) document.path("groups")).remove(1)),
                change(
                        "every other region has another group",
                        "group 3 is not there any more" + FILED
                                + "; every other region would come from group 3 into group 4" + FILED,
                        document -> group(document, 2).put("id", "4")),
                change("regions become exempt", "", document -> {
                    regions(document, 0).remove(6);
                    exempt(document).add("IN").add("DE");
                }));
    }

    private static Arguments change(String what, String reasons, Consumer<ObjectNode> change) {
        return arguments(named(what, change), reasons);
    }

    @ParameterizedTest
    @MethodSource("moves")
    void aRegionStaysInItsGroupOrBecomesExempt(Consumer<ObjectNode> change, String reasons) {
        assertThat(String.join("; ", reasons(NOW, change))).isEqualTo(reasons);
    }

    @Test
    void anExemptRegionStaysExempt() {
        String stays = "CN would no longer be exempt, and stays so";

        assertThat(reasons(NOW, document -> exempt(document).removeAll())).containsExactly(stays);
        assertThat(reasons(NOW, document -> {
                    exempt(document).removeAll();
                    regions(document, 0).add("CN");
                }))
                .containsExactly(stays);
    }

    @Test
    void nothingNeedsToBeExemptWhereNothingWas() {
        Timeline withoutExempt = new Timeline(1, Set.of(), PUBLISHED.groups());
        ObjectNode next = next();
        exempt(next).removeAll();

        assertThat(PublicationRules.decide(
                        proposal(next, "Ada"),
                        PublishedTimeline.inForce(withoutExempt),
                        TimelineFunctions.GUARDS,
                        TimelineFunctions.NO_LEAD,
                        NOW))
                .isInstanceOf(PublicationRules.Decision.Publish.class);
    }

    /** A date of a day is guarded until the day ends in the last zone of the group. */
    @ParameterizedTest
    @CsvSource({
        "2023-05-31, 2023-05-31T18:30:00Z, 2023-05-31T18:29:59Z",
        "2023-06-01T00:00:00Z, 2023-06-01T00:00:00Z, 2023-05-31T23:59:59Z"
    })
    void noGroupClosesLaterThanS3GuardsIt(String close, String enough, String early) {
        ObjectNode next = next();
        group(next, 0).put("close", close);

        assertThat(guarded(next, enough)).isInstanceOf(PublicationRules.Decision.Publish.class);
        assertThat(guarded(next, early))
                .isInstanceOfSatisfying(
                        PublicationRules.Decision.Refuse.class,
                        refuse -> assertThat(refuse.reasons().getLast())
                                .startsWith("group 1: close " + close)
                                .endsWith(": S3 guards the group until " + early + ", so deploy with Group1Close="
                                        + enough + " first"));
    }

    private static PublicationRules.Decision guarded(ObjectNode next, String until) {
        return PublicationRules.decide(
                proposal(next, "Ada"),
                IN_FORCE,
                new PublishTimelineFunction.Guards(List.of("1=" + until)),
                TimelineFunctions.NO_LEAD,
                NOTICE);
    }

    @Test
    void allReasonsAreToldAtOnce() {
        assertThat(reasons(NOW, document -> {
                    document.put("version", 1);
                    exempt(document).removeAll();
                    regions(document, 0).removeAll().add("BR").add("DE");
                    group(document, 0).put("close", "2022-11-01T00:00:00Z");
                    group(document, 1).put("exportsOpen", "2023-02-01T00:00:00Z");
                    group(document, 2).put("regions", "every other");
                }))
                .containsExactly(
                        "group 1: exports must open before the close",
                        "region BR is named twice",
                        "version 1 does not follow version 1, which is in force: the next is 2",
                        "ID, IN, MM, MY, PH, SG, VN would come from group 1 into group 3" + FILED,
                        "BR would come from group 2 into group 1" + FILED,
                        "DE would come from group 3 into group 1" + FILED,
                        "CN would no longer be exempt, and stays so",
                        "group 1: close 2023-06-01T00:00:00Z -> 2022-11-01T00:00:00Z: this takes what was promised from"
                                + " 2022-11-01T00:00:00Z on, and the earliest with 30 days' notice is 2023-02-14T12:00:00Z",
                        "group 2: exportsOpen 2023-01-01T00:00:00Z -> 2023-02-01T00:00:00Z: this takes what was promised"
                                + " from 2023-01-01T00:00:00Z on, and the earliest with 30 days' notice is"
                                + " 2023-02-14T12:00:00Z");
    }

    @Test
    void theSameCallAgainRepeatsTheFirst() {
        ObjectNode next = next();
        Publication published = new Publication(
                TimelineDocument.read(next.toString()), SampleOperators.named("Ada"), "why not", Optional.of(NOW));

        assertThat(PublicationRules.decide(
                        proposal(next, "Ada"),
                        published,
                        TimelineFunctions.GUARDS,
                        TimelineFunctions.NO_LEAD,
                        NOW.plus(SECOND)))
                .isEqualTo(new PublicationRules.Decision.Repeat());
        assertThat(PublicationRules.decide(
                        proposal(next, "Bob"), published, TimelineFunctions.GUARDS, TimelineFunctions.NO_LEAD, NOW))
                .isInstanceOf(PublicationRules.Decision.Refuse.class);
        date("close", CLOSE.plus(SECOND)).accept(next);
        assertThat(PublicationRules.decide(
                        proposal(next, "Ada"), published, TimelineFunctions.GUARDS, TimelineFunctions.NO_LEAD, NOW))
                .isInstanceOf(PublicationRules.Decision.Refuse.class);
    }

    /** Refunds begin ten days before their date. */
    @Test
    void aRefundDateLeavesTimeForTheRefunds() {
        Instant now = Instant.parse("2023-07-01T00:00:00Z");
        assertThat(inTime("2023-07-11T00:10:00Z", now)).isEmpty();
        assertThat(inTime("2023-07-11T00:09:59Z", now))
                .containsExactly(
                        "group 1: refundBy 2023-07-11T00:09:59Z: this leaves no time for the refunds, which begin"
                                + " 10 days before it: the earliest is 2023-07-11T00:10:00Z");
        assertThat(inTime("2022-12-10T00:00:00Z", NOTICE))
                .as("refunds begin with the opening at the earliest")
                .singleElement()
                .asString()
                .endsWith("the earliest is 2022-12-11T00:00:00Z");
        assertThat(inTime(REFUND_BY.toString(), REFUND_BY))
                .as("refunds that have begun stop no publication")
                .isEmpty();
    }

    private static List<String> inTime(String refundBy, Instant now) {
        ObjectNode document = next();
        date("refundBy", Instant.parse(refundBy)).accept(document);
        return switch (PublicationRules.decide(
                proposal(document, "Ada"), IN_FORCE, TimelineFunctions.GUARDS, TEN_DAYS, now)) {
            case PublicationRules.Decision.Publish(Publication publication) -> {
                Dates dates = publication.timeline().groups().getFirst().dates();
                assertThat(dates.refundsBegin()).isEqualTo(dates.refundBy().minus(TEN_DAYS.length()));
                yield List.of();
            }
            case PublicationRules.Decision.Repeat ignored -> throw new AssertionError("nothing is repeated here");
            case PublicationRules.Decision.Refuse refuse -> refuse.reasons();
        };
    }

    private static List<String> reasons(Instant now, Consumer<ObjectNode> change) {
        return switch (decide(now, change)) {
            case PublicationRules.Decision.Publish ignored -> List.of();
            case PublicationRules.Decision.Repeat ignored -> throw new AssertionError("nothing is repeated here");
            case PublicationRules.Decision.Refuse refuse -> refuse.reasons();
        };
    }

    private static PublicationRules.Decision decide(Instant now, Consumer<ObjectNode> change) {
        ObjectNode document = next();
        change.accept(document);
        return PublicationRules.decide(
                proposal(document, "Ada"), IN_FORCE, TimelineFunctions.GUARDS, TimelineFunctions.NO_LEAD, now);
    }

    private static Proposal proposal(JsonNode document, String by) {
        return new Proposal(
                Json.read(document.toString(), TimelineDocument.class), SampleOperators.named(by), "why not", false);
    }

    /** The published timeline as the next version. */
    private static ObjectNode next() {
        ObjectNode document =
                (ObjectNode) Json.read(TimelineDocument.write(PUBLISHED).toString());
        // In the order in which a test takes regions away.
        group(document, 0).set("regions", Json.tree(List.of("SG", "ID", "PH", "VN", "MM", "MY", "IN")));
        return document.put("version", 2);
    }

    /** Changes a date of group 1. */
    private static Consumer<ObjectNode> date(String name, Instant instant) {
        return document -> group(document, 0).put(name, instant.toString());
    }

    private static Instant instantOf(String date) {
        return Instant.parse(group(next(), 0).path(date).textValue());
    }

    private static ObjectNode group(ObjectNode document, int index) {
        return (ObjectNode) document.path("groups").path(index);
    }

    private static ArrayNode regions(ObjectNode document, int index) {
        return (ArrayNode) group(document, index).path("regions");
    }

    private static ArrayNode exempt(ObjectNode document) {
        return (ArrayNode) document.path("exempt");
    }
}
