package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.edge.OperatorRequests.typeOf;
import static sundown.purge.Given.GROUP;
import static sundown.purge.Given.NOW;
import static sundown.purge.OperatorCalls.HASH;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorEdge;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryLayout;
import sundown.operator.SampleOperators;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.Plan.PlanId;
import sundown.purge.close.ClosingStore.Closing;
import sundown.runtime.Calls;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;

class OperatorsFunctionsTest {
    private static final Instant UNTIL = NOW.plus(Given.PAUSE);
    private static final Instant BEGIN = UNTIL.plus(PurgeRules.CLOCK_SKEW);

    private final OperatorCalls functions = new OperatorCalls();

    @Test
    void twoPeopleApproveAndThenItPauses() {
        JsonNode first = functions.approve("Ada");
        assertThat(first.path("state").asText()).isEqualTo("PLANNED");
        assertThat(first.at("/approvals/0/by").asText()).isEqualTo("Ada");

        JsonNode second = functions.approve("Grace");
        assertThat(second.path("state").asText()).isEqualTo("PAUSING");
        assertThat(second.path("pausesUntil").asText()).isEqualTo(UNTIL.toString());
        assertThat(second.at("/manifestHash").asText()).isEqualTo(HASH);
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
        functions.clock.moveTo(BEGIN);
        assertThat(functions.next()).isInstanceOf(PurgeRules.Next.Enter.class);
    }

