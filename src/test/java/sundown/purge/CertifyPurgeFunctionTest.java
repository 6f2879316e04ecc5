package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.BEN;
import static sundown.purge.PurgedGroup.HELD;
import static sundown.purge.PurgedGroup.NOW;
import static sundown.purge.PurgedGroup.ONE;
import static sundown.purge.PurgedGroup.ONE_PHOTO;
import static sundown.purge.PurgedGroup.PLAN;
import static sundown.purge.PurgedGroup.TWO;
import static sundown.purge.PurgedGroup.TWO_PHOTOS;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.contract.SampleReceipts;
import sundown.digest.Sha256;
import sundown.edge.Forwarding;
import sundown.edge.Json;
import sundown.edge.OperatorRequests;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.CertificateChain.Link;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.runtime.Calls;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

class CertifyPurgeFunctionTest {
    private static final PlanId SECOND = new PlanId("plan00002");
    private static final Sha256 OTHER = new Sha256("b".repeat(64));

    private final PurgedGroup functions = new PurgedGroup();

    @BeforeEach
    void purge() {
        functions.purged(ONE);
    }

    @Test
    void certifiesAGroupOfWhichHoldsAloneAreLeft() {
        functions.killSwitch.set(new KillSwitch.Position(false, SampleOperators.named("Mary"), "a false alarm", NOW));
        JsonNode view = functions.certify(ONE);
        assertThat(view.path("state").asText()).isEqualTo("CERTIFIED");
        assertThat(functions.state(ONE)).isEqualTo(StateName.CERTIFIED);
        assertThat(functions.file("certificates/1/plan00001.json"))
                .isEqualTo(view.path("certificate").toString());

        JsonNode certificate = view.path("certificate");
        assertThat(certificate.path("deleted").toString())
                .isEqualTo("{\"accounts\":2,\"versions\":3,\"markers\":1,\"uploads\":1,\"bytes\":27,\"rows\":6,"
                        + "\"appeared\":0}");
        assertThat(certificate.path("held").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":1,\"markers\":0,\"uploads\":0,\"bytes\":5}");
        assertThat(certificate.path("approvals").findValuesAsText("by")).containsExactly("Ada", "Grace");
        assertThat(certificate.at("/times/close").asText()).isEqualTo("2023-06-01T00:00:00Z");
        assertThat(certificate.at("/times/drained").asText()).isEqualTo(PurgedGroup.DRAINED.toString());
        assertThat(certificate.at("/times/pausedUntil").asText()).isEqualTo("2023-07-07T00:01:00Z");
        assertThat(certificate.at("/times/lastDeleted").asText()).isEqualTo(PurgedGroup.DELETED.toString());
        assertThat(certificate.at("/times/certified").asText()).isEqualTo(NOW.toString());
        assertThat(certificate.at("/killSwitch/stopped").asBoolean(true)).isFalse();
        assertThat(certificate.has("previous")).isFalse();
        assertThat(certificate.path("regions").toString()).contains("\"IN\"");
        assertThat(certificate.at("/plans/0/accounts").asInt()).isEqualTo(2);
        assertThat(certificate.at("/plans/0/manifestHash")).isEqualTo(certificate.path("manifestHash"));
    }

    @Test
    void countsTheReceiptsOfThoseWhoWereListed() {
        functions.receipts.keep(SampleReceipts.whole(BEN));
        functions.receipts.keep(SampleReceipts.empty(HELD));
        JsonNode certified = functions.certify(ONE);
        assertThat(certified.at("/certificate/receipts").asLong()).isEqualTo(1);
        assertThat(certified.at("/certificate/reach/REACHED").asLong()).isEqualTo(2);
    }

