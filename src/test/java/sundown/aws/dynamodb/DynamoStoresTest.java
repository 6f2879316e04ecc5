package sundown.aws.dynamodb;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ApprovalStoreContract;
import sundown.contract.CallRecordsContract;
import sundown.contract.CancellationLedgerContract;
import sundown.contract.CertificateChainContract;
import sundown.contract.ClosingStoreContract;
import sundown.contract.CountingStoreContract;
import sundown.contract.DeletionRecordsContract;
import sundown.contract.FollowedTimelineContract;
import sundown.contract.GalleryOrdersContract;
import sundown.contract.HoldStoreContract;
import sundown.contract.InventoryStoreContract;
import sundown.contract.JobStoreContract;
import sundown.contract.KillSwitchContract;
import sundown.contract.PlanStoreContract;
import sundown.contract.PurgeStoreContract;

/** Stores that need no test beside their contract. */
@OnAnyCloud
class DynamoStoresTest {
    @Nested
    class ApprovalStore extends ApprovalStoreContract {
        ApprovalStore(AwsStack stack) {
            super(new DynamoApprovalStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
        }
    }

    @Nested
    class CallRecords extends CallRecordsContract {
        CallRecords(AwsStack stack) {
            super(new DynamoCallRecords(stack.dynamoDb, stack.name("OPERATOR_CALLS_TABLE")));
        }
    }

    @Nested
    class CancellationLedger extends CancellationLedgerContract {
        CancellationLedger(AwsStack stack) {
            super(new DynamoCancellationLedger(stack.dynamoDb, stack.name("SUBSCRIPTIONS_TABLE"), new Random(1)));
        }
    }

    @Nested
    class CertificateChain extends CertificateChainContract {
        CertificateChain(AwsStack stack) {
            super(new DynamoCertificateChain(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
        }
    }

    @Nested
    class ClosingStore extends ClosingStoreContract {
        ClosingStore(AwsStack stack) {
            super(new DynamoClosingStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
        }
    }

    @Nested
    class CountingStore extends CountingStoreContract {
        CountingStore(AwsStack stack) {
            super(new DynamoCountingStore(stack.dynamoDb, stack.name("GROUPS_TABLE")));
        }
    }

    @Nested
    class DeletionRecords extends DeletionRecordsContract {
        DeletionRecords(AwsStack stack) {
            super(new DynamoDeletionRecords(stack.dynamoDb, stack.name("DELETIONS_TABLE")));
        }
    }

    @Nested
    class FollowedTimeline extends FollowedTimelineContract {
        FollowedTimeline(AwsStack stack) {
            super(new DynamoMilestoneStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new Random(1)));
        }
    }

    @Nested
    class GalleryOrders extends GalleryOrdersContract {
        GalleryOrders(AwsStack stack) {
            super(new DynamoGalleryOrders(stack.dynamoDb, stack.name("TRANSFERS_TABLE"), new Random(1)));
        }
    }

    @Nested
    class HoldStore extends HoldStoreContract {
        HoldStore(AwsStack stack) {
            super(new DynamoHoldStore(stack.dynamoDb, stack.name("HOLDS_TABLE"), stack.name("GROUPS_TABLE")));
        }
    }

    @Nested
    class InventoryStore extends InventoryStoreContract {
        InventoryStore(AwsStack stack) {
            super(new DynamoInventoryStore(stack.dynamoDb, stack.name("TRANSFERS_TABLE"), new Random(1)));
        }
    }

    @Nested
    class JobStore extends JobStoreContract {
        JobStore(AwsStack stack) {
            super(new DynamoJobStore(stack.dynamoDb, stack.name("JOBS_TABLE"), new Random(1)));
        }
    }

    @Nested
    class KillSwitch extends KillSwitchContract {
        KillSwitch(AwsStack stack) {
            super(new DynamoKillSwitch(stack.dynamoDb, stack.name("GROUPS_TABLE")));
        }
    }

    @Nested
    class PlanStore extends PlanStoreContract {
        PlanStore(AwsStack stack) {
            super(new DynamoPlanStore(stack.dynamoDb, stack.name("GROUPS_TABLE")));
        }
    }

    @Nested
    class PurgeStore extends PurgeStoreContract {
        PurgeStore(AwsStack stack) {
            super(new DynamoPurgeStore(stack.dynamoDb, stack.name("GROUPS_TABLE"), new SecureRandom()));
        }
    }
}
