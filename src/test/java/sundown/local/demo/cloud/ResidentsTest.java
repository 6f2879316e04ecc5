package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.s3.S3ReportFiles;
import sundown.gallery.GalleryLayout;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.receipt.Safety.Standing;
import sundown.refund.RefundState.StateName;
import sundown.report.ProgressReport;
import sundown.report.ProgressReport.GroupProgress;
import sundown.timeline.Dates.Phase;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;

@Tag("thorough")
@ExtendWith(EmulatorsExtension.class)
class ResidentsTest {
    private static final UserId WITHOUT_ONE_FILM = new UserId("user-in-003");

    private final Timeline timeline = PublishedTimeline.read();
    private final Instant now =
            timeline.groups().getFirst().dates().exportsOpen().plus(Duration.ofDays(14));

    /** The functions count again, from the rows: what they find must be what the first report says. */
    @Test
    void haveRowsThatSayWhatTheirReportSays(Emulators emulators) throws Exception {
        Stack stack = Stack.withoutFunctions(emulators, "residents", GalleryLayout.GROUP_FIRST);
        stack.provision();

        new Residents(stack, now).moveIn(timeline);

        List<GroupProgress> groups =
                ProgressReport.listLatest(new S3ReportFiles(emulators.clients().s3(), stack.variable("AUDIT_BUCKET")));
        assertThat(rows(emulators, stack, "ITEMS_TABLE"))
                .isEqualTo(groups.stream()
                        .mapToLong(group -> group.galleries().items())
                        .sum());
        assertThat(groups)
                .extracting(GroupProgress::phase)
                .containsExactly(Phase.EXPORTS_OPEN, Phase.ANNOUNCED, Phase.ANNOUNCED);
        assertThat(groups).allSatisfy(group -> assertThat(group.history()).hasSizeGreaterThan(60));
        GroupProgress first = groups.getFirst();
        assertThat(first.pace()).isPresent();
        assertThat(first.safety().users(Standing::safe)).isBetween(20L, 50L);
        assertThat(first.failed()).containsOnlyKeys(FailureReason.NOT_A_PHOTO_OR_VIDEO);
        assertThat(rows(emulators, stack, "ACCOUNTS_TABLE"))
                .isEqualTo(groups.stream().mapToLong(GroupProgress::users).sum());

        DynamoTransferStore transfers = new DynamoTransferStore(
                emulators.clients().dynamoDb(),
                stack.variable("TRANSFERS_TABLE"),
                Clock.systemUTC(),
                RandomGenerator.getDefault());
        Transfer transfer = transfers.find(WITHOUT_ONE_FILM).orElseThrow();
        assertThat(transfer.counts().pending().items()).isZero();
        assertThat(transfers.listFailures(transfer, Optional.empty(), 10)).hasSize(1);
        DynamoRefundLedger refunds = new DynamoRefundLedger(
                emulators.clients().dynamoDb(), stack.variable("REFUNDS_TABLE"), RandomGenerator.getDefault());
        for (StateName state : List.of(StateName.SUCCEEDED, StateName.MANUAL)) {
            assertThat(refunds.listInState(state, Optional.empty(), 100))
                    .isNotEmpty()
                    .hasSize((int) first.refunds().get(state).get("EUR").refunds());
        }
        assertThat(new DynamoHoldStore(
                                emulators.clients().dynamoDb(),
                                stack.variable("HOLDS_TABLE"),
                                stack.variable("GROUPS_TABLE"))
                        .find(new UserId("user-in-000")))
                .isPresent();
    }

    private static long rows(Emulators emulators, Stack stack, String table) {
        return emulators
                .clients()
                .dynamoDb()
                .scan(request -> request.tableName(stack.variable(table)))
                .count();
    }
}