    /** As the latest report has counted them; before the first, nothing is said of them. */
    @Test
    void saysWhatBecameOfTheFees() {
        assertThat(functions.certify(ONE).at("/certificate").has("fees")).isFalse();
        functions.purged(TWO);
        functions.files.putIfAbsent(new ObjectKey("progress/latest.json"), """
                {"report": "2023-08-02", "at": "2023-08-02T00:20:00Z", "groups": [
                  {"group": "1", "fees": {"back": {}, "resolved": 0, "withPeople": 0, "waiting": 9}},
                  {"group": "2", "fees": {"back": {"stripe": 7, "google-play": 2}, "resolved": 1, "withPeople": 3,
                    "waiting": 0}}]}""".getBytes(StandardCharsets.UTF_8));

        assertThat(functions.certify(TWO).at("/certificate/fees").toString())
                .isEqualTo("{\"back\":{\"google-play\":2,\"stripe\":7},\"resolved\":1,\"withPeople\":3,\"waiting\":0,"
                        + "\"countedAt\":\"2023-08-02T00:20:00Z\"}");
    }

    /** A cache has other regions of the group. */
    // Forwarding calls the fronts by their names.
    @SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
    @Test
    void namesTheRegionsOfTheVersionThatItNames() {
        Timeline before = functions.timelines.inForce();
        Timeline stale = new Timeline(
                before.version(),
                before.exempt(),
                before.groups().stream()
                        .map(group -> group.id().equals(ONE)
                                ? new Group(ONE, Set.of(new Region("JP")), group.dates())
                                : group)
                        .toList());
        functions.call(ONE);
        functions.work();

        JsonNode certificate = Records.with(
                        functions.ports(),
                        "timelines",
                        Forwarding.to(TimelineStore.class, functions.timelines, _ -> new Object() {
                            public Timeline inForce() {
                                return stale;
                            }
                        }))
                .certificateFunctions(new PurgeSettings(PurgedGroup.PAUSE, 30), functions.clock)
                .certify()
                .handle(OperatorRequests.signed(Map.of("group", "1", "by", "Mary"), NOW));

        assertThat(OperatorRequests.answer(certificate)
                        .at("/certificate/regions")
                        .toString())
                .contains("IN")
                .doesNotContain("JP");
    }

    @Test
    void namesNoUser() {
        functions.certify(ONE);
        for (UserId user : List.of(ANN, BEN, HELD)) {
            assertThat(functions.file("certificates/1/plan00001.json")).doesNotContain('"' + user.value() + '"');
        }
    }

    @Test
    void showsTheCertificateThatIsThere() {
        JsonNode first = functions.certify(ONE);
        functions.clock.advance(Duration.ofDays(1));
        functions.put("1/ann/late", 1);
        assertThat(functions.certify(ONE)).isEqualTo(first);
    }

