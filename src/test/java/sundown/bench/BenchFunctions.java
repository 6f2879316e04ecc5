package sundown.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.AccountStore;
import sundown.aws.DynamoAccountStore;
import sundown.aws.DynamoApprovalStore;
import sundown.aws.DynamoCertificateChain;
import sundown.aws.DynamoClosingStore;
import sundown.aws.DynamoDeletionRecords;
import sundown.aws.DynamoHoldStore;
import sundown.aws.DynamoKillSwitch;
import sundown.aws.DynamoMembershipStore;
import sundown.aws.DynamoPlanStore;
import sundown.aws.DynamoPlans;
import sundown.aws.DynamoPurgeStore;
import sundown.aws.DynamoTimelineStore;
import sundown.aws.DynamoTrustedTime;
import sundown.aws.DynamoUserRows;
import sundown.aws.S3AuditFiles;
import sundown.aws.S3BucketDeletion;
import sundown.aws.S3BucketListing;
import sundown.aws.S3Buckets;
import sundown.aws.S3TrustedTime;
import sundown.aws.SqsPlanQueue;
import sundown.aws.SqsPurgeQueue;
import sundown.certificate.CertificateFunctions;
import sundown.certificate.CertifyPurgeFunction;
import sundown.closing.Closing;
import sundown.closing.ClosingStore;
import sundown.hold.HoldStore;
import sundown.membership.MembershipStore;
import sundown.purge.ApprovalStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketListing;
import sundown.purge.DeletionFunctions;
import sundown.purge.DeletionRecords;
import sundown.purge.EarliestTime;
import sundown.purge.KillSwitch;
import sundown.purge.PlanFunctions;
import sundown.purge.Plans;
import sundown.purge.PurgeFunctions;
import sundown.purge.PurgeSettings;
import sundown.purge.PurgeStore;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;
import sundown.timeline.TimelineStore;

/** The functions that end a group, over the adapters of AWS: what the container puts together in a deployed function. */
record BenchFunctions(
        PlanFunctions plan, PurgeFunctions operators, DeletionFunctions deletion, CertifyPurgeFunction certify) {

    /** Puts them together over a stack. */
    static BenchFunctions over(BenchStack stack, Clock clock) {
        Ports ports = Ports.of(stack, clock);
        PurgeSettings settings = new PurgeSettings(
                Duration.ofHours(stack.number("PURGE_PAUSE_HOURS")), stack.number("PURGE_ACCOUNTS_PER_MINUTE"));
        return new BenchFunctions(
                ports.plan(stack, clock),
                ports.operators(settings, clock),
                ports.deletion(stack, settings, clock),
                ports.certify(stack, settings, clock));
    }

    /** The ports that several of them have. */
    private record Ports(
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            Plans plans,
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            BucketListing listing,
            AuditFiles files,
            UserRows rows,
            DeletionRecords records) {

        static Ports of(BenchStack stack, Clock clock) {
            DynamoDbClient client = stack.dynamoDb();
            String groups = stack.name("GROUPS_TABLE");
            return new Ports(
                    new DynamoTimelineStore(client, groups, clock),
                    new DynamoClosingStore(client, groups, new SplittableRandom()),
                    new DynamoHoldStore(client, stack.name("HOLDS_TABLE"), groups),
                    new DynamoPlans(client, groups),
                    new DynamoPurgeStore(client, groups, new SplittableRandom()),
                    new DynamoApprovalStore(client, groups, new SplittableRandom()),
                    new DynamoKillSwitch(client, groups),
                    new EarliestTime(List.of(
                            new S3TrustedTime(stack.s3(), stack.name("AUDIT_BUCKET")),
                            new DynamoTrustedTime(client, groups))),
                    new S3BucketListing(stack.s3(), buckets(stack)),
                    new S3AuditFiles(stack.s3(), stack.name("AUDIT_BUCKET")),
                    new DynamoUserRows(
                            client,
                            stack.name("ITEMS_TABLE"),
                            stack.name("TRANSFERS_TABLE"),
                            stack.name("ARCHIVES_TABLE")),
                    new DynamoDeletionRecords(client, stack.name("DELETIONS_TABLE")));
        }

        private static S3Buckets buckets(BenchStack stack) {
            return new S3Buckets(stack.name("GALLERY_BUCKET"), stack.name("ARCHIVE_BUCKET"));
        }

        PlanFunctions plan(BenchStack stack, Clock clock) {
            AccountStore accounts = new DynamoAccountStore(stack.dynamoDb(), stack.name("ACCOUNTS_TABLE"));
            MembershipStore members = new DynamoMembershipStore(stack.dynamoDb(), stack.name("ACCOUNTS_TABLE"));
            return PlanFunctions.over(
                    new PlanFunctions.Ports(
                            accounts,
                            members,
                            timelines,
                            holds,
                            group -> closings.find(group)
                                    .flatMap(Closing::drainedAt)
                                    .isPresent(),
                            listing,
                            files,
                            new DynamoPlanStore(stack.dynamoDb(), stack.name("GROUPS_TABLE")),
                            new SqsPlanQueue(stack.sqs(), stack.name("PURGE_PLAN_QUEUE_URL"))),
                    clock,
                    new SplittableRandom());
        }

        PurgeFunctions operators(PurgeSettings settings, Clock clock) {
            return PurgeFunctions.over(
                    new PurgeFunctions.Ports(
                            timelines, closings, holds, plans, purges, approvals, killSwitch, trusted, files),
                    settings,
                    clock);
        }

        DeletionFunctions deletion(BenchStack stack, PurgeSettings settings, Clock clock) {
            return DeletionFunctions.over(
                    new DeletionFunctions.Ports(
                            timelines,
                            closings,
                            holds,
                            plans,
                            purges,
                            approvals,
                            killSwitch,
                            trusted,
                            listing,
                            new S3BucketDeletion(stack.s3(), buckets(stack)),
                            files,
                            rows,
                            records,
                            new SqsPurgeQueue(stack.sqs(), stack.name("PURGE_QUEUE_URL"))),
                    settings,
                    clock);
        }

        CertifyPurgeFunction certify(BenchStack stack, PurgeSettings settings, Clock clock) {
            return CertificateFunctions.over(
                    new CertificateFunctions.Ports(
                            timelines,
                            closings,
                            holds,
                            plans,
                            purges,
                            approvals,
                            killSwitch,
                            trusted,
                            listing,
                            files,
                            records,
                            rows,
                            new DynamoCertificateChain(
                                    stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SplittableRandom())),
                    settings,
                    clock);
        }
    }
}
