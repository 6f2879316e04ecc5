package sundown.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.aws.AwsTrustedTime;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoApprovalStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoCallRecords;
import sundown.aws.dynamodb.DynamoCertificateChain;
import sundown.aws.dynamodb.DynamoClaims;
import sundown.aws.dynamodb.DynamoClosingStore;
import sundown.aws.dynamodb.DynamoDeletionRecords;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoJobStore;
import sundown.aws.dynamodb.DynamoKillSwitch;
import sundown.aws.dynamodb.DynamoLimitStore;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.dynamodb.DynamoPurgeStore;
import sundown.aws.dynamodb.DynamoReceiptStore;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.dynamodb.DynamoUserRows;
import sundown.aws.s3.GalleryRoles;
import sundown.aws.s3.S3AuditFiles;
import sundown.aws.s3.S3BucketDeletion;
import sundown.aws.s3.S3BucketListing;
import sundown.aws.s3.S3Buckets;
import sundown.aws.sqs.SqsQueue;
import sundown.gallery.GalleryLayout;
import sundown.job.TestChunks;
import sundown.purge.CertifyPurgeFunction;
import sundown.purge.PurgePorts;
import sundown.purge.PurgePorts.DeletionFunctions;
import sundown.purge.PurgePorts.PlanFunctions;
import sundown.purge.PurgePorts.PurgeFunctions;
import sundown.purge.PurgeSettings;
import sundown.purge.TrustedTime;

/**
 * The functions that end a group, over the adapters of AWS: what the container puts together in a deployed function.
 */
record BenchFunctions(
        PlanFunctions plan, PurgeFunctions operators, DeletionFunctions deletion, CertifyPurgeFunction certify) {

    /** So many that no chunk rests: nothing waits for a minute to pass. */
    private static final int ACCOUNTS_PER_MINUTE = 100_000;

    /** Puts them together over a stack. */
    static BenchFunctions over(BenchStack stack, Clock clock) {
        PurgePorts ports = ports(stack, clock);
        PurgeSettings settings =
                new PurgeSettings(Duration.ofHours(stack.number("PURGE_PAUSE_HOURS")), ACCOUNTS_PER_MINUTE);
        return new BenchFunctions(
                ports.planFunctions(TestChunks.FEW, clock, new SplittableRandom()),
                ports.purgeFunctions(settings, clock),
                ports.deletionFunctions(settings, TestChunks.FEW, clock),
                ports.certifyFunction(settings, TestChunks.FEW, clock));
    }

    private static PurgePorts ports(BenchStack stack, Clock clock) {
        DynamoDbClient client = stack.dynamoDb();
        String groups = stack.name("GROUPS_TABLE");
        S3Buckets buckets =
                new S3Buckets(stack.name("GALLERY_BUCKET"), stack.name("ARCHIVE_BUCKET"), GalleryRoles.none());
        return new PurgePorts(
                new DynamoAccountStore(client, stack.name("ACCOUNTS_TABLE")),
                new DynamoAccountStore(client, stack.name("ACCOUNTS_TABLE")),
                new DynamoTimelineStore(client, groups, clock),
                new DynamoClosingStore(client, groups, new SplittableRandom()),
                new DynamoHoldStore(client, stack.name("HOLDS_TABLE"), groups),
                new DynamoPlanStore(client, groups),
                new DynamoJobStore(client, stack.name("JOBS_TABLE"), new SplittableRandom()),
                new SqsQueue<>(stack.sqs(), stack.name("PURGE_PLAN_QUEUE_URL")),
                new DynamoPurgeStore(client, groups, new SplittableRandom()),
                new DynamoApprovalStore(client, groups, new SplittableRandom()),
                new DynamoKillSwitch(client, groups),
                new DynamoLimitStore(client, groups, clock),
                new TrustedTime.Earliest(List.of(
                        AwsTrustedTime.of(stack.s3(), stack.name("AUDIT_BUCKET")), AwsTrustedTime.of(client, groups))),
                new S3BucketListing(stack.s3(), buckets),
                new DynamoGalleryIndex(client, stack.name("ITEMS_TABLE")),
                new DynamoClaims(client, stack.name("CLAIMS_TABLE"), clock),
                new S3BucketDeletion(stack.s3(), buckets),
                new S3AuditFiles(stack.s3(), stack.name("AUDIT_BUCKET")),
                new DynamoUserRows(
                        client, stack.name("ITEMS_TABLE"), stack.name("TRANSFERS_TABLE"), stack.name("ARCHIVES_TABLE")),
                new DynamoTransferStore(client, stack.name("TRANSFERS_TABLE"), clock, new SplittableRandom()),
                new DynamoArchiveStore(client, stack.name("ARCHIVES_TABLE"), clock, new SplittableRandom()),
                new DynamoReceiptStore(client, stack.name("RECEIPTS_TABLE"), stack.number("RECEIPT_RETENTION_DAYS")),
                new DynamoDeletionRecords(client, stack.name("DELETIONS_TABLE")),
                new SqsQueue<>(stack.sqs(), stack.name("PURGE_QUEUE_URL")),
                new DynamoCertificateChain(client, groups, new SplittableRandom()),
                new DynamoCallRecords(client, stack.name("OPERATOR_CALLS_TABLE")),
                GalleryLayout.GROUP_FIRST);
    }
}
