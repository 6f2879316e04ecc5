package sundown.aws;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.dynamodb.DynamoApprovalStore;
import sundown.aws.dynamodb.DynamoCertificateChain;
import sundown.aws.dynamodb.DynamoClosingStore;
import sundown.aws.dynamodb.DynamoDeletionRecords;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.dynamodb.DynamoKillSwitch;
import sundown.aws.dynamodb.DynamoPlanStore;
import sundown.aws.dynamodb.DynamoPlans;
import sundown.aws.dynamodb.DynamoPurgeStore;
import sundown.aws.dynamodb.DynamoTrustedTime;
import sundown.aws.dynamodb.DynamoUserRows;
import sundown.aws.s3.S3AuditFiles;
import sundown.aws.s3.S3BucketDeletion;
import sundown.aws.s3.S3BucketListing;
import sundown.aws.s3.S3Buckets;
import sundown.aws.s3.S3TrustedTime;
import sundown.certificate.CertificateChain;
import sundown.closing.ClosingStore;
import sundown.hold.HoldStore;
import sundown.purge.ApprovalStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketListing;
import sundown.purge.DeletionRecords;
import sundown.purge.EarliestTime;
import sundown.purge.KillSwitch;
import sundown.purge.PlanStore;
import sundown.purge.Plans;
import sundown.purge.PurgeStore;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;

/** Gives the functions that close and purge a group the ports that AWS fulfils. */
final class PurgeProducers {
    @Produces
    @Singleton
    ClosingStore closings(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        return new DynamoClosingStore(client, table, random);
    }

    @Produces
    @Singleton
    PurgeStore purges(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        return new DynamoPurgeStore(client, table, random);
    }

    @Produces
    @Singleton
    ApprovalStore approvals(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        return new DynamoApprovalStore(client, table, random);
    }

    @Produces
    @Singleton
    Plans madePlans(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new DynamoPlans(client, table);
    }

    @Produces
    @Singleton
    KillSwitch killSwitch(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new DynamoKillSwitch(client, table);
    }

    @Produces
    @Singleton
    TrustedTime trustedTime(
            S3Client s3,
            @ConfigProperty(name = "AUDIT_BUCKET") String bucket,
            DynamoDbClient dynamoDb,
            @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new EarliestTime(List.of(new S3TrustedTime(s3, bucket), new DynamoTrustedTime(dynamoDb, table)));
    }

    @Produces
    @Singleton
    HoldStore holds(
            DynamoDbClient client,
            @ConfigProperty(name = "HOLDS_TABLE") String holds,
            @ConfigProperty(name = "GROUPS_TABLE") String groups) {
        return new DynamoHoldStore(client, holds, groups);
    }

    @Produces
    @Singleton
    S3Buckets purgedBuckets(
            @ConfigProperty(name = "GALLERY_BUCKET") String gallery,
            @ConfigProperty(name = "ARCHIVE_BUCKET") String archive) {
        return new S3Buckets(gallery, archive);
    }

    @Produces
    @Singleton
    BucketListing bucketListing(S3Client client, S3Buckets buckets) {
        return new S3BucketListing(client, buckets);
    }

    @Produces
    @Singleton
    AuditFiles auditFiles(S3Client client, @ConfigProperty(name = "AUDIT_BUCKET") String bucket) {
        return new S3AuditFiles(client, bucket);
    }

    @Produces
    @Singleton
    PlanStore plans(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new DynamoPlanStore(client, table);
    }

    @Produces
    @Singleton
    CertificateChain certificates(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        return new DynamoCertificateChain(client, table, random);
    }

    @Produces
    @Singleton
    DeletionRecords deletionRecords(DynamoDbClient client, @ConfigProperty(name = "DELETIONS_TABLE") String table) {
        return new DynamoDeletionRecords(client, table);
    }

    @Produces
    @Singleton
    BucketDeletion bucketDeletion(S3Client client, S3Buckets buckets) {
        return new S3BucketDeletion(client, buckets);
    }

    @Produces
    @Singleton
    UserRows userRows(
            DynamoDbClient client,
            @ConfigProperty(name = "ITEMS_TABLE") String items,
            @ConfigProperty(name = "TRANSFERS_TABLE") String transfers,
            @ConfigProperty(name = "ARCHIVES_TABLE") String archives) {
        return new DynamoUserRows(client, items, transfers, archives);
    }
}