    @Test
    void chainsTheCertificatesOfTwoGroups() {
        functions.purged(TWO);
        JsonNode first = functions.certify(TWO).path("certificate");
        JsonNode second = functions.certify(ONE).path("certificate");
        assertThat(first.path("number").asInt()).isEqualTo(1);
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.at("/previous/sha256")).isEqualTo(first.path("sha256"));
        assertThat(second.at("/previous/key").asText()).isEqualTo("certificates/2/plan00001.json");
        assertThat(first.path("regions").toString()).contains("\"BR\"").doesNotContain("\"IN\"");
    }

    @Test
    void namesTheCertificateThatAnotherGroupGotMeanwhile() {
        functions.purged(TWO);
        functions.observe(Calls.beforeFirst("CertificateChain.append", () -> functions.certify(TWO)));
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.path("number").asInt()).isEqualTo(2);
        assertThat(certificate.at("/previous/key").asText()).isEqualTo("certificates/2/plan00001.json");
    }

    @ParameterizedTest
    @CsvSource({
        "group,,invalid-request",
        "group,9,unknown-group",
        "group,CN,exempt-group",
        "group,*,invalid-request",
        "group,3,not-purged"
    })
    void refusesBadInputAndChangesNothing(String field, String value, String problem) {
        Map<String, String> call = new HashMap<>(Map.of("group", "1", "by", "Mary"));
        call.remove(field);
        Optional.ofNullable(value).ifPresent(given -> call.put(field, given));
        assertThat(OperatorRequests.typeOf(functions.call(call))).isEqualTo(problem);
        assertThat(functions.state(ONE)).isEqualTo(StateName.PURGED);
        assertThat(functions.chain.last()).isEmpty();
    }

    static Stream<PurgeState> unfinished() {
        return Stream.of(
                new PurgeState.Planned(),
                new PurgeState.Canary(NOW),
                new PurgeState.Waves(NOW),
                new PurgeState.Aborted(SampleOperators.named("Mary"), "a wrong list", NOW),
                new PurgeState.Voided(NOW));
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void certifiesNoPurgeThatHasNotEnded(PurgeState state) {
        functions.purges.save(functions.purges.find(ONE).orElseThrow().withState(state));

        assertThat(OperatorRequests.typeOf(functions.certify(ONE))).isEqualTo("not-purged");
    }

    /** The purge's row may claim that it has ended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void certifiesNothingThatNobodyApproved(boolean differed) {
        Plan second = functions.planOnly(ONE, SECOND, OTHER);
        Purge ended = functions.purges.find(ONE).orElseThrow();
        PurgeState claimed = differed ? new PurgeState.Differs(NOW) : new PurgeState.Purged(NOW);
        functions.purges.save(new Purge(ONE, second, claimed, ended.version()));

        assertThat(OperatorRequests.typeOf(functions.certify(ONE))).isEqualTo("not-purged");
    }

    @Test
    void certifiesNothingThatOnePersonMayHaveApprovedTwice() {
        Approvals approvals = functions.approvals.find(ONE).orElseThrow();
        List<Approval> unproven = approvals.all().stream()
                .map(said -> new Approval(Operator.unproven(said.by().name()), said.at()))
                .toList();
        functions.approvals.save(Records.with(approvals, "all", unproven));

        assertThat(OperatorRequests.typeOf(functions.certify(ONE))).isEqualTo("not-purged");
    }

    /** A hold is released, and a folder is there again, so that the verification proves nothing any more. */
    @Test
    void findsTheCertificateThatWasIssuedBeforeAWorkerDied() {
        functions.observe(ObservedPort.before("PurgeStore.save", () -> {
            throw new RetryableFailure("the worker dies");
        }));
        assertThat(functions.certify(ONE).has("certificate")).isFalse();
        functions.observe(ObservedPort.Observer.NONE);
        String issued = functions.chain.last().orElseThrow().document();
        functions.holds.release(ONE, HELD);
        functions.put("1/zoe/late", 1);

        assertThat(functions.call(ONE).path("certificate")).hasToString(issued);
        assertThat(functions.state(ONE)).isEqualTo(StateName.CERTIFIED);
        assertThat(functions.queue.receive()).isEmpty();
    }

    static Stream<Arguments> differences() {
        ObjectKey left = new ObjectKey("1/ann/left");
        return Stream.of(
                differs("LEFT ann 1", purge -> purge.buckets.put(PurgedBucket.GALLERY, left, new byte[9])),
                differs("LEFT ann 1", purge -> purge.buckets.mark(PurgedBucket.GALLERY, left)),
                differs("LEFT ann 1", purge -> purge.buckets.begin(PurgedBucket.ARCHIVE, left)),
                differs("LEFT nobody-knows-them 1", purge -> purge.put("1/nobody-knows-them/photo", 1)),
                differs("LEFT hal 1", purge -> purge.holds.release(ONE, HELD)),
                differs("NO_USER stray 1", purge -> purge.put("1/stray", 1)),
                differs("ROWS ben 0", purge -> purge.rows.put(BEN, "item")),
                differs("ROWS hal 0", CertifyPurgeFunctionTest::keepRowsOfAHoldThatHasEnded),
                differs("NOT_LISTED hal 1", purge -> purge.done(ONE, PLAN, HELD, ONE_PHOTO)),
                differs("NOT_LISTED eve 1", purge -> purge.done(ONE, PLAN, new UserId("eve"), ONE_PHOTO)),
                differs("NOT_RECORDED ben 1", purge -> planAgain(purge, TWO_PHOTOS)),
                differs("OTHER_COUNTS ann 1", purge -> {
                    planAgain(purge, new Totals(1, 1, 1, 10));
                    purge.done(ONE, SECOND, BEN, ONE_PHOTO);
                }),
                differs("MANIFEST " + OTHER.hex() + " 0", purge -> purge.plan(ONE, PLAN, OTHER)),
                differs("MANIFEST " + OTHER.hex() + " 0", purge -> purge.plan(ONE, SECOND, OTHER)));
    }

    private static Arguments differs(String difference, Consumer<PurgedGroup> change) {
        return arguments(difference, change);
    }

    /** The buckets hold nothing of this user: it was deleted before the hold. */
    private static void keepRowsOfAHoldThatHasEnded(PurgedGroup purge) {
        purge.buckets.all().forEach(purge.buckets::abort);
        purge.rows.put(HELD, "item");
        purge.holds.release(ONE, HELD);
    }

    /** A second plan with one account recorded. */
    private static void planAgain(PurgedGroup purge, Totals ofAnn) {
        purge.planned(ONE, SECOND, PurgedGroup.standard());
        purge.done(ONE, SECOND, ANN, ofAnn);
    }

    @ParameterizedTest
    @MethodSource("differences")
    void findsWhatDiffers(String difference, Consumer<PurgedGroup> change) {
        change.accept(functions);
        assertThat(difference()).isEqualTo(difference);
    }

    @Test
    void leavesTheRowsOfAHeldUserAlone() {
        functions.rows.put(HELD, "item");
        assertThat(functions.certify(ONE).path("state").asText()).isEqualTo("CERTIFIED");
    }

    @Test
    void leavesTheRowsOfAUserOfAnotherGroupAlone() {
        UserId foreign = new UserId("far");
        ManifestLine line =
                new ManifestLine(foreign, Standing.FOREIGN, Optional.empty(), Totals.NONE, ManifestLine.NO_SALT);
        functions.planned(ONE, SECOND, List.of(line));
        functions.rows.put(foreign, "item");
        assertThat(functions.certify(ONE).path("state").asText()).isEqualTo("CERTIFIED");
    }

    @Test
    void countsAHeldUserWithNothingLeft() {
        functions.buckets.all().forEach(functions.buckets::abort);
        assertThat(functions.certify(ONE).at("/certificate/held").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":0,\"markers\":0,\"uploads\":0,\"bytes\":0}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsNoUserWhenTheHoldHasEndedOrIsOverByItsOwnDate(boolean byDate) {
        functions.buckets.all().forEach(functions.buckets::abort);
        Optional<Instant> until = Optional.of(NOW.minusSeconds(1));
        functions.holds.release(ONE, HELD);
        if (byDate) {
            functions.holds.place(
                    ONE, new Hold(HELD, "a court", SampleOperators.named("Ada"), PurgedGroup.PLANNED, until));
        }
        assertThat(functions.certify(ONE).at("/certificate/held/accounts").asInt(-1))
                .isZero();
    }

    @Test
    void countsNobodyWhoCameUnderHoldWhenEverythingWasDeleted() {
        functions.hold(ONE, BEN);
        assertThat(functions.certify(ONE).at("/certificate/held/accounts").asInt())
                .isEqualTo(1);
    }

    @Test
    void excusesWhatAHoldKeptInTheMidstOfTheDeletion() {
        functions.planned(ONE, SECOND, PurgedGroup.standard());
        functions.done(ONE, SECOND, ANN, TWO_PHOTOS);
        functions.hold(ONE, BEN);
        functions.put("1/ben/photo", 7);
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.at("/held/accounts").asInt()).isEqualTo(2);
        assertThat(certificate.at("/held/bytes").asInt()).isEqualTo(12);
    }

    /** The objects were gone when the hold came; it kept the rows. */
    @Test
    void countsAnAccountOfWhichAHoldKeptTheRowsAlone() {
        functions.hold(ONE, BEN);
        functions.rows.put(BEN, "item");
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.at("/held/accounts").asInt()).isEqualTo(2);
    }

    @Test
    void answersWithTheFirstOfAChunkAndKeepsAll() {
        for (int user = 0; user < 120; user++) {
            functions.put("1/user-%03d/photo".formatted(user), 1);
        }
        JsonNode view = functions.certify(ONE);
        assertThat(view.path("count").asInt()).isEqualTo(120);
        assertThat(view.path("differences").size()).isEqualTo(20);
        assertThat(functions.files.list(view.path("key").asText()).map(ObjectKey::value))
                .hasSizeGreaterThan(1)
                .extracting(key -> Json.read(functions.file(key)))
                .flatExtracting(page -> page.findValuesAsText("who"))
                .hasSize(120)
                .doesNotHaveDuplicates();
    }

    @Test
    void certifiesBothPlansWhenASecondOneHasDeletedTheRest() {
        functions.put("1/ann/left", 9);
        assertThat(difference()).isEqualTo("LEFT ann 1");
        assertThat(functions.state(ONE)).isEqualTo(StateName.DIFFERS);

        functions.buckets.all().stream()
                .filter(entry -> entry.key().value().contains("ann"))
                .toList()
                .forEach(entry -> functions.buckets.delete(List.of(entry)));
        Totals left = new Totals(1, 0, 0, 9);
        functions.planned(ONE, SECOND, List.of(PurgedGroup.listed(ANN, left), PurgedGroup.listed(BEN, Totals.NONE)));
        functions.done(ONE, SECOND, ANN, left);
        functions.done(ONE, SECOND, BEN, Totals.NONE);

        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.path("plans").findValuesAsText("planId")).containsExactly("plan00001", "plan00002");
        assertThat(certificate.at("/deleted/accounts").asInt()).isEqualTo(2);
        assertThat(certificate.at("/deleted/bytes").asInt()).isEqualTo(36);
    }

    @Test
    void namesNoOtherPlanThatDeletedNothing() {
        PlanId other = new PlanId("plan00000");
        functions.files.putIfAbsent(AuditKeys.root(ONE, other), PurgedGroup.root(other, 1));
        functions.planned(ONE, SECOND, List.of(PurgedGroup.leftOut(HELD)));
        assertThat(functions.certify(ONE).at("/certificate/plans").findValuesAsText("planId"))
                .containsExactly("plan00001", "plan00002");
    }

    @Test
    void looksAgainWhereSomebodyHasRemovedADifference() {
        functions.rows.put(BEN, "item");
        functions.certify(ONE);
        functions.rows.remove(BEN);
        assertThat(functions.certify(ONE).path("state").asText()).isEqualTo("CERTIFIED");
    }

    @Test
    void saysSoWhenSomebodyChangesThePurgeMeanwhile() {
        functions.observe(ObservedPort.before(
                "PurgeStore.save",
                () -> functions.purges.save(functions.purges.find(ONE).orElseThrow())));
        assertThat(OperatorRequests.typeOf(functions.certify(ONE))).isEqualTo("changed-meanwhile");
    }

    @Test
    void trustsNoCertificateThatIsNotTheChains() {
        functions.purged(TWO);
        functions.chain.append(new Link(
                1, new ObjectKey("certificates/2/plan00001.json"), new Sha256("d".repeat(64)), "{\"number\":1}"));
        functions.files.putIfAbsent(new ObjectKey("certificates/2/plan00001.json"), new byte[] {'{', '}'});
        assertThat(OperatorRequests.typeOf(functions.certify(ONE))).isEqualTo("internal-error");
        assertThat(functions.state(ONE)).isEqualTo(StateName.PURGED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForANewPlanToBeApprovedAndCarriedOut(boolean differed) {
        if (differed) {
            functions.rows.put(BEN, "item");
            functions.certify(ONE);
        }
        Purge ended = functions.purges.find(ONE).orElseThrow();
        Plan second = functions.planOnly(ONE, SECOND, new Sha256("b".repeat(64)));
        assertThat(PurgeRules.current(Optional.of(ended), functions.circumstances(ONE)))
                .contains(new Purge(ONE, second, new PurgeState.Planned(), ended.version()));
        assertThat(OperatorRequests.typeOf(functions.certify(ONE))).isEqualTo("not-purged");
    }

    /** The one thing that differs. */
    private String difference() {
        JsonNode view = functions.certify(ONE);
        assertThat(view.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(functions.state(ONE)).isEqualTo(StateName.DIFFERS);
        assertThat(view.path("differences").size()).isEqualTo(1);
        JsonNode difference = view.at("/differences/0");
        return difference.path("kind").asText() + " " + difference.path("who").asText() + " "
                + difference.path("entries").asText();
    }
}
