package sundown.aws.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.dynamodb.RowWriter;
import sundown.contract.SampleArchives;
import sundown.contract.SampleRefunds;
import sundown.contract.SampleTransfers;
import sundown.failure.PermanentFailure;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.notify.ChangeReader.Change;
import sundown.notify.SampleEvents;
import sundown.refund.RefundLedger.Refund;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

class StreamChangeReaderTest {
    private static final Instant AT = SampleEvents.AT;
    private static final UserId USER = new UserId("user-1");
    private static final Group EVERY_OTHER = new Group(new GroupId("3"), Set.of(), SampleEvents.GROUP.dates());
    private static final Timeline TIMELINE = new Timeline(1, Set.of(), List.of(SampleEvents.GROUP, EVERY_OTHER));

    private final StreamChangeReader reader = new StreamChangeReader(
            () -> TIMELINE, "transfers", "archives", "refunds", "accounts", "deliveries", "groups");

    @Test
    void readsTransfers() {
        Transfer before = SampleTransfers.halfWay(USER);
        Transfer after = before.withState(new TransferState.Finished(SampleTransfers.NOW))
                .saved();

        assertThat(read(
                        "transfers",
                        DynamoTransferStore.write(before).number("version", 0),
                        DynamoTransferStore.write(after).number("version", 1)))
                .contains(new Change.OfTransfer(AT, Optional.of(before), after));
    }

    @Test
    void readsArchives() {
        Archive before = SampleArchives.fresh(USER);
        Archive after = SampleArchives.ready(USER);

        assertThat(read(
                        "archives",
                        DynamoArchiveStore.write(before).number("version", 0),
                        DynamoArchiveStore.write(after).number("version", 0)))
                .contains(new Change.OfArchive(AT, Optional.of(before), after));
    }

    @Test
    void readsRefunds() {
        Refund refund = SampleRefunds.fresh();

        assertThat(read("refunds", DynamoRefundLedger.write(refund).number("version", 0)))
                .contains(new Change.OfRefund(AT, Optional.empty(), refund));
    }

    @Test
    void readsAccountsOfMembersAndOthers() {
        RowWriter free = new RowWriter().text("userId", "user-1").text("region", "IN");
        RowWriter member = new RowWriter()
                .text("userId", "user-1")
                .text("region", "IN")
                .text("chargeId", "ch_1")
                .number("feeMinorUnits", 1_200)
                .text("feeCurrency", "EUR")
                .instant("paidAt", AT)
                .instant("cancelledAt", AT);

        assertThat(read("accounts", free, member)).hasValueSatisfying(change -> {
            assertThat(((Change.OfAccount) change).before().flatMap(Account::membership))
                    .isEmpty();
            assertThat(((Change.OfAccount) change)
                            .after()
                            .membership()
                            .orElseThrow()
                            .cancelledAt())
                    .contains(AT);
        });
    }

    @Test
    void readsHowFarAUserIsReached() {
        RowWriter row =
                new RowWriter().text("userId", "user-1").text("mail", "~reach").text("reach", "NOT_REACHABLE");
        assertThat(read("deliveries", row)).contains(new Change.OfReach(AT, USER, Reach.NOT_REACHABLE));
        assertThat(read("deliveries", new RowWriter().text("userId", "user-1").text("mail", "archive-ready@1")))
                .isEmpty();
    }

    @Test
    void readsHowFarAGroupIsWithTheDatesInForce() {
        Map<Milestone, Instant> acted =
                Map.of(Milestone.Fixed.NOTICE, SampleEvents.GROUP.dates().notice());

        assertThat(readAdvance("advance-1", "NOTICE", "1666656000"))
                .contains(new Change.OfGroup(
                        AT,
                        Optional.empty(),
                        new ReachedMilestones(SampleEvents.GROUP.id(), acted, 4),
                        SampleEvents.GROUP));
    }

    @Test
    void leavesOutAGroupThatTheTimelineHasNoMore() {
        assertThat(readAdvance("advance-7", "NOTICE", "1666656000")).isEmpty();
    }

