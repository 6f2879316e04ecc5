package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoReceiptStore;
import sundown.aws.s3.S3ReportFiles;
import sundown.cli.CommandLineRun;
import sundown.gallery.GalleryLayout;
import sundown.local.demo.PurgeDemonstration.BucketCensus;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.template.Template.Resolution;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.report.ProgressReport;
import sundown.report.ProgressReport.GroupProgress;
import sundown.timeline.Dates.Phase;
import sundown.timeline.TimelineDocument;

@Tag("thorough")
@ExtendWith(EmulatorsExtension.class)
class EndedGroupTest {
    private static final Instant NOW = Instant.parse("2026-12-03T12:00:00Z");

    @Test
    void isDeletedAndCertifiedBeforeTheOthersMoveIn(Emulators emulators) throws Exception {
        SampleTimeline sample = SampleTimeline.opened("1", NOW).ended("2", NOW);
        Stack stack = Stack.withoutFunctions(
                emulators,
                "ended",
                GalleryLayout.GROUP_FIRST,
                Resolution.groupCloses(sample.document().toString()));
        stack.provision();

        try (EndedGroup group = new EndedGroup(stack, sample, "2")) {
            group.end();
        }

        CommandLineRun verified = verify(emulators, stack);
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out()).anySatisfy(line -> assertThat(line).contains("No. 1, certificates/2/", ": right"));
        assertThat(new BucketCensus(emulators.clients().s3()).of(Map.of(stack.variable("GALLERY_BUCKET"), "2/")))
                .isEmpty();
        assertThat(new DynamoReceiptStore(emulators.clients().dynamoDb(), stack.variable("RECEIPTS_TABLE"), 1)
                        .find(new UserId("user-br-000"))
                        .flatMap(Receipt::deletedAt))
                .hasValueSatisfying(deleted -> assertThat(deleted).isBefore(NOW));

        new Residents(stack, NOW).moveIn(TimelineDocument.read(sample.document().toString()));

        assertThat(ProgressReport.listLatest(
                        new S3ReportFiles(emulators.clients().s3(), stack.variable("AUDIT_BUCKET"))))
                .extracting(GroupProgress::phase)
                .containsExactly(Phase.EXPORTS_OPEN, Phase.CLOSED, Phase.ANNOUNCED);
    }

    private static CommandLineRun verify(Emulators emulators, Stack stack) throws IOException {
        Path copy = new AuditDocuments(
                        emulators.clients().s3(), stack.variable("AUDIT_BUCKET"), Clock.systemUTC(), System.out)
                .copy();
        return CommandLineRun.of("verify", copy.toString());
    }
}
