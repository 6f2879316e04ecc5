package sundown.purge;

import java.time.Clock;
import org.junit.jupiter.api.Nested;
import sundown.account.UserId;
import sundown.contract.ApprovalStoreContract;
import sundown.contract.AuditFilesContract;
import sundown.contract.CertificateChainContract;
import sundown.contract.DeletionRecordsContract;
import sundown.contract.KillSwitchContract;
import sundown.contract.PlanStoreContract;
import sundown.contract.PurgeStoreContract;
import sundown.contract.TrustedTimeContract;
import sundown.contract.UserRowsContract;

/** The ports in memory keep the contracts of the purge's ports. */
class InMemoryPortsTest {
    @Nested
    class Approvals extends ApprovalStoreContract {
        Approvals() {
            super(new InMemoryApprovalStore());
        }
    }

    @Nested
    class Files extends AuditFilesContract {
        Files() {
            super(new InMemoryAuditFiles());
        }
    }

    @Nested
    class Chain extends CertificateChainContract {
        Chain() {
            super(new InMemoryCertificateChain());
        }
    }

    @Nested
    class Records extends DeletionRecordsContract {
        Records() {
            super(new InMemoryDeletionRecords());
        }
    }

    @Nested
    class Switch extends KillSwitchContract {
        Switch() {
            super(new InMemoryKillSwitch());
        }
    }

    @Nested
    class Plans extends PlanStoreContract {
        Plans() {
            super(new InMemoryPlanStore());
        }
    }

    @Nested
    class Purges extends PurgeStoreContract {
        Purges() {
            super(new InMemoryPurgeStore());
        }
    }

    @Nested
    class Time extends TrustedTimeContract {
        @Override
        protected TrustedTime time() {
            return new InMemoryTrustedTime(Clock.systemUTC());
        }
    }

    @Nested
    class Rows extends UserRowsContract {
        private final InMemoryUserRows rows = new InMemoryUserRows();

        @Override
        protected UserRows rows() {
            return rows;
        }

        @Override
        protected void putItem(UserId user, String item) {
            rows.put(user, "item " + item);
        }

        @Override
        protected void putTransfer(UserId user, String sort) {
            rows.put(user, "transfer " + sort);
        }

        @Override
        protected void putArchive(UserId user, String sort) {
            rows.put(user, "archive " + sort);
        }
    }
}