    @Test
    void leavesOutTheOtherRowsOfTheTables() {
        assertThat(read("groups", new RowWriter().text("group", "timeline").text("document", "{}")))
                .isEmpty();
        assertThat(read("groups", new RowWriter().text("group", "walk-1"))).isEmpty();
        assertThat(read("transfers", new RowWriter().text("userId", "user-1").text("sort", "T#1#B#1")))
                .isEmpty();
        assertThat(read("archives", new RowWriter().text("userId", "user-1").text("sort", "A#1#V#1")))
                .isEmpty();
    }

    @Test
    void leavesOutARowThatIsRemoved() {
        ObjectNode removed =
                StreamRecords.json("refunds", Optional.empty(), DynamoRefundLedger.write(SampleRefunds.fresh()));
        ((ObjectNode) removed.path("dynamodb")).remove("NewImage");

        assertThat(reader.read(StreamRecords.read(removed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTICES", "notice", ""})
    void refusesAMilestoneThatItDoesNotKnow(String milestone) {
        assertThatThrownBy(() -> readAdvance("advance-1", milestone, "1666656000"))
                .isInstanceOf(PermanentFailure.class);
    }

    @Test
    void refusesWhatLacksItsParts() {
        assertUnreadable("groups", new RowWriter().text("group", "advance-1").number("version", 1));
        assertThatThrownBy(() -> readAdvance("advance-1", "NOTICE", "tomorrow")).isInstanceOf(PermanentFailure.class);
        assertUnreadable("transfers", new RowWriter().text("userId", "user-1").text("sort", "T"));
        assertUnreadable("refunds", new RowWriter().text("chargeId", "ch_1"));
        assertUnreadable("accounts", new RowWriter().text("userId", "user-1"));
        assertUnreadable("items", new RowWriter().text("userId", "user-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventSourceARN", "dynamodb"})
    void doesNotCrashAtARecordWithoutItsParts(String part) {
        ObjectNode entry =
                StreamRecords.json("refunds", Optional.empty(), DynamoRefundLedger.write(SampleRefunds.fresh()));
        entry.remove(part);

        if (part.equals("dynamodb")) {
            assertThat(reader.read(StreamRecords.read(entry))).isEmpty();
        } else {
            assertThatThrownBy(() -> reader.read(StreamRecords.read(entry))).isInstanceOf(PermanentFailure.class);
        }
    }

    @Test
    void refusesARecordWithoutATimeAndAnAttributeWithoutAType() {
        RowWriter row = DynamoRefundLedger.write(SampleRefunds.fresh()).number("version", 0);
        ObjectNode timeless = StreamRecords.json("refunds", Optional.empty(), row);
        ((ObjectNode) timeless.path("dynamodb")).remove("ApproximateCreationDateTime");
        ObjectNode untyped = StreamRecords.json("refunds", Optional.empty(), row);
        ((ObjectNode) untyped.at("/dynamodb/NewImage")).putObject("fee");

        assertThatThrownBy(() -> reader.read(StreamRecords.read(timeless))).isInstanceOf(PermanentFailure.class);
        assertThatThrownBy(() -> reader.read(StreamRecords.read(untyped))).isInstanceOf(PermanentFailure.class);
    }

    private void assertUnreadable(String table, RowWriter row) {
        assertThatThrownBy(() -> read(table, row)).isInstanceOf(PermanentFailure.class);
    }

    private Optional<Change> read(String table, RowWriter row) {
        return reader.read(StreamRecords.read(StreamRecords.json(table, Optional.empty(), row)));
    }

    private Optional<Change> read(String table, RowWriter before, RowWriter after) {
        return reader.read(StreamRecords.read(StreamRecords.json(table, Optional.of(before), after)));
    }

    private Optional<Change> readAdvance(String key, String milestone, String at) {
        Map<String, AttributeValue> row = Map.of(
                "group", AttributeValue.fromS(key),
                "acted", AttributeValue.fromM(Map.of(milestone, AttributeValue.fromN(at))),
                "version", AttributeValue.fromN("4"));
        return reader.read(StreamRecords.read(StreamRecords.json("groups", Optional.empty(), row)));
    }
}
