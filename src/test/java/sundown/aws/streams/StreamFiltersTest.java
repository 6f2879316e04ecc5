package sundown.aws.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.dynamodb.Row;
import sundown.aws.dynamodb.RowWriter;
import sundown.contract.SampleArchives;
import sundown.contract.SampleRefunds;
import sundown.contract.SampleTransfers;
import sundown.local.gateway.StreamPoller.StreamPattern;
import sundown.local.template.Value;
import sundown.operator.SampleOperators;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.template.Deployed;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** The template lets through whatever the rules may tell of, and little else. */
class StreamFiltersTest {
    private static final Instant AT = SampleTransfers.NOW;
    private static final UserId USER = new UserId("user-1");
    private static final RefundId REFUND = new RefundId("re_1");

    record Row(String source, RowWriter row, boolean mayBeTold) {
        @Override
        public String toString() {
            return source + " " + row.attributes().get("state") + " " + mayBeTold;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(transfers(), archives(), refunds(), others()).flatMap(rows -> rows);
    }

    private static Stream<Row> transfers() {
        return Stream.of(
                transfer(new TransferState.Running(AT), false),
                transfer(new TransferState.Waiting(WaitReason.ROOM, AT), true),
                transfer(new TransferState.Stopped(AT), false),
                transfer(new TransferState.Finished(AT), true),
                transfer(new TransferState.Closed(AT), true),
                transfer(new TransferState.GaveUp(AT), true));
    }

    private static Stream<Row> archives() {
        return Stream.of(
                archive(new ArchiveState.Planning(0, AT), false),
                archive(new ArchiveState.Building(AT, AT), false),
                archive(new ArchiveState.Ready(AT, AT), true),
                archive(new ArchiveState.Ended(Ending.GAVE_UP, AT), true));
    }

    private static Stream<Row> refunds() {
        return Stream.of(
                refund(new RefundState.Intent(Trigger.REFUNDS_BEGIN, AT), false),
                refund(new RefundState.Sent(AT, 1, AT), false),
                refund(new RefundState.Pending(REFUND, AT, AT, false), true),
                refund(new RefundState.Succeeded(REFUND, Money.of(1, "EUR"), AT), true),
                refund(new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), AT), true),
                refund(
                        new RefundState.Resolved(ManualReason.UNCERTAIN, SampleOperators.named("Ada"), "by hand", AT),
                        false));
    }

    private static Stream<Row> others() {
        return Stream.of(
                new Row("Accounts", new RowWriter().text("userId", "u"), false),
                new Row("Accounts", new RowWriter().text("userId", "u").instant("cancelledAt", AT), true),
                new Row("Deliveries", new RowWriter().text("mail", "~reach").text("reach", "NOT_REACHABLE"), true),
                new Row("Deliveries", new RowWriter().text("mail", "~reach").text("reach", "REACHED"), false),
                new Row("Deliveries", new RowWriter().text("mail", "a@1").text("state", "BOUNCED"), false),
                new Row("Groups", new RowWriter().text("group", "timeline"), false),
                new Row("Groups", new RowWriter().text("group", "walk-1"), false),
                new Row("Groups", new RowWriter().text("group", "advance-1"), true),
                new Row("Transfers", new RowWriter().text("sort", "T#1#F#2").text("state", "FINISHED"), false),
                new Row("Archives", new RowWriter().text("sort", "A#1#V#2").text("state", "READY"), false));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void passWhatMayBeTold(Row row) {
        JsonNode entry = StreamRecords.json("table", Optional.of(row.row()), row.row());

        assertThat(patterns(row.source())).isNotEmpty();
        assertThat(patterns(row.source()).stream().anyMatch(pattern -> pattern.matches(entry)))
                .isEqualTo(row.mayBeTold());
    }

    private static Row transfer(TransferState state, boolean mayBeTold) {
        Transfer transfer = SampleTransfers.halfWay(USER).withState(state);
        return new Row("Transfers", DynamoTransferStore.write(transfer), mayBeTold);
    }

    private static Row archive(ArchiveState state, boolean mayBeTold) {
        Archive archive = SampleArchives.ready(USER).withState(state);
        return new Row("Archives", DynamoArchiveStore.write(archive), mayBeTold);
    }

    private static Row refund(RefundState state, boolean mayBeTold) {
        Refund refund = SampleRefunds.fresh().withState(state);
        return new Row("Refunds", DynamoRefundLedger.write(refund), mayBeTold);
    }

    private static List<StreamPattern> patterns(String source) {
        return Deployed.template()
                .resource("PublishEvents")
                .require("Events", source, "Properties", "FilterCriteria", "Filters")
                .elements()
                .stream()
                .map(filter ->
                        StreamPattern.of(((Value.Text) filter.find("Pattern").orElseThrow()).text()))
                .toList();
    }
}
