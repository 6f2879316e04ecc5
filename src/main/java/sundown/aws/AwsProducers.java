package sundown.aws;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import sundown.account.AccountStore;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveStore;
import sundown.archive.VolumeStorage;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoCountingStore;
import sundown.aws.dynamodb.DynamoFollowedTimeline;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.aws.dynamodb.DynamoMembershipStore;
import sundown.aws.dynamodb.DynamoMilestoneStore;
import sundown.aws.dynamodb.DynamoRefundLedger;
import sundown.aws.dynamodb.DynamoRequestQuota;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.aws.dynamodb.DynamoWalkStore;
import sundown.aws.kms.KmsSecretSealer;
import sundown.aws.s3.S3ArchiveFiles;
import sundown.aws.s3.S3GalleryBytes;
import sundown.aws.s3.S3GalleryObjects;
import sundown.aws.s3.S3ReportFiles;
import sundown.aws.s3.S3VolumeStorage;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryObjects;
import sundown.membership.MembershipStore;
import sundown.membership.WalkStore;
import sundown.milestone.FollowedTimeline;
import sundown.milestone.MilestoneStore;
import sundown.refund.RefundLedger;
import sundown.report.CountingStore;
import sundown.report.ReportFiles;
import sundown.secret.SecretSealer;
import sundown.timeline.TimelineStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.TransferStore;

/** Gives the functions the ports that AWS fulfils; one is made when a function first needs it. */
final class AwsProducers {
    /** Google counts a day from midnight Pacific time. */
    private static final ZoneId LIBRARY_ZONE = ZoneId.of("America/Los_Angeles");

    @Produces
    @Singleton
    AccountStore accounts(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        return new DynamoAccountStore(client, table);
    }

    @Produces
    @Singleton
    TimelineStore timelines(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, Clock clock) {
        return new DynamoTimelineStore(client, table, clock);
    }

    @Produces
    @Singleton
    GalleryIndex gallery(DynamoDbClient client, @ConfigProperty(name = "ITEMS_TABLE") String table) {
        return new DynamoGalleryIndex(client, table);
    }

    @Produces
    @Singleton
    GalleryBytes galleryBytes(S3Client client, @ConfigProperty(name = "GALLERY_BUCKET") String bucket) {
        return new S3GalleryBytes(client, bucket);
    }

    @Produces
    @Singleton
    TransferStore transfers(
            DynamoDbClient client,
            @ConfigProperty(name = "TRANSFERS_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        return new DynamoTransferStore(client, table, clock, random);
    }

    @Produces
    @Singleton
    GalleryObjects galleryObjects(S3Client client, @ConfigProperty(name = "GALLERY_BUCKET") String bucket) {
        return new S3GalleryObjects(client, bucket);
    }

    @Produces
    @Singleton
    ArchiveStore archives(
            DynamoDbClient client,
            @ConfigProperty(name = "ARCHIVES_TABLE") String table,
            Clock clock,
            RandomGenerator random) {
        return new DynamoArchiveStore(client, table, clock, random);
    }

    @Produces
    @Singleton
    RefundLedger ledger(
            DynamoDbClient client, @ConfigProperty(name = "REFUNDS_TABLE") String table, RandomGenerator random) {
        return new DynamoRefundLedger(client, table, random);
    }

    @Produces
    @Singleton
    MembershipStore memberships(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        return new DynamoMembershipStore(client, table);
    }

    @Produces
    @Singleton
    WalkStore walks(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new DynamoWalkStore(client, table);
    }

    @Produces
    @Singleton
    MilestoneStore advances(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        return new DynamoMilestoneStore(client, table, random);
    }

    @Produces
    @Singleton
    FollowedTimeline followedTimeline(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new DynamoFollowedTimeline(client, table);
    }

    @Produces
    @Singleton
    CountingStore countings(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new DynamoCountingStore(client, table);
    }

    @Produces
    @Singleton
    ReportFiles reportFiles(S3Client client, @ConfigProperty(name = "AUDIT_BUCKET") String bucket) {
        return new S3ReportFiles(client, bucket);
    }

    @Produces
    @Singleton
    ArchiveFiles archiveFiles(S3Client client, @ConfigProperty(name = "ARCHIVE_BUCKET") String bucket) {
        return new S3ArchiveFiles(client, bucket);
    }

    @Produces
    @Singleton
    VolumeStorage volumes(
            S3Client client, S3Presigner presigner, @ConfigProperty(name = "ARCHIVE_BUCKET") String bucket) {
        return new S3VolumeStorage(client, presigner, bucket);
    }

    @Produces
    @Singleton
    RequestQuota quota(
            DynamoDbClient client,
            @ConfigProperty(name = "QUOTAS_TABLE") String table,
            @ConfigProperty(name = "GOOGLE_REQUESTS_PER_DAY") int perDay,
            @ConfigProperty(name = "GOOGLE_REQUESTS_PER_MINUTE") int perMinute) {
        return new DynamoRequestQuota(client, table, new RequestQuota.Limits(perDay, perMinute, LIBRARY_ZONE));
    }

    @Produces
    @Singleton
    SecretSealer secrets(KmsClient client, @ConfigProperty(name = "SECRETS_KEY_ID") String keyId) {
        return new KmsSecretSealer(client, keyId);
    }
}