    @ParameterizedTest
    @CsvSource({
        "group, , invalid-request",
        "group, *, invalid-request",
        "group, all, unknown-group",
        "group, 9, unknown-group",
        "group, CN, exempt-group",
        "group, 2, not-planned",
        "manifestHash, , invalid-request",
        "manifestHash, *, invalid-request",
        "manifestHash, AAAA, invalid-request",
        "by, Zoë, by-the-planner"
    })
    void refuseBadInputAndChangeNothing(String field, String value, String problem) {
        Map<String, Object> call = new HashMap<>(Map.of("group", "1", "manifestHash", HASH, "by", "Ada"));
        call.remove(field);
        Optional.ofNullable(value).ifPresent(given -> call.put(field, given));

        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            assertThat(typeOf(functions.approve(call))).isEqualTo(problem);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO audit: approve-purge")
                    .endsWith(": " + problem);
        }
        assertThat(functions.approvals.find(GROUP)).isEmpty();
        assertThat(functions.purges.find(GROUP)).isEmpty();
    }

    @Test
    void refuseAForeignHashAndAStaleOne() {
        assertThat(typeOf(functions.approve(call("f")))).isEqualTo("other-manifest");
        functions.approve("Ada");
        functions.plan("plan00002", "b");
        assertThat(typeOf(functions.approve("Grace"))).isEqualTo("other-manifest");
        assertThat(functions.approvals.find(GROUP).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void refuseAManifestThatWasTamperedWithOrIsGone() {
        functions.files.putIfAbsent(
                AuditKeys.root(GROUP, new PlanId("plan00002")),
                Given.manifest("c").write());
        functions.planWithoutManifest("plan00002", "b");
        assertThat(typeOf(functions.approve(call("b")))).isEqualTo("manifest-tampered");
        functions.planWithoutManifest("plan00003", "d");
        assertThat(typeOf(functions.approve(call("d")))).isEqualTo("manifest-tampered");
        assertThat(functions.approvals.find(GROUP)).isEmpty();
    }

    @Test
    void refuseAPlanOfAnotherLayout() {
        PlanId id = new PlanId("plan00002");
        ManifestRoot other =
                Manifests.put(functions.files, GalleryLayout.of("user-first/photos/"), GROUP, id, List.of(List.of()));
        Plan planned =
                Given.plan(id.value(), "a", 250, functions.timelines.inForce().version(), 0);
        functions.plans.put(GROUP, Records.with(planned, "manifest", other.hash()));
        assertThat(typeOf(functions.approve(
                        Map.of("group", "1", "manifestHash", other.hash().hex(), "by", "Ada"))))
                .isEqualTo("plan-outdated");
    }

    private static Map<String, Object> call(String digit) {
        return Map.of("group", "1", "manifestHash", Given.hash(digit).hex(), "by", "Ada");
    }

    @Test
    void refuseWhileTheWindowIsOpenByEitherClockAndBeforeTheDrain() {
        functions.trusted.ahead(Duration.ofDays(-3));
        assertThat(typeOf(functions.approve("Ada"))).isEqualTo("window-open");
        functions.trusted.ahead(Duration.ofDays(3));
        functions.clock.moveTo(Given.CLOSE.minusNanos(1));
        assertThat(typeOf(functions.approve("Ada"))).isEqualTo("window-open");
        functions.clock.moveTo(NOW);
        functions.republish(Optional.of(Given.CLOSE.plusSeconds(1)));
        functions.plan("plan00001", "a");
        assertThat(typeOf(functions.approve("Ada"))).isEqualTo("not-drained");
    }

    @Test
    void forgetApprovalsWhenTheDatesChangeAHoldIsReleasedOrTheManifestChanges() {
        for (Runnable change : List.<Runnable>of(
                () -> functions.republish(Optional.empty()),
                () -> functions.release("u1"),
                () -> functions.plan("plan00003", "c"))) {
            functions.plan("plan00001", "a");
            functions.approveTwice();
            assertThat(functions.get().at("/purge/state").asText()).isEqualTo("PAUSING");

            change.run();

            assertThat(functions.get().at("/purge/state").asText()).isIn("VOIDED", "PLANNED");
            assertThat(functions.get().at("/purge/approvals").size()).isZero();
            functions.clock.moveTo(BEGIN);
            assertThat(functions.next()).isNotInstanceOf(PurgeRules.Next.Enter.class);
            functions.clock.moveTo(NOW);
        }
    }

    /** A purge of millions takes weeks, and holds are placed meanwhile. */
    @Test
    void keepApprovalsWhenAHoldIsPlaced() {
        functions.approveTwice();
        functions.hold("u1");
        assertThat(functions.get().at("/purge/state").asText()).isEqualTo("PAUSING");
        functions.clock.moveTo(BEGIN);
        assertThat(functions.next()).isInstanceOf(PurgeRules.Next.Enter.class);
    }

    @Test
    void beginNothingTooEarlyWithAClockThatIsADayFast() {
        functions.trusted.ahead(Duration.ofDays(-1));
        functions.clock.advance(Duration.ofDays(1));
        functions.approveTwice();
        assertThat(functions.approvals.find(GROUP))
                .hasValueSatisfying(said -> assertThat(said.until()).contains(UNTIL));

        functions.clock.moveTo(BEGIN.plus(Duration.ofDays(1)).minusSeconds(1));
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
        functions.clock.advance(Duration.ofSeconds(1));
        assertThat(functions.next()).isInstanceOf(PurgeRules.Next.Enter.class);
    }

    @Test
    void pauseLongEnoughAfterAnApprovalByAClockThatIsADaySlow() {
        functions.trusted.ahead(Duration.ofDays(1));
        Instant reallyApproved = functions.trusted.now();
        functions.approveTwice();
        functions.trusted.ahead(Duration.ZERO);
        functions.clock.moveTo(reallyApproved.plus(Given.PAUSE).minusNanos(1));
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
    }

    @Test
    void keepBothApprovalsOfTwoWhoApproveAtTheSameMoment() {
        functions.observeApprovals(Calls.beforeFirst(
                "ApprovalStore.save",
                () -> functions.approvals.save(Approvals.first(
                        GROUP, functions.plans.latest(GROUP).orElseThrow(), new Approval(Given.GRACE, NOW), 0))));
        assertThat(functions.approve("Ada").path("state").asText()).isEqualTo("PAUSING");
    }

    @Test
    void onePersonAbortsAndItIsPlannedAnew() {
        functions.approveTwice();
        JsonNode aborted = functions.abort(Map.of("group", "1", "by", "Mary", "reason", "a wrong list"));
        assertThat(aborted.path("state").asText()).isEqualTo("ABORTED");
        assertThat(aborted.at("/ended/by").asText()).isEqualTo("Mary");
        assertThat(aborted.at("/ended/reason").asText()).isEqualTo("a wrong list");

        assertThat(typeOf(functions.approve("Ada"))).isEqualTo("purge-over");
        assertThat(typeOf(functions.abort(Map.of("group", "1", "by", "Mary", "reason", "again"))))
                .isEqualTo("purge-over");
        functions.plan("plan00002", "a");
        assertThat(functions.approve("Ada").path("state").asText()).isEqualTo("PLANNED");
    }

    /** Somebody aborts between the moment at which an approval is decided on and the one at which it is saved. */
    @Test
    void neverBringBackWhatIsAborted() {
        functions.approve("Ada");
        functions.observeApprovals(ObservedPort.before(
                "ApprovalStore.save",
                () -> functions.abort(Map.of("group", "1", "by", "Mary", "reason", "a wrong list"))));
        functions.approve("Grace");
        functions.clock.moveTo(BEGIN);
        assertThat(functions.get().at("/purge/state").asText()).isEqualTo("ABORTED");
        assertThat(functions.get().at("/purge/approvals").size()).isZero();
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
        functions.plan("plan00002", "a");
        assertThat(functions.get().at("/purge/state").asText()).isEqualTo("PLANNED");
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
    }

    @Test
    void abortWithoutAClockThatIsTrusted() {
        functions.trusted.ahead(Duration.ofDays(-999));
        assertThat(functions
                        .abort(Map.of("group", "1", "by", "Ada", "reason", "no"))
                        .path("state")
                        .asText())
                .isEqualTo("ABORTED");
        assertThat(typeOf(functions.abort(Map.of("by", "Ada", "reason", "no")))).isEqualTo("invalid-request");
        assertThat(typeOf(functions.abort(Map.of("group", "1", "by", "Ada")))).isEqualTo("invalid-request");
    }

    @Test
    void theKillSwitchStopsAndAllows() {
        functions.approveTwice();
        functions.clock.moveTo(BEGIN);
        JsonNode stopped = functions.stop(Map.of("by", "Mary", "reason", "an alarm"));
        assertThat(stopped.path("stopped").asBoolean()).isTrue();
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
        assertThat(functions.get().at("/killSwitch/reason").asText()).isEqualTo("an alarm");

        assertThat(typeOf(functions.allow(Map.of("by", "Mary")))).isEqualTo("invalid-request");
        assertThat(functions.next()).isEqualTo(new PurgeRules.Next.Nothing());
        functions.allow(Map.of("by", "Mary", "reason", "a false one"));
        assertThat(functions.next()).isInstanceOf(PurgeRules.Next.Enter.class);
    }

    @Test
    void tellWhatRunsByTheCloseThatTheGroupHas() {
        functions.closings.save(new Closing(
                GROUP, Given.CLOSE, Given.CLOSE, Optional.of(new Closing.Counted(NOW, 3)), Optional.empty(), 1));
        assertThat(functions.get().path("running").asLong()).isEqualTo(3);

        functions.republish(Optional.of(Given.CLOSE.plusSeconds(1)));
        assertThat(functions.get().has("running")).isFalse();
    }

    @Test
    void tellEverybodyHowFarAPlanIsAndWhichOneItReplaces() {
        assertThat(functions.get().at("/plan/state").asText()).isEqualTo("PLANNED");
        PlanId before = new PlanId("plan00001");
        Plan.Begun begun = new Plan.Begun(
                GROUP,
                new PlanId("plan00002"),
                SampleOperators.named("Ada"),
                NOW,
                1,
                256,
                0,
                Optional.of(before),
                Optional.empty());
        functions.plans.begin(begun, Optional.of(before));
        JsonNode plan = functions.get().path("plan");
        assertThat(plan.path("state").asText()).isEqualTo("PLANNING");
        assertThat(plan.path("chunks").asInt()).isEqualTo(512);
        assertThat(plan.path("chunksDone").asInt()).isZero();
        assertThat(plan.path("insteadOf").asText()).isEqualTo("plan00001");
        assertThat(plan.has("planned")).isFalse();
    }

    @Test
    void showWhenItBegins() {
        functions.approve("Ada");
        assertThat(functions.get().has("beginsAt")).isFalse();
        functions.approve("Grace");
        JsonNode view = functions.get();
        assertThat(view.path("closesAt").asText()).isEqualTo(Given.CLOSE.toString());
        assertThat(view.path("drainedAt").asText()).isEqualTo(Given.DRAINED.toString());
        assertThat(view.path("beginsAt").asText()).isEqualTo(BEGIN.toString());
        assertThat(view.path("upheld").asBoolean()).isTrue();
        assertThat(typeOf(functions.get(Map.of("differences", true)))).isEqualTo("invalid-request");
        assertThat(functions.get(Map.of("group", "2")).has("purge")).isFalse();
    }

    @Test
    void tellHowAllGroupsStandWithOneCall() {
        functions.approve("Ada");
        functions.stop(Map.of("reason", "an alarm", "by", "Zoë"));

        JsonNode all = functions.get(Map.of());

        assertThat(all.at("/killSwitch/stopped").asBoolean()).isTrue();
        assertThat(all.path("at").asText()).isEqualTo(NOW.toString());
        assertThat(all.path("purges"))
                .containsExactly(
                        functions.get(Map.of("group", "1")),
                        functions.get(Map.of("group", "2")),
                        functions.get(Map.of("group", "3")));
        assertThat(all.path("unread")).isEmpty();
    }

    @Test
    void tellTheKillSwitchAndTheOtherGroupsWhereOneCannotBeRead() {
        Iterator<String> unread = List.of("1").iterator();
        functions.observeApprovals(ObservedPort.before("ApprovalStore.find", () -> {
            if (unread.hasNext()) {
                throw new PermanentFailure("the row of group " + unread.next() + " cannot be read");
            }
        }));

        JsonNode all = functions.get(Map.of());

        assertThat(all.path("purges")).hasSize(2);
        assertThat(all.path("unread")).singleElement().isEqualTo(Json.tree("1"));
    }
}
